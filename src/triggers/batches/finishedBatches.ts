import type { Batch } from "openai/resources/batches";
import { batchSummaryShape, serviceBatchShape } from "../../output/batch";
import { batchSummary } from "../../output/batchSummary";
import { described, listOf, type Of, objectOf } from "../../output/shape";

/** Shape of the trigger's data: the batches that finished since the former poll. */
export const finishedBatchesShape = objectOf({
  batches: described(
    "The batches that finished since the former poll, the earliest end first",
    listOf(objectOf({ batch: serviceBatchShape, summary: batchSummaryShape })),
  ),
});

/** The trigger's data. */
type FinishedBatches = Of<typeof finishedBatchesShape>;

/** Makes the trigger's data of finished batches. */
export const showFinished = (batches: readonly Batch[]): FinishedBatches => ({
  batches: batches.map((batch) => ({ batch, summary: batchSummary(batch) })),
});

/** Example of the trigger's data. */
export const exampleFinished = showFinished([
  {
    id: "batch_7f1c0a",
    object: "batch",
    endpoint: "/chat/completions",
    input_file_id: "file-41aa",
    completion_window: "24h",
    status: "completed",
    output_file_id: "file-52bb",
    error_file_id: "file-63cc",
    created_at: 1_795_251_600,
    completed_at: 1_795_253_400,
    request_counts: { total: 100, completed: 98, failed: 2 },
  },
]);
