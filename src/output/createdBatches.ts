import type { Batch } from "openai/resources/batches";
import { batchShape, exampleBatch, showBatch } from "./batch";
import { itemError, itemErrorShape } from "./itemError";
import { described, listOf, number, type Of, objectOf, orNull, text } from "./shape";

/** A batch that was created, and which rows it has. */
export interface CreatedBatch {
  /** Place of its first row in the list, from 0. */
  firstRow: number;
  rowCount: number;
  bytes: number;
  batch: Batch;
  inputFileId: string;
}

/** What came of a list of parts: the batches that exist, and the error that kept the others from it. */
export interface CreatedBatches {
  created: CreatedBatch[];
  /** The batch that failed as soon as it was created, for the reason in `error`: its rows are not in a batch. */
  failed?: CreatedBatch;
  error?: unknown;
  /** What was left out of what was asked for. */
  warning?: string;
}

/** What came of a list of rows, property by property. */
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
  warning: orNull(text("What was left out, such as metadata; null for nothing")),
};

/** What came of a list of rows. */
export const createdShape = objectOf(createdProperties);

/** What came of a list of rows. */
export type CreatedOutput = Of<typeof createdShape>;

/** What came of a list of rows: the batches that exist, and the error that kept the rest from it. */
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

/** What came of a file that the service had already. */
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

/** Created batches as examples show them. */
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
