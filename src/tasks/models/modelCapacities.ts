import { clock } from "../../client/clock";
import type { ManagementClient } from "../../client/createManagementClient";
import { AzureOpenAIError, isOwnError } from "../../client/errors/errors";
import type { Model } from "../../output/model";
import { runOrdered } from "../../pacing/runOrdered";
import { numberIn, readable, textIn } from "../../text/answerFields";
import { joinParts } from "../../text/errorParts";
import { fieldsOf } from "../../text/isObject";
import { isSameName } from "../../text/isSameName";
import { didYouMean, listedNames, shownName } from "../../text/nearestNames";
import type { AccountPlace } from "../deployments/findAccount";
import { baseInName } from "./fineTunedName";
import { listManaged } from "./listManaged";
import { managedModels } from "./managedModels";
import { explainedIn, locationPath, type ManagedScope, managedScope, plainRegion } from "./managedPlace";
import { modelNamed } from "./modelNamed";
import { usagesIn } from "./usages";

/** Which model is asked for, and where. */
interface CapacityQuestion extends AccountPlace {
  /** The name of a model, or its id with the version; of a fine-tuned model, its base is meant. */
  modelName: string;
  /** Undefined is the default version, else the newest that is alive. */
  modelVersion?: string | undefined;
  /** Undefined is what the catalogue has, else OpenAI. */
  modelFormat?: string | undefined;
  /** Undefined is every region. */
  region?: string | undefined;
  sku?: string | undefined;
  /** True looks the subscription's quota up in each region that is listed, and not in one that is named alone. */
  includeQuota?: boolean | undefined;
}

/** What the platform has free of a model in a region. */
interface ModelCapacity {
  location: string;
  sku: string;
  free: number | null;
  freeForFineTuning: number | null;
  /** What the subscription's quota has left; null where it was not looked up, or is not told. */
  quotaFree: number | null;
  /** The smaller of both: the largest capacity that a new deployment can have; null where one is not known. */
  deployable: number | null;
}

/** Where so much of a model is free. */
interface CapacityReport {
  data: ModelCapacity[];
  count: number;
  model: { name: string; version: string; format: string };
  lookedUpAt: string;
  warnings: string[];
}

const mostRegions = 60;
const atOnce = 5;

/** The models among which the version, the format and the quotas' names are looked up, or why there are none. */
const catalogueOf = async (
  manager: ManagementClient,
  scope: ManagedScope,
  region: string | undefined,
): Promise<{ models: Model[]; reason?: string }> => {
  const place = scope.account ?? (region && locationPath(scope, region));
  if (!place) return { models: [] };
  try {
    return { models: await managedModels(manager, place) };
  } catch (error) {
    if (!isOwnError(error)) throw error;
    return { models: [], reason: joinParts(error) };
  }
};

const versionAtEnd = /^(.+)-(\d{4}-\d{2}-\d{2})$/;

/** The name, version and format that capacities are asked by: what the list of models says, else what was entered. */
const askedModel = (
  action: string,
  { modelName, modelVersion, modelFormat }: CapacityQuestion,
  { models, reason }: Awaited<ReturnType<typeof catalogueOf>>,
): CapacityReport["model"] => {
  const listed = modelNamed(models, { name: modelName, version: modelVersion });
  const [, plainName = modelName, versionInName] = versionAtEnd.exec(modelName) ?? [];
  const name = listed?.name ?? plainName;
  const version = listed?.version ?? modelVersion ?? versionInName;
  if (version) return { name, version, format: modelFormat ?? listed?.format ?? "OpenAI" };
  const near = didYouMean(name, [...new Set(models.map((model) => model.name))]).trim();
  throw new AzureOpenAIError(
    {
      what: `${action}: no version of ${shownName(name)} is known.`,
      mend: [near, "Enter Model Version where that is the right name."].filter(Boolean).join(" "),
      note: reason,
    },
    { kind: "notFound", attempts: 0 },
  );
};

