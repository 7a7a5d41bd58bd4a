import { requestOptions } from "../groups";
import { createdBatch } from "../preparations";
import type { StepCase } from "../stepCase";

/** A batch of two prompts. */
export const getBatch: StepCase = {
  required: { batchId: "batch_abc123" },
  every: [{ batchId: "batch_abc123", requestOptions }],
  prepare: createdBatch,
};
