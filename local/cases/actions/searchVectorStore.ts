import { requestOptions } from "../groups";
import { createdVectorStore } from "../preparations";
import type { StepCase } from "../stepCase";

/** A question, alone and with all that narrows it. */
export const searchVectorStore: StepCase = {
  required: { vectorStoreId: "vs_abc123", query: "How long can goods be sent back?" },
  every: [
    { vectorStoreId: "vs_abc123", query: "How long can goods be sent back?" },
    {
      vectorStoreId: "vs_abc123",
      query: "How long can goods be sent back?",
      maxResults: "10",
      filters: '{"type": "ne", "key": "customer", "value": "acme"}',
      scoreThreshold: "0.1",
      rewriteQuery: "true",
      ranker: "auto",
      requestOptions,
    },
  ],
  prepare: createdVectorStore,
};
