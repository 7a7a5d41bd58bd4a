/** A way to deploy a model: what it is called, which quota it spends, and how much of it one deployment may take. */
export interface SkuOffer {
  name: string;
  /** Joins with the entries of the quota; it does not follow the model's name. */
  usageName: string;
  minimum: number;
  maximum: number;
  step: number;
  default: number;
}

/** A version of a model as Azure Resource Manager lists it. */
export interface AzureModel {
  name: string;
  version: string;
  format: string;
  isDefault: boolean;
  lifecycle: "Preview" | "GenerallyAvailable" | "Legacy" | "Deprecating" | "Deprecated";
  capabilities: Record<string, string>;
  /** The day inference ends, when one is announced. */
  inferenceEndsOn?: string;
  /** The day training ends; absent when the model cannot be tuned. */
  fineTuneEndsOn?: string;
  /** Where it can be trained, and what was trained can be deployed. */
  fineTuneLocations?: readonly string[];
  replacement?: { name: string; version: string };
  skus: readonly SkuOffer[];
  /** Why nobody gets a new deployment of it, though it is not retired. */
  closedAs?: "SpecialFeatureOrQuotaIdRequired" | "ServiceModelDeprecating";
}

type Facts = Partial<AzureModel>;

const chat = {
  chatCompletion: "true",
  responses: "true",
  jsonObjectResponse: "true",
  jsonSchemaResponse: "true",
};
const trainable = { fineTune: "true", FineTuneTokensMaxValue: "2000000000" };

/** The quota's own spelling of a model. */
const quotaName = (model: string): string => model.replace(/^gpt-(?=\d)/, "gpt");

const offer = (name: string, model: string, bounds: Partial<SkuOffer> = {}): SkuOffer => ({
  ...{ name, usageName: `OpenAI.${name}.${quotaName(model)}` },
  ...{ minimum: 1, maximum: 10_000, step: 1, default: 50 },
  ...bounds,
});

const throughput = { minimum: 15, maximum: 100_000, step: 5, default: 15 };
const offersFor = (model: string, ...names: string[]): SkuOffer[] =>
  names.map((name) => offer(name, model, name.includes("Provisioned") ? throughput : {}));

const globally = ["GlobalStandard", "DataZoneStandard"];
const everyhow = [...globally, "Standard", "GlobalBatch", "GlobalProvisionedManaged"];

const model = (name: string, version: string, offers: readonly string[], facts: Facts = {}): AzureModel => ({
  ...{
    name,
    version,
    format: "OpenAI",
    isDefault: true,
    lifecycle: "GenerallyAvailable",
    capabilities: chat,
  },
  skus: offersFor(name, ...offers),
  ...facts,
});

const trainedInRegions = ["northcentralus", "swedencentral"];
const legacy: Facts = {
  ...{ lifecycle: "Legacy", inferenceEndsOn: "2027-04-14", fineTuneEndsOn: "2027-04-14" },
  ...{ capabilities: { ...chat, ...trainable }, fineTuneLocations: trainedInRegions },
};

const gpt4o = (version: string, facts: Facts): AzureModel =>
  model("gpt-4o", version, everyhow, {
    ...{ lifecycle: "Deprecating", inferenceEndsOn: "2027-04-14", isDefault: false },
    ...{ replacement: { name: "gpt-5.4", version: "2026-03-05" } },
    ...facts,
  });

