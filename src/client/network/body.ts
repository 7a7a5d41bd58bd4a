import { Readable } from "node:stream";

/** A body that is opened again for each attempt and never held whole. */
export interface StreamBody {
  lengthBytes: number;
  open(): Readable;
}

/** What a request can carry. */
export type RequestBody = string | Buffer | StreamBody;

/** True for a stream body. */
export const isStream = (body: RequestBody | undefined): body is StreamBody =>
  typeof body === "object" && !Buffer.isBuffer(body);

/** Receives the bytes of an answer as they arrive, so that they are not held whole. */
export type BodyReceiver = (chunk: Buffer) => void;

const chunkBytes = 65_536;

function* chunksOf(parts: readonly Buffer[]): Generator<Buffer> {
  for (const bytes of parts)
    for (let start = 0; start < bytes.length; start += chunkBytes) {
      yield bytes.subarray(start, start + chunkBytes);
    }
}

/**
 * Sends bytes, one part after another, in small pieces: TLS would encrypt a large body at once, as a second copy in
 * memory.
 */
export const streamOf = (...parts: readonly Buffer[]): StreamBody => ({
  lengthBytes: parts.reduce((sum, { length }) => sum + length, 0),
  open: () => Readable.from(chunksOf(parts), { objectMode: false, highWaterMark: chunkBytes }),
});
