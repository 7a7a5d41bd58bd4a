import type { ListClient } from "../../client/listClient";
import { numberIn, readable, textIn } from "../../text/answerFields";
import { fieldsOf, type JsonObject } from "../../text/isObject";
import { accountsVersion } from "../deployments/accounts";

/** A deployment and what it runs. */
export interface DeployedModel {
  name: string;
  model: string;
  version: string | null;
  sku: string | null;
  capacity: number | null;
  state: string | null;
  /** The model and its capabilities, as a list of models has them. */
  entry: Readonly<JsonObject>;
}

const readDeployment = ({ name, sku, properties }: Readonly<JsonObject>): DeployedModel | undefined => {
  const known = textIn(name);
  const { model, capabilities, provisioningState } = fieldsOf(properties);
  const modelName = textIn(fieldsOf(model)["name"]);
  if (known === undefined || modelName === undefined) return undefined;
  return {
    name: known,
    model: modelName,
    version: textIn(fieldsOf(model)["version"]) ?? null,
    sku: textIn(fieldsOf(sku)["name"]) ?? null,
    capacity: numberIn(fieldsOf(sku)["capacity"]) ?? null,
    state: textIn(provisioningState) ?? null,
    entry: { ...fieldsOf(model), capabilities },
  };
};

/**
 * The deployments of an account of which it can be read what they run.
 * @throws AzureOpenAIError or ConnectionError when the list can't be had.
 */
export const deployedModels = async (client: ListClient, account: string): Promise<DeployedModel[]> =>
  readable(await client.list(`${account}/deployments?${accountsVersion}`), readDeployment);
