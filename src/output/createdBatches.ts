import type { Batch } from "openai/resources/batches";
import { batchShape, exampleBatch, showBatch } from "./batch";
import { itemError, itemErrorShape } from "./itemError";
import { described, listOf, number, type Of, objectOf, orNull, text } from "./shape";

/** A created batch and its rows. */
export interface CreatedBatch {
  /** Index of its first row in the list. */
  firstRow: number;
  rowCount: number;
  bytes: number;
  batch: Batch;
  inputFileId: string;
}

/** The result of creating batches: those that exist, and the error that kept the others from it. */
export interface CreatedBatches {
  created: CreatedBatch[];
  /** The batch that failed at once, with the reason in `error`: its rows are in no other batch. */
  failed?: CreatedBatch;
  error?: unknown;
  /** What could not be done as requested. */
  warning?: string;
}

/** Properties of the output of created batches. */
export const createdProperties = {
  batchIds: described(
    "The ids in the order of the rows, for Get Batch Results; without a batch that failed at once",
    listOf(text()),
  ),
  batches: described(
    "Every batch that was created: batchId, inputFileId, firstRow, rowCount, bytes, and the service's own batch",
    listOf(
      objectOf({
        batchId: text(),
        inputFileId: text(),
        firstRow: orNull(number("Place of its first row, from 0; null for a file that was there before")),
        rowCount: orNull(number()),
        bytes: orNull(number("Size of the file that was uploaded")),
        batch: batchShape,
      }),
    ),
  ),
  rowCount: orNull(number("Rows that are in a batch; null for a file that was there before")),
  nextRow: orNull(
    number("The First Row with which the next run goes on, where a later batch failed; else null"),
  ),
  error: described("Why not all rows are in a batch; null where all are", itemErrorShape),
  warning: orNull(text("What was left out, such as metadata, or read as may surprise; null for nothing")),
};

/** Shape of the output of created batches. */
export const createdShape = objectOf(createdProperties);

/** The output of created batches. */
export type CreatedOutput = Of<typeof createdShape>;

/** Makes the output: the batches that exist, and the error that kept the others from it. */
export const createdOutput = (
  { created, failed, error, warning }: CreatedBatches,
  totalRows: number,
): CreatedOutput => {
  const batches = [...created, ...(failed ? [failed] : [])].map(
    ({ batch, inputFileId, firstRow, rowCount, bytes }) => ({
      batchId: batch.id,
      inputFileId,
      firstRow,
      rowCount,
      bytes,
      batch: showBatch(batch),
    }),
  );
  const last = created.at(-1);
  const nextRow = last ? last.firstRow + last.rowCount : (failed?.firstRow ?? 0);
  return {
    batchIds: created.map(({ batch }) => batch.id),
    batches,
    rowCount: created.reduce((sum, { rowCount }) => sum + rowCount, 0),
    nextRow: nextRow < totalRows ? nextRow : null,
    error: error === undefined ? null : itemError(error),
    warning: warning ?? null,
  };
};

/** Makes the output of a batch from a file that the service already had. */
export const createdOfFile = (
  batch: Batch,
  inputFileId: string,
  { error, warning }: Pick<CreatedBatches, "error" | "warning">,
): CreatedOutput => ({
  batchIds: error === undefined ? [batch.id] : [],
  batches: [
    { batchId: batch.id, inputFileId, firstRow: null, rowCount: null, bytes: null, batch: showBatch(batch) },
  ],
  rowCount: null,
  nextRow: null,
  error: error === undefined ? null : itemError(error),
  warning: warning ?? null,
});

/** Example of created batches. */
export const exampleCreated = createdOutput(
  {
    created: [
      {
        firstRow: 0,
        rowCount: 1000,
        bytes: 201_344,
        inputFileId: exampleBatch.input_file_id,
        batch: exampleBatch,
      },
    ],
  },
  1000,
);
