import type { ManagementClient } from "../../client/createManagementClient";
import { isOwnError, type OwnError } from "../../client/errors/errors";
import { quotaNumbers } from "../../client/errors/quotaNumbers";
import { textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import { didYouMean, listedNames, shownName } from "../../text/nearestNames";
import { usualVersion, versioned } from "./deploymentAddress";
import { isSameName, livingVersions, type ModelVersion } from "./modelCatalogue";

/** The model that was asked for, and what the account's catalogue says, which may not be known. */
interface AskedModel {
  modelName: string;
  modelVersion: string | undefined;
  sku: string | undefined;
  catalogue: readonly ModelVersion[] | undefined;
}

const modelCodes = new Set([
  "DeploymentModelNotSupported",
  "ServiceModelDeprecated",
  "ServiceModelDeprecating",
  "ModelDeprecated",
  "InvalidResourceProperties",
  "SpecialFeatureOrQuotaIdRequired",
]);

const withSkus = ({ version, skus, lifecycle }: ModelVersion): string => {
  const facts = [
    ...(isSameName(lifecycle, "Deprecating") ? ["deprecating"] : []),
    ...skus.map(({ name }) => name),
  ];
  return facts.length > 0 ? `${version} (${facts.join(", ")})` : version;
};

/** What the account can deploy instead. */
const noteOnVersions = ({ modelName, catalogue }: AskedModel): string | undefined => {
  if (!catalogue) return undefined;
  const living = livingVersions(catalogue, modelName);
  if (living.length > 0)
    return `Of ${shownName(modelName)}, the account can deploy ${listedNames(living.map(withSkus))}.`;
  const names = [...new Set(catalogue.map(({ name }) => name))];
  return `The account can deploy no version of ${shownName(modelName)}.${didYouMean(modelName, names)}`;
};

const read = async <Value>(reading: Promise<Value>): Promise<Value | undefined> => {
  try {
    return await reading;
  } catch (error) {
    if (isOwnError(error)) return undefined;
    throw error;
  }
};

/** The name of the quota that a deployment draws on; the names of models don't tell it. */
const usageName = (
  sentence: string,
  { modelName, modelVersion, sku, catalogue = [] }: AskedModel,
): string | undefined => {
  const named = quotaNumbers(sentence).quota;
  if (named?.includes(".") && !named.includes(" ")) return named;
  const model = catalogue.find(
    ({ name, version }) => isSameName(name, modelName) && (!modelVersion || version === modelVersion),
  );
  return model?.skus.find(({ name }) => isSameName(name, sku))?.usageName;
};

/** The region of the account, and what of the quota is used there, as far as the identity may see it. */
const noteOnQuota = async (
  client: ManagementClient,
  account: string,
  sentence: string,
  asked: AskedModel,
): Promise<string | undefined> => {
  const answer = await read(client.call("GET", versioned(account, usualVersion)));
  const location = textIn(fieldsOf(answer?.value)["location"]);
  if (location === undefined) return undefined;
  const wanted = usageName(sentence, asked);
  const { limit } = quotaNumbers(sentence);
  if (limit !== undefined || wanted === undefined) return `The account is in ${location}.`;
  const [, , subscriptionId = ""] = account.split("/");
  const list = `/subscriptions/${subscriptionId}/providers/Microsoft.CognitiveServices/locations/${encodeURIComponent(location)}/usages`;
  const usages = await read(client.list(versioned(list, usualVersion)));
  const usage = usages?.map(fieldsOf).find(({ name }) => isSameName(textIn(fieldsOf(name)["value"]), wanted));
  return usage === undefined
    ? `The account is in ${location}; how much of ${wanted} is used there is not known.`
    : `In ${location}, ${String(usage["currentValue"])} of ${String(usage["limit"])} of ${wanted} is used.`;
};

/**
 * What the refusal of a deployment leaves out: the versions and SKUs that the account has of the model, or the region
 * and its quota. Undefined where there is nothing to add.
 */
export const noteOnModel = async (
  client: ManagementClient,
  account: string,
  { code = "", status, sentence = "" }: OwnError,
  asked: AskedModel,
): Promise<string | undefined> => {
  if (modelCodes.has(code)) return noteOnVersions(asked);
  if (code === "InsufficientQuota" || /\bavailable capacity\b/i.test(sentence))
    return noteOnQuota(client, account, sentence, asked);
  const isUntold = status === 500 && sentence === "";
  return isUntold
    ? "Azure fails so for a wrong Model Format: it is the catalogue's, in its letters."
    : undefined;
};
