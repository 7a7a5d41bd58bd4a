import { input } from "@prismatic-io/spectral";
import { cleanRequiredText } from "./cleaners";
import { nameInput } from "./kinds";

const subscriptionLabel = "Subscription ID";
const subscriptionHint = "Enter the id of an Azure subscription, or choose one with Select Subscription.";

const subscriptionTexts = {
  label: subscriptionLabel,
  placeholder: "Enter a subscription ID",
  example: "00000000-0000-0000-0000-000000000000",
} as const;

/** Input for the Azure subscription. */
export const subscriptionId = input({
  ...subscriptionTexts,
  type: "string",
  required: true,
  comments: "The id of the Azure subscription.",
  clean: (value: unknown) => cleanRequiredText(subscriptionLabel, subscriptionHint)(value).trim(),
});

/** Optional input for the Azure subscription. Without one, all subscriptions are searched. */
export const optionalSubscriptionId = nameInput({
  ...subscriptionTexts,
  comments:
    "The id of the Azure subscription that the resource is in. Empty looks through all that the identity can read.",
});

/** Optional input for the resource group. Without one, all groups of the subscription count. */
export const optionalResourceGroup = nameInput({
  label: "Resource Group",
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
  comments:
    "The name of the Azure OpenAI or Foundry resource. Empty means the one that the connection's endpoint leads to.",
  placeholder: "Enter a resource name",
  example: "my-resource",
});
