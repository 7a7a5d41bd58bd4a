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

/** The Azure subscription that something is in. */
export const subscriptionId = input({
  ...subscriptionTexts,
  type: "string",
  required: true,
  comments: "The id of the Azure subscription.",
  clean: (value: unknown) => cleanRequiredText(subscriptionLabel, subscriptionHint)(value).trim(),
});

/** The Azure subscription, where every subscription is looked through without it. */
export const optionalSubscriptionId = nameInput({
  ...subscriptionTexts,
  comments:
    "The id of the Azure subscription that the resource is in. Empty looks through all that the identity can read.",
});

/** The resource group, where all of the subscription are meant without it. */
export const optionalResourceGroup = nameInput({
  label: "Resource Group",
  comments: "The name of the resource group that the resource is in. Empty means every group.",
  placeholder: "Enter a resource group",
  example: "my-resource-group",
});

/** The Azure OpenAI or Foundry resource, where it is told by the connection's endpoint without it. */
export const optionalAccountName = nameInput({
  label: "Account Name",
  comments:
    "The name of the Azure OpenAI or Foundry resource. Empty means the one that the connection's endpoint leads to.",
  placeholder: "Enter a resource name",
  example: "my-resource",
});
