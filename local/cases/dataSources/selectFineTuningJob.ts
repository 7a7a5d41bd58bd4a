import { createdJob } from "../preparations";
import type { StepCase } from "../stepCase";

/** The jobs, one of which was created. */
export const selectFineTuningJob: StepCase = { required: {}, every: [], prepare: createdJob };
