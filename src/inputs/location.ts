import { nameInput } from "./kinds";

/** Optional input for the Azure subscription. Without one, all subscriptions are searched. */
export const optionalSubscriptionId = nameInput({
  label: "Subscription ID",
  dataSource: "selectSubscription",
  placeholder: "Enter a subscription ID",
  example: "00000000-0000-0000-0000-000000000000",
  comments:
    "The id of the Azure subscription that the resource is in. Empty looks through all that the identity can read.",
});

/** Optional input for the resource group. Without one, all groups of the subscription count. */
export const optionalResourceGroup = nameInput({
  label: "Resource Group",
  dataSource: "selectResourceGroup",
  comments: "The name of the resource group that the resource is in. Empty means every group.",
  placeholder: "Enter a resource group",
  example: "my-resource-group",
});

/**
 * Optional input for the Azure OpenAI or Foundry resource. Without one, the resource at the connection's endpoint is
 * used.
 */
export const optionalAccountName = nameInput({
  label: "Account Name",
  dataSource: "selectAccount",
  comments:
    "The name of the Azure OpenAI or Foundry resource. Empty means the one that the connection's endpoint leads to.",
  placeholder: "Enter a resource name",
  example: "my-resource",
});
