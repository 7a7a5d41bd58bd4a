import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import type { ModelsEndpoint } from "../client/endpoint/endpoint";
import { fieldsOf } from "../text/isObject";
import { isoTime, type JobProgress, jobProgress } from "./jobProgress";
import {
  filledText,
  fineTunedModel,
  type JobProblem,
  jobEnd,
  jobEndedAt,
  jobId,
  jobMethod,
  jobProblem,
  jobStatus,
  jobSuffix,
} from "./jobSummary";
import {
  anything,
  described,
  flag,
  listOf,
  number,
  type Of,
  objectOf,
  oneOf,
  openObject,
  orNull,
  type Shape,
  serviceObject,
  text,
} from "./shape";
import { unixSeconds } from "./unixSeconds";

/** How far a job is and what it came to, in a form that is the same on every service. */
export interface JobSummary extends JobProgress {
  id: string;
  status: string;
  isDone: boolean;
  isDeployable: boolean;
  baseModel: string | null;
  fineTunedModel: string | null;
  suffix: string | null;
  method: string | null;
  hyperparameters: Record<string, unknown>;
  trainingTier: string | null;
  trainingFileId: string | null;
  validationFileId: string | null;
  resultFileId: string | null;
  trainedTokens: number | null;
  createdAt: string | null;
  finishedAt: string | null;
  estimatedFinish: string | null;
  durationSeconds: number | null;
  error: JobProblem | null;
  endpoint: string;
  account: string | null;
}

/** The summary of a job. */
export const jobSummaryShape: Shape<JobSummary> = described(
  "How far the job is, in a form that is the same on every service",
  objectOf({
    id: text(),
    status: text("In lower case, such as pending, running, paused, succeeded, failed or cancelled"),
    isDone: flag("True when the job has ended, however it did"),
    isDeployable: flag("True when there is a model that passed the service's checks"),
    progress: text("What the job does or waits for, in a sentence"),
    since: orNull(text("Since when it does")),
    stepsDone: orNull(number("Steps done, where events tell; null elsewhere")),
    stepsTotal: orNull(number("Steps of the whole training, where events tell")),
    baseModel: orNull(text("The model that is trained")),
    fineTunedModel: orNull(text("The model that came out, or null")),
    suffix: orNull(text()),
    method: orNull(text("supervised, preference or reinforcement")),
    hyperparameters: described(
      "Those that the service tells of; a text for one that it chooses",
      openObject<Record<string, unknown>>(),
    ),
    trainingTier: orNull(text("As Azure tells it; null where it does not")),
    trainingFileId: orNull(text()),
    validationFileId: orNull(text()),
    resultFileId: orNull(text("The file with the metrics, which grows while the job runs; null without one")),
    trainedTokens: orNull(number("Tokens that are billed; null while nobody knows")),
    createdAt: orNull(text("ISO time, as the others")),
    finishedAt: orNull(text()),
    estimatedFinish: orNull(text("When the service expects the end, or null")),
    durationSeconds: orNull(number("Seconds from creation to end, or null")),
    error: described(
      "Why the job failed: code, message, param, what to do, and the lines and categories that a check names; else null",
      orNull(
        objectOf({
          code: orNull(text()),
          message: text(),
          param: orNull(text()),
          mend: orNull(text()),
          flaggedLines: listOf(number()),
          categories: listOf(text()),
        }),
      ),
    ),
    endpoint: text("Where the job is"),
    account: orNull(text("The Azure resource that has it, where its address tells")),
  }),
);

const time = oneOf(["number", "string"], "Unix time in seconds; ISO text in places");
const laterTime = oneOf(["number", "string", "null"], "As created_at; null until then");

/** What both services' references say of a job, and what Azure leaves null besides. */
const known = {
  id: text(),
  object: text(),
  model: text(),
  status: text(),
  created_at: time,
  finished_at: laterTime,
  fine_tuned_model: orNull(text()),
  training_file: text(),
  validation_file: orNull(text()),
  result_files: orNull(listOf(text())),
  trained_tokens: orNull(number()),
  error: anything("As the service gives it: null, or an object, of nulls as long as nothing failed"),
};

