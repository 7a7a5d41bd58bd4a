import type { ManagementClient } from "../../client/createManagementClient";
import { AzureOpenAIError, isOwnError } from "../../client/errors/errors";
import type { ModelSku } from "../../output/model";
import { joinParts } from "../../text/errorParts";
import { isSameName } from "../../text/isSameName";
import { didYouMean, shownName } from "../../text/nearestNames";
import { type AccountPlace, findAccount } from "../deployments/findAccount";
import { managedModels } from "./managedModels";
import { locationPath, regionOf, scopeOf } from "./managedPlace";
import { modelNamed } from "./modelNamed";
import { type Usage, usagesIn } from "./usages";

/** A kind of deployment that a model can have, and what the quota has left for it. */
export interface SkuChoice {
  sku: ModelSku;
  /** Undefined where it is not known. */
  usage: Usage | undefined;
}

/** What the quotas of the account's region have left; none where they can't be read. */
const usagesOf = async (manager: ManagementClient, account: string): Promise<Usage[]> => {
  try {
    const region = await regionOf(manager, account);
    return await usagesIn(manager, locationPath(scopeOf(account), region), []);
  } catch (error) {
    if (!isOwnError(error)) throw error;
    manager.logger.warn(`${manager.action} goes on without the quotas: ${joinParts(error)}`);
    return [];
  }
};

/**
 * The kinds of deployments that a model can have in an account.
 * @throws AzureOpenAIError with the nearest names where the account does not offer the model; and the client's errors.
 */
export const skuChoices = async (
  manager: ManagementClient,
  place: AccountPlace,
  asked: { name: string; version?: string | undefined },
): Promise<SkuChoice[]> => {
  const account = await findAccount(manager, place);
  const [models, usages] = await Promise.all([managedModels(manager, account), usagesOf(manager, account)]);
  const model = modelNamed(models, asked);
  if (!model) {
    throw new AzureOpenAIError(
      {
        what: `${manager.action}: the account offers no model named ${shownName(asked.name)}${asked.version ? ` in the version ${shownName(asked.version)}` : ""}.`,
        mend: didYouMean(asked.name, [...new Set(models.map(({ name }) => name))]).trim() || undefined,
      },
      { kind: "notFound", attempts: 0 },
    );
  }
  return model.skus.map((sku) => ({
    sku,
    usage: usages.find(({ name }) => isSameName(name, sku.usageName)),
  }));
};
