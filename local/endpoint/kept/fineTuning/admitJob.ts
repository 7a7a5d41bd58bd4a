import type { FineTunedModels } from "../../catalogue/fineTunedModels";
import { findTrainable, type TrainingMethod } from "../../catalogue/trainableModels";
import { type Answer, jsonAnswer } from "../../server/answer";
import { gatewayError, standardError } from "../../server/errorShapes";
import type { RouteRequest } from "../../server/route";
import { type FileOptions, fileStateOf } from "../files/fileRoutes";
import type { FileStore } from "../files/fileStore";
import type { FineTuningOptions } from "./fineTuningOptions";
import { type AskedJob, type FineTuningJob, phaseOf } from "./job";
import { refuseJob } from "./readJobRequest";

/** What a request for a job is held against. */
interface JobRules {
  options: FineTuningOptions;
  fileOptions: FileOptions;
  files: FileStore;
  models: FineTunedModels;
  jobs: readonly FineTuningJob[];
  nowMs: number;
}

const notTrainable = "The specified base model does not support fine-tuning.";
const trainingTypes = ["Standard", "GlobalStandard", "developerTier"];
/** Dated versions before this one know no training type. */
const firstVersionWithType = "2025-04-01-preview";
const dayMs = 24 * 60 * 60 * 1000;

/** Azure drops a body in which it can't read the training type, and takes a body without one for another tier's. */
export const refuseTrainingType = (
  { api, body, query }: RouteRequest,
  { trainingTypes: known = trainingTypes }: FineTuningOptions,
): Answer | undefined => {
  const isOld = api === "azureDated" && (query.get("api-version") ?? "") < firstVersionWithType;
  if (api === "openai" || isOld) return undefined;
  const { trainingType } = body;
  if (trainingType === undefined) return refuseJob(api, notTrainable, null);
  if (typeof trainingType === "string" && known.includes(trainingType)) return undefined;
  return refuseJob(api, "The fineTuningJob field is required", null);
};

/** Why a job that was read can't be created; else the base model, with its version. */
export const admitJob = (
  asked: AskedJob,
  api: RouteRequest["api"],
  rules: JobRules,
): { model: string } | { refusal: Answer } => {
  const refusal =
    (api === "openai" ? refuseOrganization(rules) : undefined) ??
    refuseModel(asked, api, rules) ??
    refuseFile("training_file", asked.trainingFileId, api, rules) ??
    (asked.validationFileId === null
      ? undefined
      : refuseFile("validation_file", asked.validationFileId, api, rules)) ??
    refuseAnother(api, rules);
  if (refusal !== undefined) return { refusal };
  return { model: findTrainable(asked.model, api === "openai")?.id ?? asked.model };
};

const refuseOrganization = ({ options, jobs, nowMs }: JobRules): Answer | undefined => {
  const { isClosedTo, jobsPerDay = Number.POSITIVE_INFINITY } = options;
  const refuse = (status: number, code: string, message: string) =>
    jsonAnswer(standardError({ message, code }), status);
  if (isClosedTo === "explorePlan") {
    const message =
      "Fine-tuning jobs cannot be created on an Explore plan. You can upgrade to a paid plan on your billing page: https://platform.openai.com/account/billing";
    return refuse(403, "exceeded_quota", message);
  }
  if (isClosedTo === "newOrganizations") {
    const message = "Fine-tuning is no longer available to this organization: no new jobs can be created.";
    return refuse(403, "fine_tuning_unavailable", message);
  }
  const today = jobs.filter(({ createdAtMs }) => createdAtMs > nowMs - dayMs);
  const [last] = today.slice(-1);
  if (today.length < jobsPerDay || last === undefined) return undefined;
  const message = `This fine-tune request has been rate-limited. Your organization has reached the maximum of ${jobsPerDay} fine-tuning requests per day for the model '${last.model}'.`;
  return refuse(429, "daily_rate_limit_exceeded", message);
};

const refuseModel = (
  { model, method }: AskedJob,
  api: RouteRequest["api"],
  { options, models }: JobRules,
): Answer | undefined => {
  const isOpenAI = api === "openai";
  const methods: readonly TrainingMethod[] = options.models?.[model] ?? models.methodsOf(model, isOpenAI);
  if (methods.includes(method)) return undefined;
  if (methods.length === 0) {
    return isOpenAI
      ? refuseJob(
          api,
          `Model ${model} is not available for fine-tuning or does not exist.`,
          "model",
          "model_not_available",
        )
      : refuseJob(api, notTrainable, null);
  }
  const needed = methods.length === 1 ? methods[0] : undefined;
  return refuseJob(
    api,
    needed === undefined
      ? `Finetuning with ${model} does not support the ${method} method of finetuning.`
      : `Finetuning with ${model} requires the ${needed} method of finetuning.`,
    "method",
  );
};

const refuseFile = (
  param: string,
  id: string,
  api: RouteRequest["api"],
  { files, fileOptions, nowMs }: JobRules,
): Answer | undefined => {
  const file = files.find(id);
  if (file === undefined) return refuseJob(api, `The file '${id}' of '${param}' does not exist.`, param);
  if (file.purpose !== "fine-tune") {
    const message = `The file '${id}' of '${param}' has the purpose '${file.purpose}', where 'fine-tune' was expected.`;
    return refuseJob(api, message, param);
  }
  return fileStateOf(file, api, fileOptions, nowMs).status === "processed"
    ? undefined
    : refuseJob(api, "The specified file reference must point to a completed file import.", param);
};

/** Refuses one more job than the resource takes, or than may wait for others. */
const refuseAnother = (api: RouteRequest["api"], { options, jobs }: JobRules): Answer | undefined => {
  const { maximumJobs = 100, maximumQueued = 20 } = options;
  const waiting = jobs.filter((job) => ["validating_files", "queued"].includes(phaseOf(job).status));
  const message =
    jobs.length >= maximumJobs
      ? `The resource has ${jobs.length} fine-tuning jobs, which is the most that it can have.`
      : `${waiting.length} fine-tuning jobs are waiting, which is the most that may wait.`;
  if (jobs.length < maximumJobs && waiting.length < maximumQueued) return undefined;
  return api === "openai"
    ? jsonAnswer(standardError({ message, code: "rate_limit_exceeded" }), 429)
    : jsonAnswer(gatewayError("quotaExceeded", message), 400);
};
