import type { DataRecord } from "../../inputs/records";

import type { ReadRecord, RecordSource } from "./recordSource";
import type { ShapeRow, TrainingRow } from "./trainingOptions";

/** A row as it stands in a file, or why there is none. */
export type MadeRow =
  | {
      record: DataRecord;
      row: TrainingRow;
      /** The row as JSON. */
      line: string;
      leftOut: readonly string[];
      hasLongNumbers: boolean;
    }
  | Extract<ReadRecord, { reason: string }>;

/** Reads a record and makes its row, the same each time. */
export const readTrainingRow = (source: RecordSource, index: number, shape: ShapeRow): MadeRow => {
  const read = source.read(index);
  if ("reason" in read) return read;
  const shaped = shape(read.record);
  if ("reason" in shaped) return shaped;
  const { row, leftOut = [] } = shaped;
  try {
    const line = JSON.stringify(row);
    return { record: read.record, row, line, leftOut, hasLongNumbers: read.hasLongNumbers === true };
  } catch {
    // JSON.stringify gives up on what is nested some thousand levels deep.
    return { reason: "It is nested too deep to be written." };
  }
};
