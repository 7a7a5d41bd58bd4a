import { requestOptions } from "../groups";
import { createdBatch } from "../preparations";
import type { StepCase } from "../stepCase";

/** A batch that is still running. */
export const cancelBatch: StepCase = {
  required: { batchId: "batch_abc123" },
  every: [{ batchId: "batch_abc123", requestOptions }],
  prepare: createdBatch,
  needs: "unendingBatches",
};
