import type { ListClient } from "../../client/listClient";
import { readable, textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import { usualVersion } from "./deploymentAddress";
import { accountsPath, scopePath } from "./managedPaths";

/** A subscription in Azure Resource Manager's list. */
export interface Subscription {
  subscriptionId: string;
  displayName: string | undefined;
  /** Such as Enabled or Disabled. */
  state: string | undefined;
}

/** A resource group in a subscription's list. */
export interface ResourceGroup {
  name: string;
  location: string | undefined;
}

/** An Azure AI resource in Azure Resource Manager's list; `id` is its path there. */
export interface Account {
  id: string;
  name: string;
  kind: string | undefined;
  location: string | undefined;
  /** The account's addresses, in the list's spelling. */
  endpoints: string[];
  customSubDomainName: string | undefined;
}

/** Kinds of accounts that have models in the API of Azure OpenAI. Others are for speech, search and the like. */
const kindsWithModels = new Set(["OpenAI", "AIServices"]);

/** The query by which everything is read here. */
export const accountsVersion = `api-version=${usualVersion}`;

/** All subscriptions that the identity can read. */
export const listSubscriptions = async ({ list }: ListClient): Promise<Subscription[]> =>
  readable(await list("/subscriptions?api-version=2022-12-01"), (entry) => {
    const subscriptionId = textIn(entry["subscriptionId"]);
    return subscriptionId === undefined
      ? undefined
      : { subscriptionId, displayName: textIn(entry["displayName"]), state: textIn(entry["state"]) };
  });

/** All resource groups of a subscription. */
export const listResourceGroups = async (
  { list }: ListClient,
  subscriptionId: string,
): Promise<ResourceGroup[]> =>
  readable(
    await list(`${scopePath(subscriptionId)}/resourcegroups?api-version=2021-04-01`),
    ({ name, location }) => {
      const known = textIn(name);
      return known === undefined ? undefined : { name: known, location: textIn(location) };
    },
  );

/** An account of a list, or by itself; undefined for what has no name. */
export const toAccount = (entry: Readonly<Record<string, unknown>>): Account | undefined => {
  const name = textIn(entry["name"]);
  if (name === undefined) return undefined;
  const { endpoint, endpoints, customSubDomainName } = fieldsOf(entry["properties"]);
  return {
    id: textIn(entry["id"]) ?? "",
    name,
    kind: textIn(entry["kind"]),
    location: textIn(entry["location"]),
    endpoints: [endpoint, ...Object.values(fieldsOf(endpoints))].flatMap((address) => textIn(address) ?? []),
    customSubDomainName: textIn(customSubDomainName),
  };
};

/** The accounts of a subscription, or of one group in it, that serve models. */
export const listAccounts = async (
  { list }: ListClient,
  subscriptionId: string,
  resourceGroup?: string,
): Promise<Account[]> => {
  const entries = await list(`${accountsPath(scopePath(subscriptionId, resourceGroup))}?${accountsVersion}`);
  return readable(entries, toAccount).filter(({ kind }) => kindsWithModels.has(kind ?? ""));
};
