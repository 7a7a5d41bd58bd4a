import type { ManagementClient } from "../../client/createManagementClient";
import type { Model } from "../../output/model";
import { refuseInput } from "../../text/InputError";
import { isSameName } from "../../text/isSameName";
import { shownName } from "../../text/nearestNames";
import { isFineTunedName } from "../models/fineTunedName";
import { readableModels } from "../models/managedModels";
import type { DeploymentAddress } from "./deploymentAddress";
import { wishedBody } from "./deploymentBody";
import { type Plan, versionFor } from "./deploymentPlan";
import { joined } from "./deploymentProgress";
import type { DeploymentWish } from "./deploymentWish";
import { baseModelOf, retirementWarning, versionToDeploy } from "./modelCatalogue";
import { costWarning, nameWarning, policyWarning } from "./putWarnings";

const usualSku = "GlobalStandard";
const usualUpgrade = "OnceNewDefaultVersionAvailable";

/** What the catalogue has of the model that is wished: itself, or what a fine-tuned one was made of. */
const entryFor = (
  catalogue: readonly Model[],
  modelName: string,
  modelVersion: string | undefined,
): Model | undefined => {
  if (isFineTunedName(modelName)) return baseModelOf(catalogue, modelName);
  return modelVersion === undefined
    ? versionToDeploy(catalogue, modelName)
    : catalogue.find(({ name, version }) => isSameName(name, modelName) && isSameName(version, modelVersion));
};

/** The SKU and the capacity of a new deployment: what the catalogue has for the model where nothing is wished. */
const skuFor = ({ sku, capacity }: DeploymentWish, entry: Model | undefined) => {
  const skus = entry?.skus ?? [];
  const named = sku ?? (skus.some(({ name }) => name === usualSku) ? usualSku : (skus[0]?.name ?? usualSku));
  const known = skus.find(({ name }) => isSameName(name, named));
  const { default: usual, minimum } = known?.capacity ?? {};
  const least = [usual, minimum].find((units) => typeof units === "number" && units >= 1) ?? 1;
  return { sku: known?.name ?? named, capacity: capacity ?? Math.floor(least) };
};

/** The wish for a new deployment, with all that the service would choose by rules of its own. */
const completed = (wish: DeploymentWish, modelName: string, entry: Model | undefined): DeploymentWish => {
  const isTuned = isFineTunedName(modelName);
  return {
    ...wish,
    modelName: isTuned ? modelName : (entry?.name ?? modelName),
    modelVersion: wish.modelVersion ?? (isTuned ? "1" : (entry?.version ?? undefined)),
    modelFormat: wish.modelFormat ?? entry?.format ?? "OpenAI",
    ...skuFor(wish, isTuned ? undefined : entry),
    // No newer version of a fine-tuned model comes by itself.
    versionUpgradeOption: wish.versionUpgradeOption ?? (isTuned ? undefined : usualUpgrade),
  };
};

/**
 * How a deployment is made that is not there.
 * @throws InputError when no model is named.
 */
export const planNewDeployment = async (
  client: ManagementClient,
  { account, deploymentName }: DeploymentAddress,
  wish: DeploymentWish,
): Promise<Plan> => {
  const { modelName } = wish;
  if (modelName === undefined)
    return refuseInput(
      "Model Name",
      `it is empty, and there is no deployment named ${shownName(deploymentName)} yet.`,
      "Enter the model to deploy.",
    );
  const catalogue = await readableModels(client, account);
  const entry = catalogue && entryFor(catalogue, modelName, wish.modelVersion);
  const whole = completed(wish, modelName, entry);
  const moves = whole.versionUpgradeOption !== undefined && whole.versionUpgradeOption !== "NoAutoUpgrade";
  const unknown =
    whole.modelVersion === undefined
      ? "The account's list of models can't be read or lacks the model, so that the service chooses the version."
      : undefined;
  return {
    change: "created",
    wanted: wishedBody({}, whole),
    version: versionFor(wish),
    warning: joined(
      nameWarning(deploymentName, modelName),
      unknown,
      retirementWarning(entry, moves),
      isFineTunedName(modelName) ? costWarning(whole.sku) : undefined,
      await policyWarning(client, account, wish.contentFilterPolicy),
    ),
    catalogue,
  };
};
