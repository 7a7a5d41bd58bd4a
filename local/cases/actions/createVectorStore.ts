import { requestOptions } from "../groups";
import { createdVectorStore } from "../preparations";
import type { StepCase } from "../stepCase";

/** An empty store, and one with a file and all settings. */
export const createVectorStore: StepCase = {
  required: {},
  every: [
    {
      name: "Manuals",
      fileIds: ["file-abc123"],
      expiryDays: "30",
      metadata: [{ key: "customer", value: "4711" }],
      waitUntilRead: "true",
      chunking: { chunkTokens: "800", overlapTokens: "400" },
      requestOptions,
    },
  ],
  prepare: createdVectorStore,
  sometimes: ["expires_at", "expires_after"],
};
