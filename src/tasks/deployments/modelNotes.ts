import type { ManagementClient } from "../../client/createManagementClient";
import { ifReadable, type OwnError } from "../../client/errors/errors";
import { isQuotaRefusal } from "../../client/errors/managementCodes";
import { quotaNumbers } from "../../client/errors/quotaNumbers";
import type { Model } from "../../output/model";
import { isSameName } from "../../text/isSameName";
import { didYouMean, listedNames, shownName } from "../../text/nearestNames";
import { locationPath, regionOf, scopeOf } from "../models/managedPlace";
import { livingVersions, modelNamed } from "../models/modelNamed";
import { usagesIn } from "../models/usages";

/** The model that was asked for, and what the account's catalogue says, which may not be known. */
interface AskedModel {
  modelName: string;
  modelVersion: string | undefined;
  sku: string | undefined;
  catalogue: readonly Model[] | undefined;
}

const modelCodes = new Set([
  "DeploymentModelNotSupported",
  "ServiceModelDeprecated",
  "ServiceModelDeprecating",
  "ModelDeprecated",
  "InvalidResourceProperties",
  "SpecialFeatureOrQuotaIdRequired",
]);

const factsOf = ({ skus, lifecycle }: Model): string => {
  const facts = [...(lifecycle === "deprecating" ? ["deprecating"] : []), ...skus.map(({ name }) => name)];
  return facts.length > 0 ? ` (${listedNames(facts)})` : "";
};

/** What the account can deploy instead. */
const noteOnVersions = ({ modelName, catalogue }: AskedModel): string | undefined => {
  if (!catalogue) return undefined;
  const living = livingVersions(catalogue, modelName);
  if (living.length > 0)
    return `Of ${shownName(modelName)}, the account can deploy ${listedNames(
      living.map(({ version, id }) => version ?? id),
      living.map(factsOf),
    )}.`;
  const names = [...new Set(catalogue.map(({ name }) => name))];
  return `The account can deploy no version of ${shownName(modelName)}.${didYouMean(modelName, names)}`;
};

/** The name of the quota that a deployment draws on; the names of models don't tell it. */
const usageName = (
  sentence: string,
  { modelName, modelVersion, sku, catalogue = [] }: AskedModel,
): string | undefined => {
  const named = quotaNumbers(sentence).quota;
  if (named?.includes(".") && !named.includes(" ")) return named;
  const model = modelNamed(catalogue, { name: modelName, version: modelVersion });
  return model?.skus.find(({ name }) => isSameName(name, sku))?.usageName ?? undefined;
};

/** The region of the account, and what of the quota is used there, as far as the identity may see it. */
const noteOnQuota = async (
  client: ManagementClient,
  account: string,
  sentence: string,
  asked: AskedModel,
): Promise<string | undefined> => {
  const region = await ifReadable(() => regionOf(client, account));
  if (region === undefined) return undefined;
  const wanted = usageName(sentence, asked);
  const { limit } = quotaNumbers(sentence);
  if (limit !== undefined || wanted === undefined) return `The account is in ${region}.`;
  const usages = await ifReadable(() => usagesIn(client, locationPath(scopeOf(account), region), []));
  const usage = usages?.find(({ name }) => isSameName(name, wanted));
  return !usage || usage.free === null
    ? `The account is in ${region}; how much of ${wanted} is used there is not known.`
    : `In ${region}, ${usage.used} of ${usage.limit} of ${wanted} is used.`;
};

/**
 * What the refusal of a deployment leaves out: the versions and SKUs that the account has of the model, or the region
 * and its quota. Undefined where there is nothing to add.
 */
export const noteOnModel = async (
  client: ManagementClient,
  account: string,
  error: OwnError,
  asked: AskedModel,
): Promise<string | undefined> => {
  const { code = "", status, sentence = "" } = error;
  if (modelCodes.has(code)) return noteOnVersions(asked);
  if (isQuotaRefusal(error)) return noteOnQuota(client, account, sentence, asked);
  const isUntold = status === 500 && sentence === "";
  return isUntold
    ? "Azure fails so for a wrong Model Format: it is the catalogue's, in its letters."
    : undefined;
};
