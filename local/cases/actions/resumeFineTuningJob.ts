import { requestOptions } from "../groups";
import { createdJob } from "../preparations";
import type { StepCase } from "../stepCase";

/** A job that was paused in the middle of its steps. */
export const resumeFineTuningJob: StepCase = {
  required: { jobId: "ftjob-abc123" },
  every: [{ jobId: "ftjob-abc123", requestOptions }],
  prepare: async (run) => {
    const { jobId } = await createdJob(run);
    await run("pauseFineTuningJob", { jobId });
    return { jobId };
  },
  needs: "unendingBatches",
};
