import { requestOptions, resource } from "../groups";
import type { StepCase } from "../stepCase";

/** A model by its name. */
export const getModel: StepCase = {
  required: { model: "gpt-5.4" },
  every: [{ model: "gpt-4.1", modelVersion: "2025-04-14", ...resource, requestOptions }],
};
