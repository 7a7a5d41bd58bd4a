import type { Batch } from "openai/resources/batches";
import type { CreatedBatches } from "../bulk/batch/createBatches";
import { batchProperties, exampleBatch } from "./batchOutput";
import { type ItemError, itemError, itemErrorSchema } from "./itemError";
import { listOf, type OutputProperty, objectOf } from "./outputOf";

/** A batch that was created, and which rows it has. */
export interface CreatedPart {
  batchId: string;
  inputFileId: string;
  /** Place of its first row, from 0; null for a file that was there before. */
  firstRow: number | null;
  rowCount: number | null;
  /** Of the file that was uploaded. */
  bytes: number | null;
  /** The service's batch. */
  batch: Batch;
}

/** What came of a list of rows. */
export interface CreatedOutput {
  /** Ids of the batches, in the order of the rows, as Get Batch Results takes them; without one that failed at once. */
  batchIds: string[];
  /** Every batch that was created, also one that failed at once. */
  batches: CreatedPart[];
  /** Rows that are in a batch. */
  rowCount: number | null;
  /** Where the next run goes on, as First Row, when a batch failed behind others; null when all rows are in one. */
  nextRow: number | null;
  /** Why not all rows are in a batch. */
  error: ItemError | null;
  /** What was left out of what was asked for; null where nothing was. */
  warning: string | null;
}

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
      batch,
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
  batches: [{ batchId: batch.id, inputFileId, firstRow: null, rowCount: null, bytes: null, batch }],
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

/** Schema of what came of a list of rows. */
export const createdProperties: Record<string, OutputProperty> = {
  batchIds: listOf({ type: "string" }),
  batches: listOf(
    objectOf({
      batchId: { type: "string" },
      inputFileId: { type: "string" },
      firstRow: { type: ["number", "null"] },
      rowCount: { type: ["number", "null"] },
      bytes: { type: ["number", "null"] },
      batch: objectOf(batchProperties),
    }),
  ),
  rowCount: { type: ["number", "null"] },
  nextRow: { type: ["number", "null"], description: "Enter it as First Row to go on; null when all is done" },
  error: itemErrorSchema,
  warning: { type: ["string", "null"], description: "What was left out, such as metadata; null for nothing" },
};
