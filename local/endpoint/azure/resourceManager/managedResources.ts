import { completeDeployment, type DeployedModel } from "../../catalogue/deployedModel";

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
  resourceGroups?: readonly ManagedResourceGroup[];
}

const defaultLocation = "swedencentral";

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

/** An entry of a list of accounts. */
export const accountEntry = (
  subscriptionId: string,
  group: ManagedResourceGroup,
  account: ManagedAccount,
) => {
  const { name, kind = "AIServices" } = account;
  const subdomain = account.customSubDomainName ?? name;
  const isFoundry = kind === "AIServices";
  const host = isFoundry ? "cognitiveservices" : "openai";
  return {
    id: accountId(subscriptionId, group.name, name),
    name,
    type: "Microsoft.CognitiveServices/accounts",
    etag: '"00000000-0000-0000-0000-000000000000"',
    location: account.location ?? group.location ?? defaultLocation,
    kind,
    sku: { name: "S0" },
    identity: { type: "SystemAssigned" },
    properties: {
      endpoint: account.endpoint ?? `https://${subdomain}.${host}.azure.com/`,
      internalId: "00000000000000000000000000000000",
      customSubDomainName: subdomain,
      endpoints: account.endpoints ?? endpointsOf(subdomain, isFoundry),
      publicNetworkAccess: "Enabled",
      provisioningState: "Succeeded",
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

/** An entry of an account's list of deployments. */
export const deploymentEntry = (idOfAccount: string, given: string | DeployedModel) => {
  const { name, model, version, publisher, sku, capabilities, provisioningState } = completeDeployment(given);
  return {
    id: `${idOfAccount}/deployments/${name}`,
    type: "Microsoft.CognitiveServices/accounts/deployments",
    name,
    sku,
    properties: {
      model: { format: publisher, name: model, version },
      versionUpgradeOption: "OnceNewDefaultVersionAvailable",
      capabilities: Object.fromEntries(capabilities.map((capability) => [capability, "true"])),
      provisioningState,
    },
  };
};
