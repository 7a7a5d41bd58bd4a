import type { ListClient } from "../../client/createListClient";
import { accountsVersion } from "../accounts";
import type { Deployment } from "./deployment";
import { type AccountPlace, findAccount } from "./findAccount";

/** A deployment in Azure Resource Manager's list. */
interface AccountDeployment {
  name: string;
  sku?: { name?: string };
  properties?: {
    model?: { name?: string; version?: string };
    capabilities?: Record<string, unknown>;
    provisioningState?: string;
  };
}

const toDeployment = ({ name, sku, properties = {} }: AccountDeployment): Deployment => ({
  name,
  model: properties.model?.name,
  version: properties.model?.version,
  sku: sku?.name,
  capabilities: properties.capabilities,
  state: properties.provisioningState,
});

/**
 * The deployments of the account that is named, or that the connection's endpoint leads to.
 * @throws Error when there is no such account, and the client's errors.
 */
export const listAccountDeployments = async (
  client: ListClient,
  place: AccountPlace,
): Promise<Deployment[]> => {
  const account = await findAccount(client, place);
  const entries = await client.list<AccountDeployment>(`${account}/deployments?${accountsVersion}`);
  return entries.map(toDeployment);
};
