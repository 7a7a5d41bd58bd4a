import type { ManagementClient } from "../../client/createManagementClient";
import { isOwnError } from "../../client/errors/errors";
import { isVersionRefusal } from "../../client/errors/managementCodes";
import type { ManagedDeployment } from "../../output/deployment";
import { textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import { isSameName } from "../../text/isSameName";
import { type DeploymentAddress, newestVersion, usualVersion } from "./deploymentAddress";
import { changeTo, type DeploymentBody, needsNewest, wishedBody, writableOf } from "./deploymentBody";
import { type Plan, versionFor } from "./deploymentPlan";
import { joined } from "./deploymentProgress";
import type { DeploymentWish } from "./deploymentWish";
import { endOfMaking } from "./followOperation";
import { planNewDeployment } from "./planNewDeployment";
import { policyWarning, scaleWarning } from "./putWarnings";
import { readDeployment } from "./readDeployment";
import { modelUnder, takenName } from "./takenName";

/** True where a checkpoint was asked for by its id, and is told by its name: `ftchkpt-…` and `….ft-…:ckpt-step-90`. */
export const isCheckpointOf = (had: unknown, modelName: string | undefined): boolean =>
  /^ftchkpt-/i.test(modelName ?? "") && /:ckpt-/i.test(textIn(had) ?? "");

/**
 * Refuses another model under a name that is taken: the service does so for all but provisioned deployments, and what
 * calls the name would be answered by another model.
 */
const refuseOtherModel = (
  { action }: ManagementClient,
  deploymentName: string,
  base: DeploymentBody,
  modelName: string | undefined,
): void => {
  const had = modelUnder(base);
  if (modelName === undefined || had === undefined || isSameName(had, modelName)) return;
  if (isCheckpointOf(had, modelName)) return;
  if (/provisioned/i.test(textIn(fieldsOf(base["sku"])["name"]) ?? "")) return;
  throw takenName(action, { deploymentName, had, wanted: modelName, undone: "changed" });
};

/** The same deployment as the newest version shows it, where it has what the usual version would lose by a PUT. */
const readHidden = async (
  client: ManagementClient,
  address: DeploymentAddress,
): Promise<ManagedDeployment | undefined> => {
  try {
    const deployment = await readDeployment(client, address, newestVersion);
    return deployment && needsNewest(writableOf(deployment)) ? deployment : undefined;
  } catch (error) {
    // Only a cloud without this version has nothing hidden: what may not be read now would be lost.
    if (isOwnError(error) && isVersionRefusal(error)) return undefined;
    throw error;
  }
};

/** What it means that a deployment does not tell a property (the service's documentation). */
const untold: Readonly<Record<string, string>> = {
  serviceTier: "Default",
  versionUpgradeOption: "OnceCurrentVersionExpired",
};

/** A wish in the spelling of what is there, without what it has already or can't be changed. */
const respelled = (wish: DeploymentWish, base: DeploymentBody): DeploymentWish => {
  const properties = fieldsOf(base["properties"]);
  const model = fieldsOf(properties["model"]);
  const asIs = (had: unknown, wanted: string | undefined): string | undefined =>
    isSameName(textIn(had), wanted) ? textIn(had) : wanted;
  const told = (name: "serviceTier" | "versionUpgradeOption"): string | undefined =>
    textIn(properties[name]) === undefined && wish[name] === untold[name] ? undefined : wish[name];
  return {
    ...wish,
    sku: asIs(fieldsOf(base["sku"])["name"], wish.sku),
    modelName: isCheckpointOf(model["name"], wish.modelName)
      ? undefined
      : asIs(model["name"], wish.modelName),
    modelVersion: asIs(model["version"], wish.modelVersion),
    modelFormat: asIs(model["format"], wish.modelFormat),
    serviceTier: told("serviceTier"),
    versionUpgradeOption: told("versionUpgradeOption"),
    // Where a model was taken from is said once, and not told by every version.
    source: undefined,
    sourceAccount: undefined,
  };
};

const planChange = async (
  client: ManagementClient,
  address: DeploymentAddress,
  wish: DeploymentWish,
  existing: ManagedDeployment,
): Promise<Plan> => {
  const base = writableOf(existing);
  refuseOtherModel(client, address.deploymentName, base, wish.modelName);
  const spelled = respelled(wish, base);
  let wanted = wishedBody(base, spelled);
  // What failed is made anew, also as it was.
  const hasFailed = endOfMaking(existing) === "failed";
  const change = hasFailed ? "updated" : changeTo(base, wanted);
  let version = versionFor(wish);
  if (change === "updated" && version === usualVersion && address.apiVersion === undefined) {
    const hidden = await readHidden(client, address);
    if (hidden) {
      wanted = wishedBody(writableOf(hidden), spelled);
      version = newestVersion;
    }
  }
  const policy = change === "updated" ? wish.contentFilterPolicy : undefined;
  return {
    change,
    wanted,
    version,
    warning: joined(scaleWarning(base, wanted), await policyWarning(client, address.account, policy)),
    catalogue: undefined,
  };
};

/**
 * What has to be sent for a deployment to be what is wished.
 * @throws AzureOpenAIError for another model than the deployment has, Error for a new one without a model.
 */
export const planDeployment = (
  client: ManagementClient,
  address: DeploymentAddress,
  wish: DeploymentWish,
  existing: ManagedDeployment | undefined,
): Promise<Plan> =>
  existing ? planChange(client, address, wish, existing) : planNewDeployment(client, address, wish);
