import type { ListClient } from "../../client/listClient";
import { type DeploymentSummary, showDeployment } from "../../output/deployment";
import { readable } from "../../text/answerFields";
import { fieldsOf, type JsonObject } from "../../text/isObject";
import { accountsVersion } from "../deployments/accounts";

/** A deployment and what it runs. */
export interface DeployedModel
  extends Pick<DeploymentSummary, "name" | "model" | "version" | "sku" | "capacity" | "state"> {
  /** The model and its capabilities, as a list of models has them. */
  entry: Readonly<JsonObject>;
}

const readDeployment = (deployment: Readonly<JsonObject>): DeployedModel | undefined => {
  const { name, model, version, sku, capacity, state } = showDeployment(deployment).summary;
  const { model: entry, capabilities } = fieldsOf(deployment["properties"]);
  return name === ""
    ? undefined
    : { name, model, version, sku, capacity, state, entry: { ...fieldsOf(entry), capabilities } };
};

/**
 * The deployments of an account that have a name.
 * @throws AzureOpenAIError or ConnectionError when the list can't be had.
 */
export const deployedModels = async (client: ListClient, account: string): Promise<DeployedModel[]> =>
  readable(await client.list(`${account}/deployments?${accountsVersion}`), readDeployment);
