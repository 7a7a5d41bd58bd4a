import { createdJob } from "../preparations";
import type { StepCase } from "../stepCase";

/** The models that a job has saved. */
export const selectCheckpoint: StepCase = {
  required: { jobId: "ftjob-abc123" },
  every: [],
  prepare: createdJob,
};
