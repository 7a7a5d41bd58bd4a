import type { Batch } from "openai/resources/batches";
import { type BatchSummary, batchSummary } from "./batchSummary";
import {
  described,
  flag,
  listOf,
  number,
  type Of,
  objectOf,
  oneOf,
  openObject,
  orNull,
  type Shape,
  serviceObject,
  text,
} from "./shape";

/** Shape of a batch's summary. */
export const batchSummaryShape: Shape<BatchSummary> = described(
  "How far the batch is, in a form that is the same on every service",
  objectOf({
    id: text(),
    status: text("In lower case, such as in_progress, completed, failed, expired or cancelled"),
    isFinished: flag("True when the batch has ended, however it did"),
    total: number("Requests in the batch"),
    succeeded: number("Requests that were answered"),
    failed: number("Requests that were not answered"),
    outputFileId: orNull(text("The file with the answers, or null")),
    errorFileId: orNull(text("The file with the errors, or null")),
    durationSeconds: orNull(number("Seconds from creation to end, or null")),
    errors: described(
      "Why a batch was refused as a whole: code, message, line and param of each reason",
      listOf(
        objectOf({
          code: orNull(text()),
          message: orNull(text()),
          line: orNull(number()),
          param: orNull(text()),
        }),
      ),
    ),
  }),
);

/** Azure has some times as ISO texts. */
const time = oneOf(["number", "string"], "Unix time in seconds; ISO text in places");
const laterTime = oneOf(
  ["number", "string", "null"],
  "As created_at; null or absent where the batch did not come to it",
);
const file = orNull(text("Empty, null or absent as long as there is none"));

/**
 * The properties of the service's batch. Which of them may be null is by both services' references. Properties that a
 * batch may lack, such as model and usage, are passed on as they are.
 */
const known = {
  id: text(),
  object: text(),
  endpoint: orNull(text()),
  input_file_id: orNull(text()),
  completion_window: text(),
  status: text(),
  output_file_id: file,
  error_file_id: file,
  errors: orNull(objectOf({ data: listOf(openObject()) })),
  created_at: time,
  in_progress_at: laterTime,
  expires_at: laterTime,
  finalizing_at: laterTime,
  completed_at: laterTime,
  failed_at: laterTime,
  expired_at: laterTime,
  cancelling_at: laterTime,
  cancelled_at: laterTime,
  request_counts: orNull(objectOf({ total: number(), completed: number(), failed: number() })),
  metadata: orNull(openObject()),
};

/** Shape of the service's batch, unchanged. */
export const serviceBatchShape = described("The service's object, unchanged", serviceObject<Batch>()(known));

/** Shape of the service's batch with its summary. */
export const batchShape = serviceObject<Batch>()(known, { summary: batchSummaryShape });

/** The service's batch with its summary. */
export type BatchOutput = Of<typeof batchShape>;

/** Adds the summary to the service's batch, before its own fields. */
export const showBatch = (batch: Batch): BatchOutput => ({ summary: batchSummary(batch), ...batch });

/** Example of a batch. What has not happened yet is null, which the SDK's types leave out. */
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
