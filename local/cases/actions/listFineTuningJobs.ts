import { requestOptions } from "../groups";
import { createdJob } from "../preparations";
import type { StepCase } from "../stepCase";

/** The newest jobs, those behind one of them, and all. */
export const listFineTuningJobs: StepCase = {
  required: {},
  every: [{ limit: "20", after: "ftjob-abc123", requestOptions }, { fetchAll: "true" }],
  prepare: async (run) => {
    await createdJob(run);
    return { after: (await createdJob(run)).jobId };
  },
};
