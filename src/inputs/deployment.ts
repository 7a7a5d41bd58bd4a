import { structuredObjectInput } from "@prismatic-io/spectral";
import { versionUpgradeOptions } from "../text/versionUpgradeOptions";
import { cleanTextPairs } from "./cleanTextPairs";
import { objectInput } from "./jsonInput";
import { choiceInput, flagInput, idInput, nameInput, numberInput, pairsInput } from "./kinds";
import { optionalAccountName, optionalResourceGroup, optionalSubscriptionId } from "./location";
import { managementVersion } from "./managementVersion";

/** Inputs for the account that a step with deployments works on. */
export const accountInputs = {
  subscriptionId: optionalSubscriptionId,
  resourceGroup: optionalResourceGroup,
  accountName: optionalAccountName,
};

/** Input for the name of the deployment that a step works on. */
export const deploymentName = idInput({
  label: "Deployment Name",
  hint: "Enter the name that the deployment has, or is to have.",
  comments: "The name of the deployment, by which steps call it.",
  placeholder: "Enter a deployment name",
  example: "my-chat",
});

/** The same for a deployment that is there. */
export const presentDeployment = { ...deploymentName, dataSource: "selectDeployment" };

/** Input for the model that a deployment runs. */
export const modelName = nameInput({
  label: "Model Name",
  comments:
    "The model to deploy, or a fine-tuned model or checkpoint. Empty keeps the model of a deployment that is there.",
  placeholder: "Enter a model name",
  example: "gpt-5.4",
});

/** Input for the version of the model. */
export const modelVersion = nameInput({
  label: "Model Version",
  comments:
    "The version of the model. Empty means the default version that takes new deployments, or the version that is there.",
  placeholder: "Enter a version",
  example: "2026-03-05",
});

/** Input for the SKU, which decides how a deployment is billed and where it runs. */
export const sku = nameInput({
  label: "SKU",
  comments:
    "Such as GlobalStandard, Standard, DataZoneStandard, GlobalBatch, GlobalProvisionedManaged or DeveloperTier. Empty means GlobalStandard, or the SKU that is there.",
  placeholder: "Enter a SKU",
  example: "GlobalStandard",
});

/** Input for the capacity, which limits how much a deployment may be asked. */
export const capacity = numberInput({
  label: "Capacity",
  comments:
    "In units of 1,000 tokens a minute, or provisioned units. Empty means the model's default, or the capacity that is there.",
  example: "50",
  range: { min: 1, max: 10_000_000, isInteger: true },
});

/** Input for whether a step waits for the operation that it began. */
export const waitUntilDone = flagInput({
  label: "Wait Until Done",
  default: "true",
  comments:
    "When true, the step waits for Azure as long as Total Timeout allows. When false, Wait for Deployment goes on.",
});

const tags = {
  ...pairsInput({
    label: "Tags",
    keyLabel: "Name",
    comments: "The tags of the deployment in Azure, in place of those that it has. Empty keeps them.",
    placeholder: "Enter a value",
    example: "team: support",
  }),
  clean: (value: unknown): Record<string, string> | undefined => {
    const pairs = cleanTextPairs("Tags")(value);
    return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
  },
};

const extraHint = '{"properties": {"routing": {"mode": "cost"}}}';

const extraParameters = objectInput({
  label: "Extra Parameters",
  comments: "A JSON object that is merged into the deployment as it is sent, over what the form says.",
  placeholder: "Enter a JSON object",
  example: extraHint,
});

/** What is seldom said of a deployment. */
export const deploymentSettings = structuredObjectInput({
  label: "Deployment Settings",
  comments: "What is seldom set. Empty keeps what a deployment has.",
  inputs: {
    versionUpgradeOption: choiceInput({
      label: "Version Upgrade",
      comments:
        "When the deployment moves to another version of its model. Empty means with a new default version for a new deployment.",
      placeholder: "Choose when",
      example: "OnceCurrentVersionExpired",
      choices: versionUpgradeOptions,
    }),
    contentFilterPolicy: nameInput({
      label: "Content Filter Policy",
      comments: "The name of a content filter policy of the account.",
      placeholder: "Enter a policy name",
      example: "my-policy",
    }),
    spilloverDeploymentName: nameInput({
      label: "Spillover Deployment",
      dataSource: "selectDeployment",
      comments: "The standard deployment that answers when this provisioned one is full.",
      placeholder: "Enter a deployment name",
      example: "my-overflow",
    }),
    serviceTier: choiceInput({
      label: "Service Tier",
      comments: "Priority answers faster at a higher price.",
      placeholder: "Choose a tier",
      example: "Priority",
      choices: { Default: "Default", Priority: "Priority" },
    }),
    modelFormat: nameInput({
      label: "Model Format",
      comments:
        "Whose model it is, such as OpenAI, Microsoft, Meta or Mistral AI. Empty means what the account's list of models says.",
      placeholder: "Enter a format",
      example: "OpenAI",
    }),
    source: nameInput({
      label: "Source Resource",
      comments:
        "The Azure resource ID of the account that a fine-tuned model was trained in. Empty means the account itself.",
      placeholder: "Enter a resource ID",
      example:
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/my-group/providers/Microsoft.CognitiveServices/accounts/my-training",
    }),
    sourceAccount: nameInput({
      label: "Source Account",
      comments: "The account that a model of another account is taken from, where Azure asks for it.",
      placeholder: "Enter a resource ID",
      example: "my-training",
    }),
    tags,
    extraParameters,
    managementVersion,
  },
});
