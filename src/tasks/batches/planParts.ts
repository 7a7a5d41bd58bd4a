import type { ModelsEndpoint } from "../../client/endpoint/endpoint";
import type { NextTurn } from "../../pacing/turns";
import { refuseInput } from "../../text/InputError";
import type { BatchRows } from "./batchRows";

/** What one batch may hold. */
interface BatchLimits {
  lines: number;
  bytes: number;
}

/** Consecutive rows that make one batch. */
export interface BatchPart {
  /** Place of the first row, from 0. */
  firstRow: number;
  rowCount: number;
  /** Of the file, line feeds counted. */
  bytes: number;
}

const bytesPerMegabyte = 1_000_000;

/** What a batch may hold: what the step says, else what the service takes. */
export const batchLimits = (
  { limits }: Pick<ModelsEndpoint, "limits">,
  own: { lines?: number | undefined; megabytes?: number | undefined } = {},
): BatchLimits => ({
  lines: own.lines ?? limits.batchLines,
  bytes: (own.megabytes ?? limits.batchMegabytes) * bytesPerMegabyte,
});

/**
 * Cuts the rows from `firstRow` on into as few batches as the limits allow, in their order.
 * @throws Error by the input's label and the row's number when a line fits no batch, or when there is no row.
 */
export const planParts = async (
  label: string,
  rows: BatchRows,
  limits: BatchLimits,
  firstRow: number,
  nextTurn: NextTurn,
): Promise<BatchPart[]> => {
  if (firstRow >= rows.count) {
    refuseInput(
      "First Row",
      `${firstRow} is behind the last row, ${rows.count - 1}.`,
      "Enter a smaller number.",
    );
  }
  const parts: BatchPart[] = [];
  let part: BatchPart | undefined;
  for (let index = firstRow; index < rows.count; index += 1) {
    const bytes = Buffer.byteLength(rows.line(index)) + 1;
    if (bytes > limits.bytes) {
      refuseInput(
        label,
        `row ${index + 1} makes a line of ${bytes} bytes, and a batch's file may have ${limits.bytes}.`,
        "Shorten it.",
      );
    }
    if (!part || part.rowCount >= limits.lines || part.bytes + bytes > limits.bytes) {
      part = { firstRow: index, rowCount: 0, bytes: 0 };
      parts.push(part);
    }
    part.rowCount += 1;
    part.bytes += bytes;
    await nextTurn();
  }
  return parts;
};
