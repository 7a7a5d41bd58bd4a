import { flagInput, idInput, nameInput, numberInput, optionally } from "../../inputs/kinds";

/** A region of Azure. */
export const region = nameInput({
  label: "Region",
  comments: "The Azure region to look in. Empty means the region of the account.",
  placeholder: "Enter a region",
  example: "swedencentral",
});

/** A kind of deployment. */
export const sku = nameInput({
  label: "SKU",
  dataSource: "selectSku",
  comments: "Lists this kind of deployment alone, such as GlobalStandard. Empty lists all.",
  placeholder: "Enter a SKU",
  example: "GlobalStandard",
});

/** The model whose capacity is asked for. */
export const modelName = idInput({
  label: "Model Name",
  dataSource: "selectModel",
  hint: "Enter the name of a model, with its version or without.",
  comments:
    "The name of the model, with its version or without. Of a fine-tuned model, its base is looked up.",
  placeholder: "Enter a model's name",
  example: "gpt-4.1",
});

/** The model whose quotas are listed. */
export const quotaModel = optionally(modelName, {
  comments: "Lists the quotas that deployments of this model draw on alone. Empty lists all.",
});

/** How much is needed. */
export const neededCapacity = numberInput({
  label: "Needed Capacity",
  comments:
    "The capacity to look for, in units of 1,000 tokens a minute as a rule. With it, the output says whether that is free.",
  example: "50",
  range: { min: 1, max: 1_000_000_000, isInteger: true },
});

/** Whose form the model has. */
export const modelFormat = nameInput({
  label: "Model Format",
  comments:
    "Whose form the model has, such as OpenAI or Meta. Empty means what the list of models says, else OpenAI.",
  placeholder: "Enter a format",
  example: "OpenAI",
});

/** Whether the quota of every region is looked up. */
export const includeQuota = flagInput({
  label: "Include Quota",
  default: "false",
  comments:
    "When true, the subscription's quota is looked up in every region that is listed, by one call each. With Region, it always is.",
});