/** The service's job as it is. */
export const serviceJobShape = described(
  "The service's object, unchanged",
  serviceObject<FineTuningJob>()(known),
);

/** The service's job with its summary. */
export const jobShape = serviceObject<FineTuningJob>()(known, { summary: jobSummaryShape });

/** The service's job, and how far it is. */
export type JobOutput = Of<typeof jobShape>;

/** The name of the Azure resource at an address; null for a region's and a gateway's. */
const accountOf = ({ host, origin }: Pick<ModelsEndpoint, "host" | "origin">): string | null => {
  const { hostname } = new URL(origin);
  if (host !== "azure" || hostname.includes(".api.cognitive.")) return null;
  return hostname.split(".")[0] ?? null;
};

const tokensOf = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;

/**
 * How far a job is, in the same form for every service, and where it is.
 * @param events - its newest ones, which tell of steps
 */
export const jobSummary = (
  job: unknown,
  endpoint: Pick<ModelsEndpoint, "host" | "origin">,
  events?: readonly unknown[],
): JobSummary => {
  const fields = fieldsOf(job);
  const error = jobProblem(job);
  const [created, ended] = [unixSeconds(fields["created_at"]), jobEndedAt(job)];
  const isDone = jobEnd(job) !== undefined;
  const results: unknown[] = Array.isArray(fields["result_files"]) ? fields["result_files"] : [];
  return {
    id: jobId(job),
    status: jobStatus(job),
    isDone,
    isDeployable: jobEnd(job) === "succeeded" && fineTunedModel(job) !== null && error === null,
    ...jobProgress(job, events),
    baseModel: filledText(fields["model"]),
    fineTunedModel: fineTunedModel(job),
    suffix: jobSuffix(job),
    ...jobMethod(job),
    trainingTier: filledText(fields["trainingType"]) ?? filledText(fields["training_type"]),
    trainingFileId: filledText(fields["training_file"]),
    validationFileId: filledText(fields["validation_file"]),
    resultFileId: results.map(filledText).find((id) => id !== null) ?? null,
    trainedTokens: tokensOf(fields["trained_tokens"]),
    createdAt: isoTime(created),
    finishedAt: isoTime(ended),
    estimatedFinish: isDone ? null : isoTime(unixSeconds(fields["estimated_finish"])),
    durationSeconds:
      created === undefined || ended === undefined ? null : Math.max(0, Math.round(ended - created)),
    error,
    endpoint: endpoint.origin,
    account: accountOf(endpoint),
  };
};

/** The service's job with its summary before its own fields. */
export const showJob = (
  job: FineTuningJob,
  endpoint: Pick<ModelsEndpoint, "host" | "origin">,
  events?: readonly unknown[],
): JobOutput => ({ summary: jobSummary(job, endpoint, events), ...job });

/** A job as examples show it. */
export const exampleJob = {
  id: "ftjob-6f0a1b2c3d4e5f60718293a4b5c6d7e8",
  object: "fine_tuning.job",
  model: "gpt-4.1-mini-2025-04-14",
  created_at: 1_795_219_200,
  finished_at: 1_795_222_800,
  estimated_finish: null,
  fine_tuned_model: "gpt-4.1-mini-2025-04-14.ft-6f0a1b2c3d4e5f60-support",
  organization_id: null,
  result_files: ["file-9a8b7c6d5e4f"],
  status: "succeeded",
  training_file: "file-1f2e3d4c5b6a",
  validation_file: "file-5e4f3a2b1c0d",
  hyperparameters: { n_epochs: 3, batch_size: -1, learning_rate_multiplier: 0.5 },
  method: null,
  trained_tokens: 128_400,
  seed: 42,
  suffix: "support",
  error: null,
  integrations: null,
  metadata: null,
} as unknown as FineTuningJob;

/** Where the jobs of examples are. */
export const exampleEndpoint = { host: "azure", origin: "https://my-resource.openai.azure.com" } as const;
