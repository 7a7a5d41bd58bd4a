import { requestOptions } from "../groups";
import { createdJob } from "../preparations";
import type { StepCase } from "../stepCase";

const job = { jobId: "ftjob-abc123" };

/** What is new of a job, a page behind an event, and all. */
export const listFineTuningEvents: StepCase = {
  required: job,
  every: [
    { ...job, newerThan: "ftevent-abc123", limit: "20", requestOptions },
    { ...job, after: "ftevent-def456" },
    { ...job, fetchAll: "true" },
  ],
  prepare: async (run) => {
    const { jobId } = await createdJob(run);
    const { data } = (await run("listFineTuningEvents", { jobId, fetchAll: "true" })) as {
      data: Array<{ id: string }>;
    };
    const [oldest, newest] = [data[0], data.at(-1)];
    if (!oldest || !newest) throw new Error("The job has no events.");
    return { jobId, newerThan: oldest.id, after: newest.id };
  },
};
