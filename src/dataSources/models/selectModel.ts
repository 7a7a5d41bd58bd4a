import type { Element } from "@prismatic-io/spectral";
import { clock } from "../../client/clock";
import {
  type CatalogueModel,
  isRetired,
  modelAbilities,
  readModels,
} from "../../tasks/models/modelAbilities";
import { labelOf, sorted } from "../elements";
import { picker } from "../picker";

const toElement = (model: CatalogueModel): Element => ({
  key: model.id,
  label: labelOf(model.id, modelAbilities(model)),
});

/**
 * The models that the connection's service offers, labeled by what each can do. On Azure these are the region's
 * base models and fine-tuned ones; a step needs the name of a deployment made from one of them.
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
