import type { Batch } from "openai/resources/batches";
import { type BatchSummary, batchSummary } from "../bulk/batch/batchSummary";
import { listOf, type OutputProperty, objectOf, objectOrNull } from "./outputOf";

/** The service's batch, and how far it is. */
export type BatchOutput = Batch & { summary: BatchSummary };

/** The service's batch with its summary beside its own fields. */
export const batchOutput = (batch: Batch): BatchOutput => ({ ...batch, summary: batchSummary(batch) });

/** A batch as examples show it: what has not happened is null, which the SDK's types leave out. */
export const exampleBatch = {
  id: "batch_6f0a1b2c3d4e5f60718293a4b5c6d7e8",
  object: "batch",
  endpoint: "/v1/chat/completions",
  errors: null,
  input_file_id: "file-1f2e3d4c5b6a",
  completion_window: "24h",
  status: "completed",
  output_file_id: "file-9a8b7c6d5e4f",
  error_file_id: "file-5e4f3a2b1c0d",
  created_at: 1_795_219_200,
  in_progress_at: 1_795_219_260,
  expires_at: 1_795_305_600,
  finalizing_at: 1_795_226_340,
  completed_at: 1_795_226_400,
  failed_at: null,
  expired_at: null,
  cancelling_at: null,
  cancelled_at: null,
  request_counts: { total: 1000, completed: 998, failed: 2 },
  metadata: { first_row: "0", row_count: "1000" },
} as unknown as Batch;

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

const nullableText: OutputProperty = { type: ["string", "null"] };
/** Azure writes times as ISO texts in places. */
const time: OutputProperty = {
  type: ["number", "string"],
  description: "Unix time in seconds; ISO text in places",
};
const nullableTime: OutputProperty = {
  type: ["number", "string", "null"],
  description: "As created_at; null or absent where the batch did not come to it",
};
const fileProperty: OutputProperty = {
  type: ["string", "null"],
  description: "Empty, null or absent as long as there is none",
};

/**
 * Schema of the service's batch with its summary: which of its fields may be null is by both services' references.
 * Those that a batch may lack altogether, such as model and usage, come as they are.
 */
export const batchProperties: Record<string, OutputProperty> = {
  id: { type: "string" },
  object: { type: "string" },
  endpoint: nullableText,
  input_file_id: nullableText,
  completion_window: { type: "string" },
  status: { type: "string" },
  output_file_id: fileProperty,
  error_file_id: fileProperty,
  errors: objectOrNull({ data: listOf(objectOf({})) }),
  created_at: time,
  in_progress_at: nullableTime,
  expires_at: nullableTime,
  finalizing_at: nullableTime,
  completed_at: nullableTime,
  failed_at: nullableTime,
  expired_at: nullableTime,
  cancelling_at: nullableTime,
  cancelled_at: nullableTime,
  request_counts: objectOrNull({
    total: { type: "number" },
    completed: { type: "number" },
    failed: { type: "number" },
  }),
  metadata: objectOrNull({}),
  summary: summarySchema,
};
