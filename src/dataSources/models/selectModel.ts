import type { Element } from "@prismatic-io/spectral";
import { clock } from "../../client/clock";
import { labelOf, sorted } from "../elements";
import { type CatalogueModel, isRetired, modelAbilities, readModels } from "../modelAbilities";
import { picker } from "../picker";

const toElement = (model: CatalogueModel): Element => ({
  key: model.id,
  label: labelOf(model.id, modelAbilities(model)),
});

/**
 * The models of the connection's service, with what each can do. On Azure, they are the region's base models and
 * fine-tuned ones; a step needs the name of a deployment of one.
 */
export const selectModel = picker({
  label: "Select Model",
  description:
    "Select one of the models that the service offers. On Azure OpenAI these are base models: a step needs the name of a deployment of one.",
  inputs: {},
  choices: async ({ service }) => {
    const page = await service().withResource((openai) => openai.models.list());
    return sorted(
      readModels(page.data)
        .filter((model) => !isRetired(model, clock.now()))
        .map(toElement),
    );
  },
  example: toElement({ id: "gpt-5.4", capabilities: { chat_completion: true, fine_tune: true } }),
});
