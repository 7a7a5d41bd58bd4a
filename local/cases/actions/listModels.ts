import { requestOptions, resource } from "../groups";
import type { StepCase } from "../stepCase";

/** All models, the chat models of a name, those that can be trained, and those of a stage. */
export const listModels: StepCase = {
  required: {},
  every: [
    { task: "chat", nameContains: "gpt", includeRetired: "true", ...resource, requestOptions },
    { fineTuning: "supervised" },
    { lifecycle: "legacy" },
  ],
};
