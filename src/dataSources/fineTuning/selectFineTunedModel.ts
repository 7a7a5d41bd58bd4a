import type { Element } from "@prismatic-io/spectral";
import { labelOf, sorted } from "../elements";
import { type CatalogueModel, isFineTuned, modelAbilities, readModels } from "../modelAbilities";
import { picker } from "../picker";

const toElement = (model: CatalogueModel): Element => ({
  key: model.id,
  label: labelOf(model.id, modelAbilities(model)),
});

/** The fine-tuned models that are there: the list of models has them, while jobs name deleted ones as well. */
export const selectFineTunedModel = picker({
  label: "Select Fine-Tuned Model",
  description:
    "Select one of the fine-tuned models of the resource. On Azure OpenAI it is deployed before it answers.",
  inputs: {},
  choices: async ({ service }) => {
    const page = await service().withResource((openai) => openai.models.list());
    return sorted(readModels(page.data).filter(isFineTuned).map(toElement));
  },
  example: toElement({ id: "gpt-4.1-mini-2025-04-14.ft-6f0a1b2c3d4e5f60-support" }),
});
