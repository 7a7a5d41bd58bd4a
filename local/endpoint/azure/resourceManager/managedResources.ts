import type { DeployedModel } from "../../catalogue/deployedModel";
import type { DeploymentStore } from "../../catalogue/deploymentStore";

/** An Azure OpenAI or Foundry resource as Azure Resource Manager knows it. */
export interface ManagedAccount {
  /** Also its subdomain, unless that is given. */
  name: string;
  /** Default `AIServices`; `OpenAI` is the older kind. */
  kind?: string;
  location?: string;
  customSubDomainName?: string;
  /** Where its data plane is; default: the public address of its subdomain. */
  endpoint?: string;
  /** Further addresses by the name of the service; default: those of the public cloud. */
  endpoints?: Record<string, string>;
  deployments?: readonly (string | DeployedModel)[];
  /** In place of deployments: the store that an endpoint serves. */
  store?: DeploymentStore;
  /** Default `Succeeded`; anything that is not terminal keeps every change of what is below waiting. */
  provisioningState?: string;
  /** It was deleted, can be restored or purged, and is found among the deleted ones alone. */
  isDeleted?: boolean;
  /** Limits that it tells of itself, such as `MaxFineTuneCount`. */
  limits?: Readonly<Record<string, string | null>>;
}

/** A resource group and the accounts in it. */
export interface ManagedResourceGroup {
  name: string;
  location?: string;
  accounts?: readonly ManagedAccount[];
}

/** A subscription and the resource groups in it. */
export interface ManagedSubscription {
  id: string;
  name?: string;
  /** Default `Enabled`. */
  state?: string;
  /** Default: that of the authority; a token of another tenant is refused. */
  tenantId?: string;
  resourceGroups?: readonly ManagedResourceGroup[];
}

/** An account, where it is, and what is deployed in it. */
export interface AccountPlace {
  subscription: ManagedSubscription;
  group: ManagedResourceGroup;
  account: ManagedAccount;
  /** Its path. */
  id: string;
  location: string;
  store: DeploymentStore;
}

/** Where an account is unless it is told otherwise. */
export const defaultLocation = "swedencentral";

/** An entry of the list of subscriptions. */
export const subscriptionEntry = ({ id, name, state }: ManagedSubscription, tenantId: string) => ({
  id: `/subscriptions/${id}`,
  authorizationSource: "RoleBased",
  subscriptionId: id,
  tenantId,
  displayName: name ?? "Local subscription",
  state: state ?? "Enabled",
});

/** An entry of a subscription's list of resource groups. */
export const resourceGroupEntry = (subscriptionId: string, { name, location }: ManagedResourceGroup) => ({
  id: `/subscriptions/${subscriptionId}/resourceGroups/${name}`,
  name,
  type: "Microsoft.Resources/resourceGroups",
  location: location ?? defaultLocation,
  properties: { provisioningState: "Succeeded" },
});

/** The path of an account, which is its id. */
export const accountId = (subscriptionId: string, groupName: string, accountName: string): string => {
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${groupName}`;
  return `${group}/providers/Microsoft.CognitiveServices/accounts/${accountName}`;
};

const defaultLimits: Readonly<Record<string, string | null>> = {
  ...{ MaxFineTuneCount: "500", MaxRunningFineTuneCount: "3", MaxRunningGlobalStandardFineTuneCount: "3" },
  ...{ MaxUserFileCount: "100", MaxTrainingFileSize: "512000000", MaxUserFileImportDurationInHours: "1" },
  ...{ MaxFineTuneJobDurationInHours: "720", MaxDedicatedFineTuneCount: null },
};

/** An account. */
export const accountEntry = ({ account, id, location }: AccountPlace) => {
  const { name, kind = "AIServices", provisioningState = "Succeeded", limits = defaultLimits } = account;
  const subdomain = account.customSubDomainName ?? name;
  const isFoundry = kind === "AIServices";
  const host = isFoundry ? "cognitiveservices" : "openai";
  return {
    id,
    name,
    type: "Microsoft.CognitiveServices/accounts",
    etag: '"00000000-0000-0000-0000-000000000000"',
    location,
    kind,
    sku: { name: "S0" },
    identity: { type: "SystemAssigned" },
    properties: {
      endpoint: account.endpoint ?? `https://${subdomain}.${host}.azure.com/`,
      internalId: "00000000000000000000000000000000",
      customSubDomainName: subdomain,
      endpoints: account.endpoints ?? endpointsOf(subdomain, isFoundry),
      publicNetworkAccess: "Enabled",
      capabilities: Object.entries(limits).map(([limit, value]) => ({ name: limit, value })),
      provisioningState,
    },
  };
};

const endpointsOf = (subdomain: string, isFoundry: boolean): Record<string, string> => {
  const openai = `https://${subdomain}.openai.azure.com/`;
  const services = { "OpenAI Language Model Instance API": openai, "OpenAI Dall-E API": openai };
  if (!isFoundry) return services;
  return {
    ...services,
    "AI Foundry API": `https://${subdomain}.services.ai.azure.com/`,
    "Azure AI Model Inference API": `https://${subdomain}.services.ai.azure.com/`,
  };
};

/** An account that was deleted and is not purged yet. */
export const deletedAccountEntry = (
  subscriptionId: string,
  group: ManagedResourceGroup,
  { name, kind = "AIServices", location = group.location ?? defaultLocation }: ManagedAccount,
) => {
  const places = `/subscriptions/${subscriptionId}/providers/Microsoft.CognitiveServices/locations/${location}`;
  return {
    id: `${places}/resourceGroups/${group.name}/deletedAccounts/${name}`,
    name,
    type: "Microsoft.CognitiveServices/deletedAccounts",
    location,
    kind,
    properties: {
      deletionDate: "2026-11-25T09:00:00Z",
      scheduledPurgeDate: "2026-11-27T09:00:00Z",
      accountId: accountId(subscriptionId, group.name, name),
    },
  };
};
