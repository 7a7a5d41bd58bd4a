import type { Api } from "../../server/address";
import type { Checkpoint } from "./checkpoints";
import type { FineTuningOptions } from "./fineTuningOptions";
import { type FineTuningJob, type JobStatus, phaseOf } from "./job";
import { metricsOf } from "./metrics";
import { endTimeMs } from "./progress";

/** Azure has one word for what comes before a run. */
const azureStatus = (status: JobStatus): string =>
  status === "validating_files" || status === "queued" ? "pending" : status;

const unixTime = (timeMs: number): number => Math.floor(timeMs / 1000);

/** A job in the words of the service that is asked. */
export const showJob = (job: FineTuningJob, api: Api, options: FineTuningOptions) => {
  const { status, atMs } = phaseOf(job);
  const isAzure = api !== "openai";
  const hasFinished = status === "succeeded" || status === "failed" || status === "cancelled";
  const endMs = status === "running" ? endTimeMs(job, options) : Number.POSITIVE_INFINITY;
  const showTime = (timeMs: number) =>
    isAzure && options.areTimesText === true ? new Date(timeMs).toISOString() : unixTime(timeMs);
  const { tokens = 0, epochs = 0 } = job.plan ?? {};
  return {
    object: "fine_tuning.job",
    id: job.id,
    model: job.model,
    created_at: unixTime(job.createdAtMs),
    finished_at: hasFinished ? showTime(atMs) : null,
    fine_tuned_model: job.fineTunedModel ?? null,
    status: isAzure ? azureStatus(status) : status,
    training_file: job.trainingFileId,
    validation_file: job.validationFileId,
    trained_tokens: status === "succeeded" ? tokens * epochs : null,
    seed: job.seed,
    estimated_finish: Number.isFinite(endMs) ? showTime(endMs) : null,
    ...(isAzure ? azureFields(job) : openAIFields(job)),
  };
};

/** Azure leaves null what OpenAI has an empty value for, the method of supervised training as well. */
const azureFields = (job: FineTuningJob) => ({
  error: job.failure ?? null,
  hyperparameters: chosenHyperparameters(job, -1),
  integrations: job.integrations,
  metadata: job.metadata,
  method: job.method === "supervised" ? null : showMethod(job, -1),
  organization_id: null,
  result_files: job.resultFileId === undefined ? null : [job.resultFileId],
  ...(job.suffix === null ? {} : { suffix: job.suffix }),
});

const openAIFields = (job: FineTuningJob) => ({
  error: job.failure ?? {},
  hyperparameters: job.method === "supervised" ? chosenHyperparameters(job, "auto") : null,
  integrations: job.integrations ?? [],
  metadata: job.metadata ?? {},
  method: showMethod(job, "auto"),
  organization_id: "org-local",
  result_files: job.resultFileId === undefined ? [] : [job.resultFileId],
  user_provided_suffix: job.suffix,
});

/** What was asked for, and what the service chose in place of the rest; Azure never tells the size of its batches. */
const chosenHyperparameters = ({ hyperparameters, plan, api }: FineTuningJob, byService: "auto" | -1) => {
  const chosen = plan && {
    batch_size: api === "openai" ? plan.batchSize : byService,
    learning_rate_multiplier: plan.learningRate,
    n_epochs: plan.epochs,
  };
  const asked = Object.entries(hyperparameters).filter(([, value]) => value !== "auto");
  return {
    ...{ batch_size: byService, learning_rate_multiplier: byService, n_epochs: byService },
    ...chosen,
    ...Object.fromEntries(asked),
  };
};

const showMethod = (job: FineTuningJob, byService: "auto" | -1) => ({
  type: job.method,
  [job.method]: { ...job.methodSettings, hyperparameters: chosenHyperparameters(job, byService) },
});

/** A checkpoint as both services show it; the step among its metrics is a fraction. */
export const showCheckpoint = (job: FineTuningJob, options: FineTuningOptions, checkpoint: Checkpoint) => ({
  object: "fine_tuning.job.checkpoint",
  id: checkpoint.id,
  created_at: unixTime(checkpoint.atMs),
  fine_tuned_model_checkpoint: checkpoint.model,
  fine_tuning_job_id: job.id,
  metrics: { step: checkpoint.step, ...metricsOf(job, options, checkpoint.step) },
  step_number: checkpoint.step,
});
