import type { JobCreateParams } from "openai/resources/fine-tuning/jobs";
import type { ModelsEndpoint } from "../../client/endpoint/endpoint";
import { optional } from "../../inputs/optional";
import { isObject, type JsonObject } from "../../text/isObject";

/** How a model is trained. */
type TrainingMethod = "supervised" | "preference" | "reinforcement";

/** Where and at what price Azure trains. */
type TrainingTier = "standard" | "globalStandard" | "developer";

/** A fine-tuning job to be created; what is absent is left to the service. */
export interface JobRequest {
  /** With its version, such as gpt-4.1-mini-2025-04-14; or a fine-tuned model. */
  baseModel: string;
  trainingFileId: string;
  validationFileId?: string | undefined;
  method?: TrainingMethod | undefined;
  /** By the names of the service, such as n_epochs. */
  hyperparameters?: JsonObject | undefined;
  /** What scores answers; for reinforcement. */
  grader?: JsonObject | undefined;
  suffix?: string | undefined;
  seed?: number | undefined;
  /** Azure's; absent means standard. OpenAI has none. */
  trainingTier?: TrainingTier | undefined;
  metadata?: Readonly<Record<string, string>> | undefined;
  integrations?: readonly JsonObject[] | undefined;
  /** Merged into the request. */
  extraParameters?: JsonObject | undefined;
}

/** The tiers as Azure reads them, the likelier spelling first: one that it can't read makes it drop the whole body. */
export const tierSpellings: Readonly<Record<TrainingTier, readonly [first: string, other: string]>> = {
  standard: ["Standard", "standard"],
  globalStandard: ["GlobalStandard", "globalStandard"],
  developer: ["developerTier", "Developer"],
};

/** The first dated version that knows training tiers. */
const firstTierVersion = "2025-04-01";

/** Whether the tier is part of a request: OpenAI has none, and older versions of Azure train Standard alone. */
export const takesTier = (endpoint: Pick<ModelsEndpoint, "api"> & { apiVersion?: string }): boolean =>
  endpoint.api === "v1" || (endpoint.api === "dated" && (endpoint.apiVersion ?? "") >= firstTierVersion);

const methodNames = { supervised: "supervised", preference: "dpo", reinforcement: "reinforcement" } as const;

const methodFields = (
  { method = "supervised", hyperparameters, grader }: JobRequest,
  isOldVersion: boolean,
): JsonObject => {
  const filled = hyperparameters && Object.keys(hyperparameters).length > 0 ? hyperparameters : undefined;
  // Older versions know supervised training alone, by a field that newer ones have given up.
  if (isOldVersion && method === "supervised") return optional("hyperparameters", filled);
  const name = methodNames[method];
  const settings = { ...optional("grader", grader), ...optional("hyperparameters", filled) };
  return { method: { type: name, ...(Object.keys(settings).length > 0 && { [name]: settings }) } };
};

const merged = (request: JsonObject, extra: JsonObject): JsonObject => ({
  ...request,
  ...Object.fromEntries(
    Object.entries(extra).map(([name, value]) => {
      const own = request[name];
      return [name, isObject(own) && isObject(value) ? merged(own, value) : value];
    }),
  ),
});

/** The body of the request: what was left empty is not in it, and nothing is null. */
export const jobBody = (
  request: JobRequest,
  endpoint: ModelsEndpoint,
  trainingType: string | undefined,
): JobCreateParams => {
  const { baseModel, trainingFileId, validationFileId, suffix, seed, metadata, integrations } = request;
  const hasMetadata = metadata !== undefined && Object.keys(metadata).length > 0;
  const fields = {
    model: baseModel,
    training_file: trainingFileId,
    ...optional("validation_file", validationFileId),
    ...methodFields(request, endpoint.api === "dated" && !takesTier(endpoint)),
    ...optional("suffix", suffix),
    ...optional("seed", seed),
    ...optional("trainingType", trainingType),
    ...(hasMetadata && { metadata }),
    ...optional("integrations", integrations),
  };
  return merged(fields, request.extraParameters ?? {}) as unknown as JobCreateParams;
};
