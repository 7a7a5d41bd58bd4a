import { requestOptions } from "../groups";
import { createdJob } from "../preparations";
import type { StepCase } from "../stepCase";

/** A job that has ended. */
export const listFineTuningCheckpoints: StepCase = {
  required: { jobId: "ftjob-abc123" },
  every: [{ jobId: "ftjob-abc123", requestOptions }],
  prepare: createdJob,
};
