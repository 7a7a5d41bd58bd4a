import { Readable } from "node:stream";
import type { StreamBody } from "./call";

const chunkBytes = 65_536;

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    yield bytes.subarray(start, start + chunkBytes);
  }
}

/** Bytes as a body that is sent in small pieces: TLS would encrypt a large one all at once, beside it in memory. */
export const streamOf = (bytes: Buffer): StreamBody => ({
  lengthBytes: bytes.length,
  open: () => Readable.from(chunksOf(bytes), { objectMode: false, highWaterMark: chunkBytes }),
});
