import { Readable } from "node:stream";
import type { StreamBody } from "../../client/network/body";
import type { BatchRows } from "./batchRows";
import type { BatchPart } from "./planParts";

const chunkBytes = 65_536;
const lineFeed = Buffer.from("\n");

function* chunksOf(rows: BatchRows, { firstRow, rowCount }: BatchPart): Generator<Buffer> {
  let pieces: Buffer[] = [];
  let bytes = 0;
  for (let index = firstRow; index < firstRow + rowCount; index += 1) {
    const line = rows.line(index);
    const piece = typeof line === "string" ? Buffer.from(line) : line;
    pieces.push(piece, lineFeed);
    bytes += piece.length + 1;
    if (bytes < chunkBytes) continue;
    yield Buffer.concat(pieces);
    pieces = [];
    bytes = 0;
  }
  yield Buffer.concat(pieces);
}

/** The file of a part as a stream. Lines are made on demand, with back-pressure. */
export const partBody = (rows: BatchRows, part: BatchPart): StreamBody => ({
  lengthBytes: part.bytes,
  open: () => Readable.from(chunksOf(rows, part), { objectMode: false, highWaterMark: chunkBytes }),
});
