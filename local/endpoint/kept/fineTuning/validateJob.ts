import type { FileStore } from "../files/fileStore";
import { readTrainingFile, type TrainingFile } from "../files/trainingFile";
import type { FineTuningJob, JobFailure, TrainingPlan } from "./job";

const leastRows = 10;
const largestBatch = 256;
const formats = { supervised: "chat", dpo: "preference", reinforcement: "reinforcement" } as const;

/** Looks into the files of a job as the services do before they train: what is to be done, or why it can't be. */
export const validateJob = (
  job: FineTuningJob,
  files: FileStore,
): { plan: TrainingPlan } | { failure: JobFailure } => {
  const { trainingFileId, validationFileId, api } = job;
  const isAzure = api !== "openai";
  const stored = files.find(trainingFileId);
  const training = stored && readTrainingFile(stored.bytes, isAzure);
  const validationStored = validationFileId === null ? undefined : files.find(validationFileId);
  const validation = validationStored && readTrainingFile(validationStored.bytes, isAzure);
  const failure =
    fileFailure(job, "training", trainingFileId, training) ??
    (validationFileId === null ? undefined : fileFailure(job, "validation", validationFileId, validation));
  if (failure !== undefined || training === undefined) return { failure: failure ?? missing("training", "") };
  return { plan: planOf(job, training, stored?.bytes ?? Buffer.alloc(0)) };
};

type Kind = "training" | "validation";

const missing = (kind: Kind, id: string): JobFailure => ({
  code: `invalid_${kind}_file`,
  message: `The job failed due to an invalid ${kind} file. The file ${id} was not found.`,
  param: `${kind}_file`,
});

const fileFailure = (
  { method, api }: FineTuningJob,
  kind: Kind,
  id: string,
  file: TrainingFile | undefined,
): JobFailure | undefined => {
  if (file === undefined) return missing(kind, id);
  const param = `${kind}_file`;
  const invalid = (sentence: string): JobFailure => ({
    code: `invalid_${kind}_file`,
    message: `The job failed due to an invalid ${kind} file. ${sentence}`,
    param,
  });
  if (file.format !== undefined && file.format !== formats[method]) {
    const needed = Object.entries(formats).find(([, format]) => format === file.format)?.[0];
    return invalid(
      `Invalid file format. Input file ${id} is in the fine-tune-${file.format} format, but the specified fine-tuning job is not using '${needed}' as the training method (provided method=${method}).`,
    );
  }
  if (file.problem !== undefined) return invalid(file.problem);
  if (kind === "training" && file.rowCount < leastRows) {
    const message = `Training file has ${file.rowCount} example(s), but must have at least ${leastRows} examples`;
    return { code: "invalid_n_examples", message, param };
  }
  return file.flaggedLines.length > 0 ? unsafe(file.flaggedLines, param, { method, api }) : undefined;
};

const blocked =
  "The job failed due to an unsafe training file. This training file was blocked because too many examples were flagged by our moderation";

/** OpenAI tells the lines; Azure tells kinds of harm, or that a reasoning model's thoughts were asked for. */
const unsafe = (
  lines: readonly number[],
  param: string,
  { method, api }: Pick<FineTuningJob, "method" | "api">,
): JobFailure => {
  if (api === "openai") {
    const message = `${blocked} API for containing content that violates OpenAI's usage policies in the following categories: hate. Flagged lines: ${lines.join(", ")}.`;
    return { code: "unsafe_file", message, param };
  }
  if (method === "reinforcement") {
    const message = `${blocked} for content that violates Azure OpenAI's usage policies with respect to model reasoning extraction.`;
    return { code: "unsafe_file", message, param };
  }
  const message =
    "The provided training data failed RAI checks for harm types: [hate_fairness, self_harm, violence]. Please fix the data and try again.";
  return { code: "contentFilter", message, param };
};

const planOf = (
  { hyperparameters, api }: FineTuningJob,
  { rowCount, tokens }: TrainingFile,
  rows: Buffer,
): TrainingPlan => {
  const chosen = (name: string, byService: number): number => {
    const value = hyperparameters[name];
    return typeof value === "number" && value > 0 ? value : byService;
  };
  const epochs = chosen("n_epochs", 3);
  const batchSize = chosen("batch_size", Math.min(largestBatch, Math.max(1, Math.round(rowCount * 0.002))));
  return {
    epochs,
    batchSize,
    learningRate: chosen("learning_rate_multiplier", api === "openai" ? 1.8 : 1),
    steps: Math.ceil(rowCount / batchSize) * epochs,
    tokens,
    rows,
  };
};
