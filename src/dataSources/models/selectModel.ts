import type { Element } from "@prismatic-io/spectral";
import { serviceModels } from "../../tasks/models/serviceModels";
import { labelOf, sorted } from "../elements";
import { picker } from "../picker";

const toElement = (id: string, abilities: readonly string[]): Element => ({
  key: id,
  label: labelOf(id, abilities),
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
  choices: async ({ service }) =>
    sorted(
      (await serviceModels(service()))
        .filter(({ retirement }) => !retirement.isRetired)
        .map(({ id, abilities }) => toElement(id, abilities)),
    ),
  example: toElement("gpt-5.4", ["chat", "fine-tuning"]),
});
