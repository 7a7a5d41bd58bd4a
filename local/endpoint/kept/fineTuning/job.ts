import type { TrainingMethod } from "../../catalogue/trainableModels";
import type { Api } from "../../server/address";

/** The statuses that a job never leaves. */
type EndStatus = "succeeded" | "failed" | "cancelled";

/** In OpenAI's words, with those that Azure alone has. */
export type JobStatus =
  | EndStatus
  | "validating_files"
  | "queued"
  | "running"
  | "pausing"
  | "paused"
  | "resuming";

/** What the body of a request for a job says. */
export interface AskedJob {
  /** The base, with its version. */
  model: string;
  trainingFileId: string;
  validationFileId: string | null;
  method: TrainingMethod;
  /** As they were given. */
  hyperparameters: Record<string, unknown>;
  /** What is special about the method, such as its grader. */
  methodSettings: Record<string, unknown>;
  suffix: string | null;
  seed: number;
  metadata: Record<string, unknown> | null;
  integrations: unknown[] | null;
}

/** What validation found out about the work. */
export interface TrainingPlan {
  epochs: number;
  batchSize: number;
  learningRate: number;
  steps: number;
  /** Of one epoch. */
  tokens: number;
  /** The training file, which may be deleted from now on. */
  rows: Buffer;
}

/** Why a job failed. */
export interface JobFailure {
  code: string;
  message: string;
  param: string | null;
}

/** A job as the endpoint keeps it. */
export interface FineTuningJob extends AskedJob {
  id: string;
  /** Of the request that created it. */
  api: Api;
  createdAtMs: number;
  /** Every status with its beginning; the last is the one that holds. */
  history: Array<{ status: JobStatus; atMs: number }>;
  /** Present once validation is over. */
  plan?: TrainingPlan;
  /** When training began and went on, each time with how long it had gone on before. */
  runs: Array<{ atMs: number; trainedMs: number }>;
  /** How far it was when it stopped for the last time. */
  stopped?: { trainedMs: number; steps: number };
  failure?: JobFailure;
  /** Present once the job succeeded. */
  fineTunedModel?: string;
  /** Present once a step is done. */
  resultFileId?: string;
  /** The status and the steps that the result file and the models tell of. */
  written?: { status: JobStatus; steps: number };
}

/** The status that holds, and since when. */
export const phaseOf = ({ history, createdAtMs }: FineTuningJob): { status: JobStatus; atMs: number } =>
  history.at(-1) ?? { status: "validating_files", atMs: createdAtMs };

/** True for a job that goes on no more. */
export const hasEnded = (job: FineTuningJob): boolean =>
  ["succeeded", "failed", "cancelled"].includes(phaseOf(job).status);

/** When a status began for the last time. */
export const timeOf = ({ history }: FineTuningJob, status: JobStatus): number | undefined =>
  history.findLast((entry) => entry.status === status)?.atMs;
