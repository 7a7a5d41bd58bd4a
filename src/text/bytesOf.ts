import { types } from "node:util";

const isByte = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 256;

/** Bytes of a file as steps hand it on: a buffer, any other view of bytes, its JSON form; undefined for anything else. */
export const bytesOf = (value: unknown): Buffer | undefined => {
  if (Buffer.isBuffer(value)) return value;
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (types.isAnyArrayBuffer(value)) return Buffer.from(value);
  const { type, data } = (value ?? {}) as { type?: unknown; data?: unknown };
  // A Buffer that went through JSON on its way between steps.
  return type === "Buffer" && Array.isArray(data) && data.every(isByte)
    ? Buffer.from(data as number[])
    : undefined;
};

/** A file of an earlier step: bytes, and what that step says that they are. */
export interface StepFile {
  bytes: Buffer;
  contentType: string | undefined;
}

/**
 * The file that a value is: bytes, or an object with them under `data`, also as base64 text where its `encoding`
 * says so; undefined for anything else.
 */
export const fileOf = (value: unknown): StepFile | undefined => {
  const direct = bytesOf(value);
  if (direct) return { bytes: direct, contentType: undefined };
  if (typeof value !== "object" || value === null) return undefined;
  const { data, contentType, encoding } = value as Record<string, unknown>;
  const isBase64 = typeof data === "string" && encoding === "base64";
  const bytes = isBase64 ? Buffer.from(data, "base64") : bytesOf(data);
  return bytes && { bytes, contentType: typeof contentType === "string" ? contentType : undefined };
};
