import { requestOptions } from "../groups";
import { createdVectorStore } from "../preparations";
import type { StepCase } from "../stepCase";

/** Texts with attributes of their own, beside a file that was uploaded. */
export const addFilesToVectorStore: StepCase = {
  required: { vectorStoreId: "vs_abc123", files: "Goods can be sent back within 30 days." },
  every: [
    {
      vectorStoreId: "vs_abc123",
      files: JSON.stringify([
        {
          data: "Returns are free.",
          contentType: "text/plain",
          fileName: "fees.txt",
          attributes: { year: 2025 },
        },
      ]),
      fileIds: ["file-abc123"],
      attributes: '{"customer": "acme", "year": 2026}',
      waitUntilRead: "true",
      chunking: { chunkTokens: "800", overlapTokens: "400" },
      requestOptions,
    },
  ],
  prepare: createdVectorStore,
};
