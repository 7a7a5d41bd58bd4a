import { requestOptions, resource } from "../groups";
import { trainedModel } from "../preparations";
import type { StepCase } from "../stepCase";

const model = { modelName: "gpt-4.1-mini-2025-04-14.ft-0a1b" };

/** A model that a job made. */
export const deleteModel: StepCase = {
  required: model,
  every: [{ ...model, ...resource, requestOptions }],
  prepare: async (run) => ({ modelName: await trainedModel(run) }),
};
