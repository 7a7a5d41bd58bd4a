import type { ListClient } from "../../client/listClient";
import { type AccountPlace, findAccount } from "../../tasks/deployments/findAccount";
import { deployedModels } from "../../tasks/models/deployedModels";
import { fieldsOf } from "../../text/isObject";
import type { Deployment } from "./deployment";

/**
 * Lists the deployments of the named account, or of the account at the connection's endpoint.
 * @throws AzureOpenAIError when there is no such account; the client's errors.
 */
export const listAccountDeployments = async (
  client: ListClient,
  place: AccountPlace,
): Promise<Deployment[]> => {
  const deployed = await deployedModels(client, await findAccount(client, place));
  return deployed.map(({ name, model, version, sku, state, entry }) => ({
    name,
    model: model ?? undefined,
    version: version ?? undefined,
    sku: sku ?? undefined,
    capabilities: fieldsOf(entry["capabilities"]),
    state: state ?? undefined,
  }));
};
