import { requestOptions } from "../groups";
import { createdVectorStore } from "../preparations";
import type { StepCase } from "../stepCase";

/** The newest stores, those behind one of them, and all. */
export const listVectorStores: StepCase = {
  required: {},
  every: [{ limit: "20", after: "vs_abc123", requestOptions }, { fetchAll: "true" }],
  prepare: async (run) => {
    await createdVectorStore(run);
    return { after: (await createdVectorStore(run)).vectorStoreId };
  },
};
