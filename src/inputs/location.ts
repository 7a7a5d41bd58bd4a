import { input } from "@prismatic-io/spectral";
import { cleanRequiredText, cleanText } from "./cleaners";

const trimmed =
  (clean: (value: unknown) => string | undefined) =>
  (value: unknown): string | undefined =>
    clean(value)?.trim();

const subscriptionLabel = "Subscription ID";
const subscriptionHint = "Enter the id of an Azure subscription, or choose one with Select Subscription.";

const subscriptionTexts = {
  label: subscriptionLabel,
  type: "string",
  placeholder: "Enter a subscription ID",
  example: "00000000-0000-0000-0000-000000000000",
} as const;

/** The Azure subscription that something is in. */
export const subscriptionId = input({
  ...subscriptionTexts,
  required: true,
  comments: "The id of the Azure subscription.",
  clean: (value: unknown) => cleanRequiredText(subscriptionLabel, subscriptionHint)(value).trim(),
});

/** The Azure subscription, where every subscription is looked through without it. */
export const optionalSubscriptionId = input({
  ...subscriptionTexts,
  required: false,
  comments:
    "The id of the Azure subscription that the resource is in. Empty looks through all that the identity can read.",
  clean: trimmed(cleanText(subscriptionLabel)),
});

/** The resource group, where all of the subscription are meant without it. */
export const optionalResourceGroup = input({
  label: "Resource Group",
  type: "string",
  required: false,
  comments: "The name of the resource group that the resource is in. Empty means every group.",
  placeholder: "Enter a resource group",
  example: "my-resource-group",
  clean: trimmed(cleanText("Resource Group")),
});

/** The Azure OpenAI or Foundry resource, where it is told by the connection's endpoint without it. */
export const optionalAccountName = input({
  label: "Account Name",
  type: "string",
  required: false,
  comments:
    "The name of the Azure OpenAI or Foundry resource. Empty means the one that the connection's endpoint leads to.",
  placeholder: "Enter a resource name",
  example: "my-resource",
  clean: trimmed(cleanText("Account Name")),
});
