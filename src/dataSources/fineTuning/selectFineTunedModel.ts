import type { Element } from "@prismatic-io/spectral";
import { serviceModels } from "../../tasks/models/serviceModels";
import { labelOf, sorted } from "../elements";
import { picker } from "../picker";

const toElement = (id: string, abilities: readonly string[]): Element => ({
  key: id,
  label: labelOf(id, abilities),
});

/** The fine-tuned models that are there: the list of models has them, while jobs name deleted ones as well. */
export const selectFineTunedModel = picker({
  label: "Select Fine-Tuned Model",
  description:
    "Select one of the fine-tuned models of the resource. On Azure OpenAI it is deployed before it answers.",
  inputs: {},
  choices: async ({ service }) =>
    sorted(
      (await serviceModels(service()))
        .filter(({ isFineTuned }) => isFineTuned)
        .map(({ id, abilities }) => toElement(id, abilities)),
    ),
  example: toElement("gpt-4.1-mini-2025-04-14.ft-6f0a1b2c3d4e5f60-support", ["chat"]),
});
