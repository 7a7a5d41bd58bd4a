import type { Batch } from "openai/resources/batches";
import { type BatchSummary, batchSummary } from "../bulk/batch/batchSummary";
import { listOf, type OutputProperty, objectOf } from "./outputOf";

/** The service's batch, and how far it is. */
export type BatchOutput = Batch & { summary: BatchSummary };

/** The service's batch with its summary beside its own fields. */
export const batchOutput = (batch: Batch): BatchOutput => ({ ...batch, summary: batchSummary(batch) });

/** A batch as examples show it. */
export const exampleBatch: Batch = {
  id: "batch_6f0a1b2c3d4e5f60718293a4b5c6d7e8",
  object: "batch",
  endpoint: "/v1/chat/completions",
  input_file_id: "file-1f2e3d4c5b6a",
  completion_window: "24h",
  status: "completed",
  output_file_id: "file-9a8b7c6d5e4f",
  error_file_id: "file-5e4f3a2b1c0d",
  created_at: 1_795_219_200,
  completed_at: 1_795_226_400,
  request_counts: { total: 1000, completed: 998, failed: 2 },
  metadata: { first_row: "0", row_count: "1000" },
};

const summarySchema = objectOf({
  id: { type: "string" },
  status: { type: "string", description: "In lower case" },
  isFinished: { type: "boolean" },
  total: { type: "number" },
  succeeded: { type: "number" },
  failed: { type: "number" },
  outputFileId: { type: ["string", "null"] },
  errorFileId: { type: ["string", "null"] },
  durationSeconds: { type: ["number", "null"] },
  errors: listOf(
    objectOf({
      code: { type: ["string", "null"] },
      message: { type: ["string", "null"] },
      line: { type: ["number", "null"] },
      param: { type: ["string", "null"] },
    }),
  ),
});

/** Schema of the service's batch with its summary. */
export const batchProperties: Record<string, OutputProperty> = {
  id: { type: "string" },
  object: { type: "string" },
  endpoint: { type: ["string", "null"] },
  input_file_id: { type: "string" },
  completion_window: { type: "string" },
  status: { type: "string" },
  output_file_id: { type: ["string", "null"], description: "Empty or absent as long as there is none" },
  error_file_id: { type: ["string", "null"], description: "Empty or absent as long as there is none" },
  created_at: { description: "Unix time in seconds" },
  request_counts: objectOf({
    total: { type: "number" },
    completed: { type: "number" },
    failed: { type: "number" },
  }),
  summary: summarySchema,
};
