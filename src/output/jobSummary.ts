import type { ModelsEndpoint } from "../client/endpoint/endpoint";
import { fieldsOf } from "../text/isObject";
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
} from "./jobFields";
import { isoTime, type JobProgress, jobProgress } from "./jobProgress";
import { described, flag, listOf, number, objectOf, openObject, orNull, type Shape, text } from "./shape";
import { unixSeconds } from "./unixSeconds";

/** How far a job is and what it came to, in a form that is the same on every service. */
interface JobSummary extends JobProgress {
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
