import { isUtf8 } from "node:buffer";
import type { BrotliDecompress, Gunzip, Inflate, InflateRaw, ZstdDecompress } from "node:zlib";
import type { WireResponse } from "../answer/wireResponse";
import type { Call, CallRequest } from "../call";
import type { AttemptTime } from "./AttemptTime";
import { AttemptFailure } from "./attemptFailure";
import { BodyCollector } from "./BodyCollector";
import { isSuccess, mostBodyBytes, mostUntoldBytes, tooLarge } from "./bodyBounds";
import { contentCodings } from "./contentCodings";
import { gzipHeaderBytes, mayBePlain, type Packing, packingIn, packingsOf } from "./packings";

/** The settings for unpacking one body. */
interface Unpacking {
  mostBytes: number;
  time: AttemptTime;
  /** True for the body of an error, of which a part is enough. */
  isError: boolean;
}

/** Most packings over one another: more are no mistake, but an attack. */
const mostLayers = 5;

class Overflow extends Error {}

const openDecoder = async (
  packing: Packing,
): Promise<Gunzip | Inflate | InflateRaw | BrotliDecompress | ZstdDecompress> => {
  const zlib = await import("node:zlib");
  const options = { chunkSize: 65_536 };
  switch (packing) {
    case "gzip":
      return zlib.createGunzip(options);
    case "deflate":
      return zlib.createInflate(options);
    case "gzipMember":
    case "rawDeflate":
      return zlib.createInflateRaw(options);
    case "br":
      return zlib.createBrotliDecompress(options);
    case "zstd":
      return zlib.createZstdDecompress(options);
  }
};

/**
 * True when a gzip member ends with the checksum of its content, which the decoder for single members does not check.
 */
const isWholeMember = async (member: Buffer, packedBytes: number, unpacked: Buffer): Promise<boolean> => {
  const { crc32 } = await import("node:zlib");
  const end = gzipHeaderBytes(member) + packedBytes;
  return end + 4 <= member.length && member.readUInt32LE(end) === crc32(unpacked);
};

/** True for a text, even if its last character is cut off. */
const isBeginningOfText = (bytes: Buffer): boolean =>
  bytes.length > 3 && [0, 1, 2, 3].some((cutBytes) => isUtf8(bytes.subarray(0, bytes.length - cutBytes)));

/** Undoes one packing, piece by piece, so that time limit and bound hold. */
const unpackBy = async (packing: Packing, bytes: Buffer, unpacking: Unpacking): Promise<Buffer> => {
  const { mostBytes, time, isError } = unpacking;
  const decoder = await openDecoder(packing);
  const collector = new BodyCollector(mostBytes);
  try {
    const unpacked = await new Promise<Buffer>((resolve, reject) => {
      time.whenOver(reject);
      decoder.on("data", (piece: Buffer) => {
        if (collector.take(piece)) return;
        if (isError) resolve(collector.bytes());
        else reject(new Overflow());
      });
      decoder.on("end", () => resolve(collector.bytes()));
      decoder.on("error", (error) => {
        const part = isError && !isUtf8(bytes) ? collector.bytes() : undefined;
        if (part && isBeginningOfText(part)) resolve(part);
        else reject(error);
      });
      decoder.end(packing === "gzipMember" ? bytes.subarray(gzipHeaderBytes(bytes)) : bytes);
    });
    // The zstd decoder does not report data that was cut off.
    if (packing === "zstd" && unpacked.length === 0) throw new Error("It was cut off.");
    if (packing === "gzipMember" && !(await isWholeMember(bytes, decoder.bytesWritten, unpacked)))
      throw new Error("The checksum differs.");
    return unpacked;
  } finally {
    decoder.destroy();
    collector.discard();
  }
};

