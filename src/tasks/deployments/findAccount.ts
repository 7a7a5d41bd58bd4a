import type { ManagementClient } from "../../client/createManagementClient";
import type { ModelsEndpoint } from "../../client/endpoint/endpoint";
import { AzureOpenAIError, isOwnError } from "../../client/errors/errors";
import type { ListClient } from "../../client/listClient";
import { fieldsOf } from "../../text/isObject";
import { isSameName } from "../../text/isSameName";
import { shownName } from "../../text/nearestNames";
import { type Account, accountsVersion, listAccounts, toAccount } from "./accounts";
import type { DeploymentAddress } from "./deploymentAddress";
import { accountPath } from "./managedPaths";
import { searchSubscriptions } from "./searchSubscriptions";

/** What is known of an account, possibly nothing. */
export interface AccountPlace {
  subscriptionId?: string | undefined;
  resourceGroup?: string | undefined;
  accountName?: string | undefined;
}

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : "");

/** True when the endpoint is one of the account's addresses. */
const isAt = ({ origin, host }: ModelsEndpoint, { endpoints, customSubDomainName }: Account): boolean => {
  const { host: wanted, hostname } = new URL(origin);
  const hosts = endpoints.map(hostOf);
  const subdomain = host === "azure" ? hostname.split(".")[0] : undefined;
  return (
    hosts.includes(wanted) ||
    (customSubDomainName !== undefined && isSameName(customSubDomainName, subdomain))
  );
};

/** False for an account that is known to be elsewhere than the connection's endpoint, which leads to Azure itself. */
export const isAtEndpoint = async (client: ManagementClient, account: string): Promise<boolean> => {
  if (client.endpoint.host !== "azure") return true;
  try {
    const { value } = await client.call("GET", `${account}?${accountsVersion}`);
    const found = toAccount(fieldsOf(value));
    return found === undefined || isAt(client.endpoint, found);
  } catch (error) {
    if (isOwnError(error)) return true;
    throw error;
  }
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * The path of the named account, or of the account at the connection's endpoint. Subscriptions that refuse are
 * skipped.
 * @throws AzureOpenAIError when there is none in the subscriptions that can be read.
 */
export const findAccount = async (client: ListClient, place: AccountPlace): Promise<string> => {
  const { subscriptionId, resourceGroup, accountName } = place;
  if (subscriptionId && resourceGroup && accountName) {
    return accountPath(subscriptionId, resourceGroup, accountName);
  }
  const isWanted = (account: Account): boolean =>
    accountName ? isSameName(accountName, account.name) : isAt(client.endpoint, account);
  const found: Account[] = [];
  const results = await searchSubscriptions(
    client,
    subscriptionId,
    async (id) => void found.push(...(await listAccounts(client, id, resourceGroup)).filter(isWanted)),
    () => found.length === 0,
  );
  const [account] = found;
  // Without its slash, the id would continue the host name.
  if (account?.id.startsWith("/")) return account.id;
  const refused = results.flatMap((result) => (result?.status === "failed" ? [messageOf(result.error)] : []));
  throw new AzureOpenAIError(
    {
      what: `No account ${accountName ? `named ${shownName(accountName)}` : `at ${client.endpoint.origin}`} is in the ${results.length} subscriptions looked through.`,
      mend: "The identity needs the role Reader on it.",
      note: refused[0] && `${refused.length} refused: ${refused[0]}`,
    },
    { kind: "notFound", attempts: 0 },
  );
};

/**
 * The deployment of this name in the account that is named, or that the connection's endpoint leads to.
 * @throws AzureOpenAIError when there is no such account.
 */
export const addressOf = async (
  client: ManagementClient,
  {
    deploymentName,
    managementVersion,
    ...place
  }: AccountPlace & { deploymentName: string; managementVersion?: string | undefined },
): Promise<DeploymentAddress> => ({
  account: await findAccount(client, place),
  deploymentName,
  apiVersion: managementVersion,
});
