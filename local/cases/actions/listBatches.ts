import { requestOptions } from "../groups";
import { createdBatch } from "../preparations";
import type { StepCase } from "../stepCase";

/** The newest batches, those behind one of them, and all. */
export const listBatches: StepCase = {
  required: {},
  every: [{ limit: "20", after: "batch_abc123", requestOptions }, { fetchAll: "true" }],
  prepare: async (run) => {
    await createdBatch(run);
    return { after: (await createdBatch(run)).batchId };
  },
};
