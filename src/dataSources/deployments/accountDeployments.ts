import type { ListClient } from "../../client/listClient";
import { accountsVersion } from "../../tasks/deployments/accounts";
import { type AccountPlace, findAccount } from "../../tasks/deployments/findAccount";
import { readable, textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import type { Deployment } from "./deployment";

/** Reads a deployment of Azure Resource Manager's list. */
const toDeployment = (entry: Readonly<Record<string, unknown>>): Deployment | undefined => {
  const name = textIn(entry["name"]);
  if (name === undefined) return undefined;
  const { model, capabilities, provisioningState } = fieldsOf(entry["properties"]);
  return {
    name,
    model: textIn(fieldsOf(model)["name"]),
    version: textIn(fieldsOf(model)["version"]),
    sku: textIn(fieldsOf(entry["sku"])["name"]),
    capabilities: fieldsOf(capabilities),
    state: textIn(provisioningState),
  };
};

/**
 * Lists the deployments of the named account, or of the account at the connection's endpoint.
 * @throws Error when there is no such account; the client's errors.
 */
export const listAccountDeployments = async (
  client: ListClient,
  place: AccountPlace,
): Promise<Deployment[]> => {
  const account = await findAccount(client, place);
  return readable(await client.list(`${account}/deployments?${accountsVersion}`), toDeployment);
};
