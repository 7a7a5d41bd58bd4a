import { clock } from "../../client/clock";
import type { ManagementClient } from "../../client/createManagementClient";
import { ifReadable } from "../../client/errors/errors";
import type { Model } from "../../output/model";
import { readable } from "../../text/answerFields";
import { listManaged } from "./listManaged";
import { readManagedModel } from "./readModel";

/** Keeps one of several entries of the same model, which a list has for each kind of account: the one with most SKUs. */
const eachOnce = (models: readonly Model[]): Model[] => {
  const found = new Map<string, Model>();
  for (const model of models) {
    const key = JSON.stringify([model.format, model.name, model.version]);
    const known = found.get(key);
    if (!known || model.skus.length > known.skus.length) found.set(key, model);
  }
  return [...found.values()];
};

/**
 * The models at a path of Resource Manager: an account's, or a region's.
 * @throws AzureOpenAIError or ConnectionError when they can't be had.
 */
export const managedModels = async (manager: ManagementClient, scope: string): Promise<Model[]> =>
  eachOnce(
    readable(await listManaged(manager, `${scope}/models`), (entry) => readManagedModel(entry, clock.now())),
  );

/** What an account can deploy; undefined where the identity may not see it. */
export const readableModels = (manager: ManagementClient, account: string): Promise<Model[] | undefined> =>
  ifReadable(() => managedModels(manager, account));
