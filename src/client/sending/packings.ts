import { isUtf8 } from "node:buffer";

/** The ways of packing that Node undoes. */
export type Packing = "gzip" | "gzipMember" | "deflate" | "rawDeflate" | "br" | "zstd";

const startsWith = (bytes: Buffer, ...values: number[]): boolean =>
  values.every((value, index) => bytes[index] === value);

const isGzip = (bytes: Buffer): boolean => startsWith(bytes, 0x1f, 0x8b, 8);
const isZstd = (bytes: Buffer): boolean => startsWith(bytes, 0x28, 0xb5, 0x2f, 0xfd);
/** The two bytes before deflated data (RFC 1950, section 2.2). */
const isZlib = (bytes: Buffer): boolean =>
  bytes.length > 2 && ((bytes[0] ?? 0) & 0x8f) === 8 && bytes.readUInt16BE(0) % 31 === 0;

/** Where the deflated data of a gzip member begins (RFC 1952, section 2.3). */
export const gzipHeaderBytes = (bytes: Buffer): number => {
  const flags = bytes[3] ?? 0;
  let end = 10;
  if (flags & 4) end += 2 + (end + 2 <= bytes.length ? bytes.readUInt16LE(end) : 0);
  for (const flag of [8, 16]) if (flags & flag) end = bytes.indexOf(0, end) + 1 || bytes.length;
  return flags & 2 ? end + 2 : end;
};

/** How a body may have been packed that is said to be packed so: the likeliest first. */
export const packingsOf = (coding: string, bytes: Buffer): Packing[] => {
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
export const packingIn = (bytes: Buffer): string | undefined => {
  if (isGzip(bytes)) return "gzip";
  if (isZstd(bytes)) return "zstd";
  if (isUtf8(bytes)) return undefined;
  return isZlib(bytes) ? "deflate" : "br";
};

/** Bytes that do not unpack were not packed, unless they look packed: then they broke on the way. */
export const mayBePlain = (bytes: Buffer, isText: boolean): boolean =>
  isText ? isUtf8(bytes) : !isGzip(bytes) && !isZstd(bytes) && !isZlib(bytes);
