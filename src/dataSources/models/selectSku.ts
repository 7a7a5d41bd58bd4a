import type { Element } from "@prismatic-io/spectral";
import { accountInputs } from "../../inputs/deployment";
import { idInput, nameInput } from "../../inputs/kinds";
import { type SkuChoice, skuChoices } from "../../tasks/models/skuChoices";
import { labelOf, sorted } from "../elements";
import { picker } from "../picker";

const modelName = idInput({
  label: "Model Name",
  hint: "Enter the name of a model.",
  comments: "The name of the model that is to be deployed, with its version or without.",
  placeholder: "Enter a model's name",
  example: "gpt-5.4",
});

const modelVersion = nameInput({
  label: "Model Version",
  comments: "The version of the model. Empty means the default version, else the newest.",
  placeholder: "Enter a version",
  example: "2026-03-05",
});

const toElement = ({ sku, usage }: Pick<SkuChoice, "usage"> & { sku: { name: string } }): Element => ({
  key: sku.name,
  label: labelOf(sku.name, [
    usage && usage.free !== null ? `${usage.free} of ${usage.limit} free` : undefined,
  ]),
});

/** The kinds of deployments that a model can have in the account, with what the quota of its region has left. */
export const selectSku = picker({
  label: "Select SKU",
  description:
    "Select one of the kinds of deployments that a model can have, with what the subscription's quota has left.",
  inputs: { modelName, modelVersion, ...accountInputs },
  choices: async ({ management }, { modelName, modelVersion, ...place }) =>
    sorted(
      (await skuChoices(management(), place, { name: modelName, version: modelVersion })).map(toElement),
    ),
  example: { key: "GlobalStandard", label: "GlobalStandard (940 of 1000 free)" },
});