/** Models of a region in November 2026; the days of retirement are those that Azure announced. */
export const azureModels: readonly AzureModel[] = [
  model("gpt-6.1-sol", "2026-09-29", globally),
  model("gpt-6-sol", "2026-09-22", globally),
  model("gpt-6-luna", "2026-09-22", globally),
  model("gpt-6-astra", "2026-09-03", ["GlobalStandard"], {
    ...{ lifecycle: "Preview", closedAs: "SpecialFeatureOrQuotaIdRequired" },
  }),
  model("gpt-5.6-sol", "2026-07-09", everyhow, { inferenceEndsOn: "2028-01-11" }),
  model("gpt-5.4", "2026-03-05", everyhow, { inferenceEndsOn: "2027-09-02" }),
  model("gpt-5.4-mini", "2026-03-17", everyhow, { inferenceEndsOn: "2027-09-21" }),
  model("gpt-4.1", "2025-04-14", everyhow, {
    ...legacy,
    replacement: { name: "gpt-5.4", version: "2026-03-05" },
  }),
  model("gpt-4.1-mini", "2025-04-14", everyhow, {
    ...legacy,
    replacement: { name: "gpt-5.4-mini", version: "2026-03-17" },
  }),
  model("gpt-4.1-nano", "2025-04-14", everyhow, {
    ...legacy,
    replacement: { name: "gpt-5.4-mini", version: "2026-03-17" },
  }),
  // The default of a region may be a version that is gone: who names no version is refused.
  gpt4o("2024-05-13", { lifecycle: "Deprecated", inferenceEndsOn: "2026-10-01", isDefault: true }),
  gpt4o("2024-08-06", {
    ...{ capabilities: { ...chat, ...trainable }, fineTuneEndsOn: "2027-04-01" },
    fineTuneLocations: [...trainedInRegions, "eastus2"],
  }),
  gpt4o("2024-11-20", {}),
  model("gpt-4o-mini", "2024-07-18", everyhow, {
    ...legacy,
    ...{ lifecycle: "Deprecated", closedAs: "SpecialFeatureOrQuotaIdRequired" },
    fineTuneEndsOn: "2027-04-01",
    replacement: { name: "gpt-4.1-mini", version: "2025-04-14" },
  }),
  model("o4-mini", "2025-04-16", everyhow, {
    ...{ lifecycle: "Deprecated", inferenceEndsOn: "2026-10-16", fineTuneEndsOn: "2027-04-16" },
    ...{ capabilities: { ...chat, ...trainable }, fineTuneLocations: ["eastus2", "swedencentral"] },
    replacement: { name: "gpt-5.4-mini", version: "2026-03-17" },
  }),
  model("text-embedding-3-small", "1", [...globally, "Standard"], {
    ...{ capabilities: { embeddings: "true" }, inferenceEndsOn: "2028-02-09" },
  }),
  model("text-embedding-3-large", "1", [...globally, "Standard"], {
    ...{ capabilities: { embeddings: "true" }, inferenceEndsOn: "2028-02-09" },
  }),
  model("gpt-image-1.5", "2025-12-16", ["GlobalStandard"], {
    ...{ capabilities: { imageGenerations: "true" }, inferenceEndsOn: "2027-06-16" },
  }),
  model("gpt-image-2", "2026-04-21", ["GlobalStandard"], {
    ...{ capabilities: { imageGenerations: "true" }, inferenceEndsOn: "2027-10-21" },
  }),
  model("gpt-transcribe", "2026-08-01", ["GlobalStandard"], { capabilities: { audio: "true" } }),
  model("whisper", "001", ["Standard"], {
    ...{ capabilities: { audio: "true" }, lifecycle: "Deprecating", inferenceEndsOn: "2026-12-15" },
    replacement: { name: "gpt-transcribe", version: "2026-08-01" },
  }),
  model("tts", "001", ["Standard"], {
    ...{ capabilities: { audio: "true" }, lifecycle: "Deprecating", inferenceEndsOn: "2026-12-15" },
    ...{
      closedAs: "ServiceModelDeprecating",
      replacement: { name: "gpt-4o-mini-tts", version: "2025-12-15" },
    },
  }),
  model("gpt-4o-mini-tts", "2025-12-15", ["GlobalStandard"], {
    ...{ capabilities: { audio: "true" }, inferenceEndsOn: "2027-06-15" },
  }),
  model("model-router", "2025-11-18", globally),
  model("Llama-3.3-70B-Instruct", "9", ["GlobalStandard"], {
    ...{ format: "Meta", capabilities: { chatCompletion: "true" } },
  }),
];

/** What the quota of models is named after that were trained from a base. */
export const trainedQuota = (base: string): string => `${base}-finetune`;

/** How a model that was trained from another can be deployed; each way has a quota of its own. */
export const trainedOffers = (base: string): SkuOffer[] =>
  ["Standard", "GlobalStandard", "DeveloperTier"].map((name) =>
    offer(name, trainedQuota(base), { maximum: 500, default: 1 }),
  );

/** A model by its name alone, or with its version behind. */
export const findModel = (models: readonly AzureModel[], given: string): AzureModel | undefined =>
  models.find(({ name, version }) => given === name || given === `${name}-${version}`);

/** The model that another was trained from, by its name alone or with its version behind. */
export const findBase = (models: readonly AzureModel[], given: string): AzureModel | undefined =>
  findModel(
    models.filter(({ fineTuneEndsOn }) => fineTuneEndsOn !== undefined),
    given,
  );

/** The version that a deployment gets which names none. */
export const defaultVersion = (name: string): string | undefined =>
  azureModels.find((candidate) => candidate.name === name && candidate.isDefault)?.version;
