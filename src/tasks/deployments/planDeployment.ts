import type { ManagementClient } from "../../client/createManagementClient";
import { AzureOpenAIError, isOwnError } from "../../client/errors/errors";
import { type ManagedDeployment, stateOf } from "../../output/deployment";
import { textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import { type DeploymentAddress, newestVersion, usualVersion } from "./deploymentAddress";
import { changeTo, type DeploymentBody, needsNewest, wishedBody, writableOf } from "./deploymentBody";
import { type Plan, versionFor } from "./deploymentPlan";
import { joined } from "./deploymentProgress";
import type { DeploymentWish } from "./deploymentWish";
import { isSameName } from "./modelCatalogue";
import { planNewDeployment } from "./planNewDeployment";
import { policyWarning, scaleWarning } from "./putWarnings";
import { readDeployment } from "./readDeployment";

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
  const had = textIn(fieldsOf(fieldsOf(base["properties"])["model"])["name"]);
  if (modelName === undefined || had === undefined || isSameName(had, modelName)) return;
  if (/provisioned/i.test(textIn(fieldsOf(base["sku"])["name"]) ?? "")) return;
  throw new AzureOpenAIError(
    {
      what: `${action} found that the deployment ${deploymentName} runs ${had}, not ${modelName}; nothing was changed.`,
      mend: "Delete it first, or enter another Deployment Name: a deployment keeps its model.",
    },
    { kind: "rejected", attempts: 0 },
  );
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
    if (isOwnError(error)) return undefined;
    throw error;
  }
};

/** A wish in the spelling of what is there. */
const respelled = (wish: DeploymentWish, base: DeploymentBody): DeploymentWish => {
  const sku = textIn(fieldsOf(base["sku"])["name"]);
  const model = textIn(fieldsOf(fieldsOf(base["properties"])["model"])["name"]);
  return {
    ...wish,
    sku: isSameName(sku, wish.sku) ? sku : wish.sku,
    modelName: isSameName(model, wish.modelName) ? model : wish.modelName,
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
  const hasFailed = stateOf(existing)?.toLowerCase() === "failed";
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
