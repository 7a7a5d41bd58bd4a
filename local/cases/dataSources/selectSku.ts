import { resource } from "../groups";
import type { StepCase } from "../stepCase";

/** The kinds of deployments of a model, and of one of its versions. */
export const selectSku: StepCase = {
  required: { modelName: "gpt-5.4" },
  every: [{ modelName: "gpt-5.4", modelVersion: "2026-03-05", ...resource }],
  needs: "resourceManager",
};