/** Undoes the packing that a header names; undefined when the bytes are not packed like that. */
const unpackLayer = async (
  coding: string,
  bytes: Buffer,
  unpacking: Unpacking,
): Promise<Buffer | undefined> => {
  for (const packing of packingsOf(coding, bytes)) {
    try {
      const unpacked = await unpackBy(packing, bytes, unpacking);
      // Some decoders read a short text as an empty end.
      if (unpacked.length > 0 || !isUtf8(bytes)) return unpacked;
    } catch (error) {
      if (error instanceof AttemptFailure || error instanceof Overflow) throw error;
    }
  }
  return undefined;
};

const unpackAll = async (
  { headers, body }: WireResponse,
  isText: boolean,
  unpacking: Unpacking,
): Promise<Buffer | undefined> => {
  const codings = contentCodings(headers).reverse().slice(0, mostLayers);
  let bytes = body;
  let isPacked = false;
  for (const coding of codings) {
    const unpacked = await unpackLayer(coding, bytes, unpacking);
    isPacked ||= unpacked === undefined;
    bytes = unpacked ?? bytes;
  }
  // A proxy may have removed the header and left the packing. Only texts are unpacked then: a file may be meant to be
  // packed.
  for (let layer = 0; isText && layer < mostLayers; layer += 1) {
    const coding = packingIn(bytes);
    const unpacked = coding && (await unpackLayer(coding, bytes, unpacking));
    if (!unpacked) break;
    bytes = unpacked;
  }
  return isPacked && !mayBePlain(bytes, isText) ? undefined : bytes;
};

/**
 * The bound of a packed file by the length in the service's record of it, looked up once the file has turned out to be
 * long.
 */
const toldBytes = async (request: CallRequest, time: AttemptTime): Promise<number> => {
  const asking = new AbortController();
  return new Promise((resolve, reject) => {
    time.whenOver((failure) => {
      asking.abort();
      reject(failure);
    });
    const asked = request.lengthBytes?.(asking.signal) ?? Promise.resolve(undefined);
    asked.then((bytes) => resolve(bytes ?? 0), reject);
  });
};

/** Unpacks up to the bound of the answer's kind. A longer file is unpacked again up to the length in its record. */
const unpackBounded = async (
  { request }: Call,
  answer: WireResponse,
  time: AttemptTime,
): Promise<Buffer | undefined> => {
  const { status, headers } = answer;
  const isError = !isSuccess(status);
  const isText = isError || request.expects !== "binary";
  const unpackWithin = (mostBytes: number): Promise<Buffer | Overflow | undefined> =>
    unpackAll(answer, isText, { mostBytes, time, isError }).catch((error: unknown) =>
      error instanceof Overflow ? error : Promise.reject(error),
    );
  const most = mostBodyBytes(request, status);
  let mostBytes = isText ? most : mostUntoldBytes;
  let unpacked = await unpackWithin(mostBytes);
  if (unpacked instanceof Overflow && !isText) {
    const told = await toldBytes(request, time);
    if (told > mostBytes) mostBytes = Math.min(told, most);
    if (told === mostBytes) unpacked = await unpackWithin(mostBytes);
  }
  if (unpacked instanceof Overflow) throw tooLarge(status, headers, mostBytes);
  return unpacked;
};

/**
 * Unpacks the body of an answer. The bytes decide how they are packed, and the header only says what to try: a proxy
 * may have unpacked the body and left the header, or removed the header.
 * @throws AttemptFailure when the body can't be unpacked, is too large, or time runs out.
 */
export const unpackBody = async (
  call: Call,
  answer: WireResponse,
  time: AttemptTime,
): Promise<WireResponse> => {
  const { status, headers, body } = answer;
  const unpacked = await unpackBounded(call, answer, time);
  if (unpacked) return unpacked === body ? answer : { status, headers, body: unpacked };
  // The status of a refusal is enough.
  if (!isSuccess(status)) return { status, headers, body: Buffer.alloc(0) };
  throw new AttemptFailure({ type: "notAnAnswer", reason: "unreadable", status, headers });
};
