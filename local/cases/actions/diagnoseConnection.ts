import type { StepCase } from "../stepCase";

/** The connection alone, and a deployment as well. */
export const diagnoseConnection: StepCase = {
  required: {},
  every: [{ model: "gpt-5.4" }],
};
