import type { ModelsEndpoint } from "../../client/endpoint/endpoint";
import type { NextTurn } from "../../pacing/turns";
import { refuseInput } from "../../text/InputError";
import type { BatchRows } from "./batchRows";

/** Limits of one batch. */
interface BatchLimits {
  lines: number;
  bytes: number;
}

/** Consecutive rows that become one batch. */
export interface BatchPart {
  /** Index of the first row. */
  firstRow: number;
  rowCount: number;
  /** Size of the file in bytes, with line feeds. */
  bytes: number;
}

const bytesPerMegabyte = 1_000_000;

/** The limits of a batch: the step's, else the service's. */
export const batchLimits = (
  { limits }: Pick<ModelsEndpoint, "limits">,
  own: { lines?: number | undefined; megabytes?: number | undefined } = {},
): BatchLimits => ({
  lines: own.lines ?? limits.batchLines,
  bytes: (own.megabytes ?? limits.batchMegabytes) * bytesPerMegabyte,
});

/**
 * Divides the rows from `firstRow` on into as few batches as the limits allow, in order.
 * @throws InputError with the input's label when there is no row, and with the row's number when a line fits into no
 * batch.
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
