import type { Element } from "@prismatic-io/spectral";
import { accountInputs } from "../../inputs/deployment";
import { baseModels } from "../../tasks/models/baseModels";
import { waysOf } from "../../tasks/models/catalogue";
import { labelOf, sorted } from "../elements";
import { formTime, picker } from "../picker";

const toElement = (id: string, methods: readonly string[], end: string | null): Element => ({
  key: id,
  label: labelOf(id, [...methods, end ? `until ${end.slice(0, 10)}` : undefined]),
});

/** The models that fine-tuning jobs can be made from, labeled by how, and until when. */
export const selectBaseModel = picker({
  label: "Select Base Model",
  description:
    "Select one of the models that can be fine-tuned. Others can be typed: not every service tells all.",
  inputs: accountInputs,
  choices: async ({ context, options, service }, place) => {
    const ways = waysOf(service(), { ...options, ...place, requestOptions: formTime }, context, 0.5);
    return sorted(
      (await baseModels(ways)).map(({ id, fineTuning: { methods }, retirement }) =>
        toElement(id, methods, retirement.fineTuning),
      ),
    );
  },
  example: toElement("gpt-4.1-2025-04-14", ["supervised", "preference"], "2027-04-14"),
});
