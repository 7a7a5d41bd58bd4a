import { requestOptions } from "../groups";
import { createdJob } from "../preparations";
import type { StepCase } from "../stepCase";

/** A job in the middle of its steps. */
export const pauseFineTuningJob: StepCase = {
  required: { jobId: "ftjob-abc123" },
  every: [{ jobId: "ftjob-abc123", requestOptions }],
  prepare: createdJob,
  needs: "unendingBatches",
};
