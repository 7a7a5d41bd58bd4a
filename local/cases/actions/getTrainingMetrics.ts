import { requestOptions } from "../groups";
import { trainingFiles } from "../preparations";
import type { StepCase } from "../stepCase";

/** The metrics of a job with a validation file, and of its result file alone. */
export const getTrainingMetrics: StepCase = {
  required: { jobId: "ftjob-abc123" },
  every: [{ jobId: "ftjob-abc123", fileId: "file-abc123", rowLimit: "1000", requestOptions }],
  prepare: async (run) => {
    const files = await trainingFiles(run);
    const { jobId } = (await run("createFineTuningJob", {
      baseModel: "gpt-4.1-mini-2025-04-14",
      ...files,
    })) as { jobId: string };
    const { resultFileIds } = (await run("getTrainingMetrics", { jobId })) as { resultFileIds: string[] };
    const [fileId] = resultFileIds;
    if (fileId === undefined) throw new Error("The job has no result file.");
    return { jobId, fileId };
  },
};
