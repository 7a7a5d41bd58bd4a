import { createdJob } from "../preparations";
import type { StepCase } from "../stepCase";

/** The models of jobs that have ended. */
export const selectFineTunedModel: StepCase = { required: {}, every: [], prepare: createdJob };
