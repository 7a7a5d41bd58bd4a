import { requestOptions } from "../groups";
import { createdVectorStore } from "../preparations";
import type { StepCase } from "../stepCase";

/** A store with its files. */
export const deleteVectorStore: StepCase = {
  required: { vectorStoreId: "vs_abc123" },
  every: [{ vectorStoreId: "vs_abc123", deleteFiles: "true", requestOptions }],
  prepare: createdVectorStore,
};
