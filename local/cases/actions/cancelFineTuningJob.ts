import { requestOptions } from "../groups";
import { createdJob } from "../preparations";
import type { StepCase } from "../stepCase";

/** A job that is still running. */
export const cancelFineTuningJob: StepCase = {
  required: { jobId: "ftjob-abc123" },
  every: [{ jobId: "ftjob-abc123", requestOptions }],
  prepare: createdJob,
  needs: "unendingBatches",
};
