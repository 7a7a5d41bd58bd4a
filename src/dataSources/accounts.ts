import type { ListClient } from "../client/createListClient";

/** A subscription in Azure Resource Manager's list. */
export interface Subscription {
  subscriptionId: string;
  displayName?: string;
  /** Such as Enabled or Disabled. */
  state?: string;
}

/** A resource group in a subscription's list. */
export interface ResourceGroup {
  name: string;
  location?: string;
}

/** An Azure AI resource in Azure Resource Manager's list; `id` is its path there. */
export interface Account {
  id: string;
  name: string;
  kind?: string;
  location?: string;
  properties?: {
    endpoint?: string;
    endpoints?: Record<string, string>;
    customSubDomainName?: string;
  };
}

/** The resources that serve models by the API of Azure OpenAI; the others are speech, search and the like. */
const kindsWithModels = new Set(["OpenAI", "AIServices"]);

/** The stable version of Microsoft.CognitiveServices that has all that is read here. */
export const accountsVersion = "api-version=2024-10-01";

/** Path of a subscription, or of a group in it. */
const scopePath = (subscriptionId: string, resourceGroup?: string): string => {
  const subscription = `/subscriptions/${encodeURIComponent(subscriptionId)}`;
  return resourceGroup ? `${subscription}/resourceGroups/${encodeURIComponent(resourceGroup)}` : subscription;
};

const accountsIn = (scope: string): string => `${scope}/providers/Microsoft.CognitiveServices/accounts`;

/** Path of one account. */
export const accountPath = (subscriptionId: string, resourceGroup: string, accountName: string): string =>
  `${accountsIn(scopePath(subscriptionId, resourceGroup))}/${encodeURIComponent(accountName)}`;

/** All subscriptions that the identity can read. */
export const listSubscriptions = ({ list }: ListClient): Promise<Subscription[]> =>
  list<Subscription>("/subscriptions?api-version=2022-12-01");

/** All resource groups of a subscription. */
export const listResourceGroups = ({ list }: ListClient, subscriptionId: string): Promise<ResourceGroup[]> =>
  list<ResourceGroup>(`${scopePath(subscriptionId)}/resourcegroups?api-version=2021-04-01`);

/** The accounts of a subscription, or of one group in it, that serve models. */
export const listAccounts = async (
  { list }: ListClient,
  subscriptionId: string,
  resourceGroup?: string,
): Promise<Account[]> => {
  const accounts = await list<Account>(
    `${accountsIn(scopePath(subscriptionId, resourceGroup))}?${accountsVersion}`,
  );
  return accounts.filter(({ kind }) => kindsWithModels.has(kind ?? ""));
};
