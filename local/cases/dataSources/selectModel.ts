import type { StepCase } from "../stepCase";

/** The models that the service offers. */
export const selectModel: StepCase = { required: {}, every: [] };