const readCapacity = (
  entry: Readonly<Record<string, unknown>>,
  asked?: string,
): ModelCapacity | undefined => {
  const { skuName, availableCapacity, availableFinetuneCapacity } = fieldsOf(entry["properties"]);
  const location = textIn(entry["location"]) ?? asked;
  const sku = textIn(skuName) ?? textIn(entry["name"]);
  if (location === undefined || sku === undefined) return undefined;
  return {
    location: plainRegion(location),
    sku,
    free: numberIn(availableCapacity) ?? null,
    freeForFineTuning: numberIn(availableFinetuneCapacity) ?? null,
    quotaFree: null,
    deployable: null,
  };
};

const smaller = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : Math.min(one, other);

/** Adds what the subscription's quota has left in each region. */
const withQuota = async (
  manager: ManagementClient,
  scope: ManagedScope,
  model: Model | undefined,
  capacities: readonly ModelCapacity[],
  isTuned: boolean,
): Promise<{ data: ModelCapacity[]; warnings: string[] }> => {
  const regions = [...new Set(capacities.map(({ location }) => location))];
  const results = await runOrdered(
    regions.slice(0, mostRegions),
    (region) => usagesIn(manager, locationPath(scope, region), model ? [model] : []),
    { concurrency: atOnce, mayStart: () => manager.remainingMs() > 0 },
  );
  const failed = results.flatMap((result, index) =>
    result?.status === "failed" && isOwnError(result.error)
      ? [`The quota of ${regions[index]} is not known: ${joinParts(result.error)}`]
      : [],
  );
  const unread = regions.filter((_region, index) => results[index] === undefined);
  const left = `The quota of ${listedNames(unread)} was not looked up: enter the one that counts under Region.`;
  const freeIn = ({ location, sku }: ModelCapacity): number | null => {
    const result = results[regions.indexOf(location)];
    const name = model?.skus.find((offer) => isSameName(offer.name, sku))?.usageName;
    if (result?.status !== "succeeded" || !name) return null;
    return result.value.find((usage) => isSameName(usage.name, name))?.free ?? null;
  };
  const data = capacities.map((capacity) => {
    const quotaFree = freeIn(capacity);
    const platform = isTuned ? capacity.freeForFineTuning : capacity.free;
    return { ...capacity, quotaFree, deployable: smaller(platform, quotaFree) };
  });
  return { data, warnings: [...failed.slice(0, 5), ...(unread.length > 0 ? [left] : [])] };
};

/**
 * What the platform has free of a model, by region and SKU, and what the subscription's quota has left there: two
 * hurdles for a deployment.
 * @throws AzureOpenAIError or ConnectionError when it can't be had.
 */
export const modelCapacities = async (
  manager: ManagementClient,
  question: CapacityQuestion,
): Promise<CapacityReport> => {
  const region = question.region && plainRegion(question.region);
  const lookedUpAt = new Date(clock.now()).toISOString();
  const scope = await managedScope(manager, question, !region);
  const catalogue = await catalogueOf(manager, scope, region);
  const base = baseInName(question.modelName);
  // The version of a fine-tuned model is its own.
  const asked = base ? { ...question, modelName: base, modelVersion: undefined } : question;
  const model = askedModel(manager.action, asked, catalogue);
  const path = `${region ? locationPath(scope, region) : scope.provider}/modelCapacities`;
  const query = { modelFormat: model.format, modelName: model.name, modelVersion: model.version };
  const entries = await explainedIn(manager, scope, () => listManaged(manager, path, query));
  const { sku } = question;
  const capacities = readable(entries, (entry) => readCapacity(entry, region)).filter(
    (capacity) => !sku || isSameName(capacity.sku, sku),
  );
  const drawing = modelNamed(catalogue.models, { name: question.modelName, version: question.modelVersion });
  const { data, warnings } =
    region || question.includeQuota
      ? await withQuota(manager, scope, drawing, capacities, base !== undefined)
      : { data: capacities, warnings: [] };
  return { data, count: data.length, model, lookedUpAt, warnings };
};
