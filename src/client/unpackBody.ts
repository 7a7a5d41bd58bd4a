import { isUtf8 } from "node:buffer";
import type { BrotliDecompress, Gunzip, Inflate, InflateRaw, ZstdDecompress } from "node:zlib";
import type { AttemptTime } from "./AttemptTime";
import { AttemptFailure } from "./attemptFailure";
import { BodyCollector } from "./BodyCollector";
import { isSuccess, mostBodyBytes, tooLarge } from "./bodyBounds";
import type { Call } from "./call";
import { contentCodings } from "./contentCodings";
import type { WireResponse } from "./wireResponse";

/** The ways of packing that Node undoes. */
type Packing = "gzip" | "gzipMember" | "deflate" | "rawDeflate" | "br" | "zstd";

/** What is needed to unpack one body. */
interface Unpacking {
  mostBytes: number;
  time: AttemptTime;
  /** True for the body of an error, of which a part says more than nothing. */
  isError: boolean;
}

/** More than so many packings over one another are nobody's mistake. */
const mostLayers = 5;

class Overflow extends Error {}

const startsWith = (bytes: Buffer, ...values: number[]): boolean =>
  values.every((value, index) => bytes[index] === value);

const isGzip = (bytes: Buffer): boolean => startsWith(bytes, 0x1f, 0x8b, 8);
const isZstd = (bytes: Buffer): boolean => startsWith(bytes, 0x28, 0xb5, 0x2f, 0xfd);
/** The two bytes before deflated data (RFC 1950, section 2.2). */
const isZlib = (bytes: Buffer): boolean =>
  bytes.length > 2 && ((bytes[0] ?? 0) & 0x8f) === 8 && bytes.readUInt16BE(0) % 31 === 0;

/** Where the deflated data of a gzip member begins (RFC 1952, section 2.3). */
const gzipHeaderBytes = (bytes: Buffer): number => {
  const flags = bytes[3] ?? 0;
  let end = 10;
  if (flags & 4) end += 2 + (end + 2 <= bytes.length ? bytes.readUInt16LE(end) : 0);
  for (const flag of [8, 16]) if (flags & flag) end = bytes.indexOf(0, end) + 1 || bytes.length;
  return flags & 2 ? end + 2 : end;
};

/** How a body may have been packed that is said to be packed so: the likeliest first. */
const packingsOf = (coding: string, bytes: Buffer): Packing[] => {
  switch (coding) {
    case "gzip":
    case "x-gzip":
      // Bytes behind a member that are no further one fail the whole.
      return ["gzip", ...(isGzip(bytes) ? (["gzipMember"] as const) : [])];
    case "deflate":
      return isZlib(bytes) ? ["deflate", "rawDeflate"] : ["rawDeflate"];
    case "br":
      return ["br"];
    case "zstd":
      return ["zstd"];
    default:
      return [];
  }
};

/** How bytes are packed, whatever was said of them; undefined for what may be a text. */
const packingIn = (bytes: Buffer): string | undefined => {
  if (isGzip(bytes)) return "gzip";
  if (isZstd(bytes)) return "zstd";
  if (isUtf8(bytes)) return undefined;
  return isZlib(bytes) ? "deflate" : "br";
};

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

/** True when a gzip member ends with the checksum of what came out of it, which its plain decoder does not look at. */
const isWholeMember = async (member: Buffer, packedBytes: number, unpacked: Buffer): Promise<boolean> => {
  const { crc32 } = await import("node:zlib");
  const end = gzipHeaderBytes(member) + packedBytes;
  return end + 4 <= member.length && member.readUInt32LE(end) === crc32(unpacked);
};

/** True for a text whose last character may be cut off. */
const isBeginningOfText = (bytes: Buffer): boolean =>
  bytes.length > 3 && [0, 1, 2, 3].some((cutBytes) => isUtf8(bytes.subarray(0, bytes.length - cutBytes)));

/** Undoes one packing; the bytes come as they are unpacked, so that neither the time nor the bound is overrun. */
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
    // Its decoder takes what is cut off for what has not come yet.
    if (packing === "zstd" && unpacked.length === 0) throw new Error("It was cut off.");
    if (packing === "gzipMember" && !(await isWholeMember(bytes, decoder.bytesWritten, unpacked)))
      throw new Error("The checksum differs.");
    return unpacked;
  } finally {
    decoder.destroy();
  }
};

/** The bytes without the packing that is said to be theirs; undefined when they are not packed so. */
const unpackLayer = async (
  coding: string,
  bytes: Buffer,
  unpacking: Unpacking,
): Promise<Buffer | undefined> => {
  for (const packing of packingsOf(coding, bytes)) {
    try {
      const unpacked = await unpackBy(packing, bytes, unpacking);
      // To some decoders a short text is the end of nothing.
      if (unpacked.length > 0 || !isUtf8(bytes)) return unpacked;
    } catch (error) {
      if (error instanceof AttemptFailure || error instanceof Overflow) throw error;
    }
  }
  return undefined;
};

/** Bytes that do not unpack were not packed, unless they look packed: then they broke on the way. */
const mayBePlain = (bytes: Buffer, isText: boolean): boolean =>
  isText ? isUtf8(bytes) : !isGzip(bytes) && !isZstd(bytes) && !isZlib(bytes);

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
  // A proxy that takes the header away and leaves the packing: a file may be meant so, a text never is.
  for (let layer = 0; isText && layer < mostLayers; layer += 1) {
    const coding = packingIn(bytes);
    const unpacked = coding && (await unpackLayer(coding, bytes, unpacking));
    if (!unpacked) break;
    bytes = unpacked;
  }
  return isPacked && !mayBePlain(bytes, isText) ? undefined : bytes;
};

/**
 * An answer with its body as the service meant it. The bytes decide how they are packed, and the header only says
 * what to try: it may be left over from what a proxy unpacked, or be missing.
 * @throws AttemptFailure when the body can't be unpacked, is too large, or time runs out.
 */
export const unpackBody = async (
  { request }: Call,
  answer: WireResponse,
  time: AttemptTime,
): Promise<WireResponse> => {
  const { status, headers, body } = answer;
  const isError = !isSuccess(status);
  const isText = isError || request.expects !== "binary";
  const mostBytes = mostBodyBytes(request, status);
  try {
    const unpacked = await unpackAll(answer, isText, { mostBytes, time, isError });
    if (unpacked) return unpacked === body ? answer : { status, headers, body: unpacked };
  } catch (error) {
    throw error instanceof Overflow ? tooLarge(status, headers, mostBytes) : error;
  }
  // The status of a refusal says enough.
  if (isError) return { status, headers, body: Buffer.alloc(0) };
  throw new AttemptFailure({ type: "notAnAnswer", reason: "unreadable", status, headers });
};
