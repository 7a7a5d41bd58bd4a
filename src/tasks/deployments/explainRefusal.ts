import type { ManagementClient } from "../../client/createManagementClient";
import { addNote, ifReadable, isOwnError, type OwnError } from "../../client/errors/errors";
import { isTenantRefusal } from "../../client/errors/managementCodes";
import { readable, textIn } from "../../text/answerFields";
import { isSameName } from "../../text/isSameName";
import { shownName } from "../../text/nearestNames";
import { usualVersion, versioned } from "./deploymentAddress";
import { accountsPath, providerPath, scopePath } from "./managedPaths";
import { missesAccount } from "./readDeployment";

/** The parts of an account's path. */
interface AccountParts {
  subscriptionId: string;
  resourceGroup: string;
  accountName: string;
}

const resourcesVersion = "2021-04-01";

/** A segment of a path as a name; what is no encoding is the name itself. */
const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/** The parts of the path of an account; "" for what it has not. */
const partsOf = (account: string): AccountParts => {
  const segments = account.split("/");
  const behind = (name: string): string => {
    const place = segments.findIndex((segment) => isSameName(segment, name));
    return place < 0 ? "" : decoded(segments[place + 1] ?? "");
  };
  return {
    subscriptionId: behind("subscriptions"),
    resourceGroup: behind("resourceGroups"),
    accountName: behind("accounts"),
  };
};

/** The parts of an address that an identity may be able to read, the innermost first. */
const rungsOf = (account: string): Array<readonly [what: string, pathWithQuery: string]> => {
  const { subscriptionId, resourceGroup, accountName } = partsOf(account);
  return [
    [`account ${accountName}`, versioned(account, usualVersion)],
    [
      `resource group ${resourceGroup}`,
      versioned(scopePath(subscriptionId, resourceGroup), resourcesVersion),
    ],
    [`subscription ${subscriptionId}`, versioned(scopePath(subscriptionId), "2022-12-01")],
  ];
};

/** How a look-up of an explanation ended: it never takes the place of what it explains. */
const statusOf = async (client: ManagementClient, pathWithQuery: string): Promise<number | undefined> => {
  try {
    return (await client.call("GET", pathWithQuery)).status;
  } catch (error) {
    if (isOwnError(error)) return error.status;
    throw error;
  }
};

const listOrNothing = async (client: ManagementClient, pathWithQuery: string): Promise<unknown[]> =>
  (await ifReadable(() => client.list(pathWithQuery))) ?? [];

/** An account of this name by its group, in a list of the subscription's accounts, the deleted ones included. */
const groupsOf = (entries: readonly unknown[], accountName: string): string[] =>
  readable(entries, (entry) => {
    const path = textIn(entry["id"]) ?? "";
    const { resourceGroup, accountName: name } = partsOf(path.replace(/\/deletedAccounts\//i, "/accounts/"));
    return isSameName(name, accountName) ? resourceGroup : undefined;
  });

/** Where an account is that was not found in its group. */
const whereIsAccount = async (client: ManagementClient, account: string): Promise<string> => {
  const { subscriptionId, resourceGroup, accountName } = partsOf(account);
  const subscription = scopePath(subscriptionId);
  const listed = await listOrNothing(client, versioned(accountsPath(subscription), usualVersion));
  const [other] = groupsOf(listed, accountName).filter((group) => !isSameName(group, resourceGroup));
  if (other !== undefined) return `${shownName(accountName)} is in the resource group ${shownName(other)}.`;
  const deletedPath = `${providerPath(subscription)}/deletedAccounts`;
  const deleted = await listOrNothing(client, versioned(deletedPath, usualVersion));
  return groupsOf(deleted, accountName).length > 0
    ? `${shownName(accountName)} was deleted; it can be restored or purged in the Azure portal.`
    : `The subscription shows no account named ${shownName(accountName)} to this identity.`;
};

const refusedRung = (what: string): string =>
  `The ${what} can't be read by this identity, and what it is in can: its name is wrong, or the identity has no role on it.`;

/**
 * Which part of an address is wrong or refused: the outermost one that can't be read. It is looked for from within,
 * since a role on the account alone shows nothing of its subscription.
 */
const wrongRung = async (client: ManagementClient, account: string): Promise<string | undefined> => {
  let refused: string | undefined;
  for (const [what, pathWithQuery] of rungsOf(account)) {
    const status = await statusOf(client, pathWithQuery);
    if (status === 404) {
      const where = refused === undefined ? ` ${await whereIsAccount(client, account)}` : "";
      return `The ${what} is not there: check its name.${where}`;
    }
    if (status === undefined || status >= 500 || status === 429) return undefined;
    if (status < 300)
      return refused === undefined
        ? `The ${what} can be read by this identity, so that its address is right and it is the role that is missing.`
        : refusedRung(refused);
    refused = what;
  }
  return `Not even the ${refused} can be read by this identity: the id is wrong or of another tenant, or the identity has no role in it.`;
};

const isOfRole = ({ status, code }: OwnError): boolean => status === 403 && code === "AuthorizationFailed";

const noteFor = async (
  client: ManagementClient,
  account: string,
  error: OwnError,
): Promise<string | undefined> => {
  if (isOfRole(error)) return wrongRung(client, account);
  if (error.status !== 404 || !missesAccount(error)) return undefined;
  return error.code === "ResourceGroupNotFound" || isTenantRefusal(error)
    ? undefined
    : whereIsAccount(client, account);
};

/**
 * Tells a wrong subscription, group or account from a missing role, which Azure answers alike, and where an account
 * is that is not in its group: what a refusal does not say is looked up and added to it.
 */
export const explained = async <Result>(
  client: ManagementClient,
  account: string,
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (isOwnError(error)) {
      const note = await noteFor(client, account, error);
      if (note) addNote(error, note);
    }
    throw error;
  }
};
