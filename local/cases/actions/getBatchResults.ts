import { prices, requestOptions } from "../groups";
import { createdBatch } from "../preparations";
import type { StepCase } from "../stepCase";

/** The answers of a batch of two prompts, beside the records that they are for. */
export const getBatchResults: StepCase = {
  required: { batchIds: ["batch_abc123"] },
  every: [
    {
      batchIds: ["batch_abc123"],
      records: JSON.stringify([{ name: "one" }, { name: "two" }]),
      firstRow: "0",
      rowLimit: "1000",
      prices,
      requestOptions,
    },
  ],
  prepare: async (run) => ({ batchIds: [(await createdBatch(run)).batchId] }),
};
