import { isUtf8 } from "node:buffer";

/** The packings that Node can undo. */
export type Packing = "gzip" | "gzipMember" | "deflate" | "rawDeflate" | "br" | "zstd";

const startsWith = (bytes: Buffer, ...values: number[]): boolean =>
  values.every((value, index) => bytes[index] === value);

const isGzip = (bytes: Buffer): boolean => startsWith(bytes, 0x1f, 0x8b, 8);
const isZstd = (bytes: Buffer): boolean => startsWith(bytes, 0x28, 0xb5, 0x2f, 0xfd);
/** True for the two-byte header of zlib (RFC 1950, section 2.2). */
const isZlib = (bytes: Buffer): boolean =>
  bytes.length > 2 && ((bytes[0] ?? 0) & 0x8f) === 8 && bytes.readUInt16BE(0) % 31 === 0;

/** The length of a gzip member's header (RFC 1952, section 2.3). */
export const gzipHeaderBytes = (bytes: Buffer): number => {
  const flags = bytes[3] ?? 0;
  let end = 10;
  if (flags & 4) end += 2 + (end + 2 <= bytes.length ? bytes.readUInt16LE(end) : 0);
  for (const flag of [8, 16]) if (flags & flag) end = bytes.indexOf(0, end) + 1 || bytes.length;
  return flags & 2 ? end + 2 : end;
};

/** The packings that a coding may mean, the likeliest first. */
export const packingsOf = (coding: string, bytes: Buffer): Packing[] => {
  switch (coding) {
    case "gzip":
    case "x-gzip":
      // Other bytes after a member make "gzip" fail as a whole.
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

/** The packing of bytes by their start, whatever the headers say; undefined for what may be a text. */
export const packingIn = (bytes: Buffer): string | undefined => {
  if (isGzip(bytes)) return "gzip";
  if (isZstd(bytes)) return "zstd";
  if (isUtf8(bytes)) return undefined;
  return isZlib(bytes) ? "deflate" : "br";
};

/** True where bytes that can't be unpacked may never have been packed: they do not look packed. */
export const mayBePlain = (bytes: Buffer, isText: boolean): boolean =>
  isText ? isUtf8(bytes) : !isGzip(bytes) && !isZstd(bytes) && !isZlib(bytes);
