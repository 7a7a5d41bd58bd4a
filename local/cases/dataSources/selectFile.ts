import { trainingFiles } from "../preparations";
import type { StepCase } from "../stepCase";

/** The files, and those to train with. */
export const selectFile: StepCase = {
  required: {},
  every: [{ purpose: "fine-tune" }],
  prepare: trainingFiles,
};
