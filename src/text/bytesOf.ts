import { types } from "node:util";
import { fileFormat } from "./fileFormat";

const isByte = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 256;

/**
 * The bytes of a file from a step: a buffer, another view of bytes, or a buffer's JSON form; undefined for anything
 * else.
 */
export const bytesOf = (value: unknown): Buffer | undefined => {
  if (Buffer.isBuffer(value)) return value;
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (types.isAnyArrayBuffer(value)) return Buffer.from(value);
  const { type, data } = (value ?? {}) as { type?: unknown; data?: unknown };
  // A Buffer that was converted to JSON and back between steps.
  return type === "Buffer" && Array.isArray(data) && data.every(isByte)
    ? Buffer.from(data as number[])
    : undefined;
};

const base64 = /^[a-z0-9+/]+={0,2}$/i;
/** Shorter texts may look like base64 by chance. */
const shortestBase64 = 24;

/** Shorter lines are not those into which mail and `base64` break it. */
const shortestLine = 40;

/** A text that is broken into lines as base64 is, without its line ends; any other text as it is. */
const unbroken = (text: string): string => {
  const end = text.search(/[\r\n]/);
  return end >= shortestLine && base64.test(text.slice(0, end)) ? text.replace(/\s+/g, "") : text;
};

/** The kind of file, such as "a PDF", that a text holds as base64; undefined for an ordinary text. */
export const encodedFile = (text: string): string | undefined => {
  const whole = unbroken(text);
  if (whole.length < shortestBase64 || !base64.test(whole)) return undefined;
  const format = fileFormat(Buffer.from(whole.slice(0, 4096), "base64"));
  return format?.isText === true ? undefined : format?.name;
};

/** A file of an earlier step: its bytes, and what the step says about them. */
interface StepFile {
  bytes: Buffer;
  contentType: string | undefined;
}

/**
 * Reads a value as a file: bytes, or an object with bytes under `data`. They may be base64 text where its `encoding`
 * or its beginning shows that. Undefined for anything else.
 */
export const fileOf = (value: unknown): StepFile | undefined => {
  const direct = bytesOf(value);
  if (direct) return { bytes: direct, contentType: undefined };
  if (typeof value !== "object" || value === null) return undefined;
  const { data, contentType, encoding } = value as Record<string, unknown>;
  const isBase64 = typeof data === "string" && (encoding === "base64" || encodedFile(data) !== undefined);
  const bytes = isBase64 ? Buffer.from(data, "base64") : bytesOf(data);
  return bytes && { bytes, contentType: typeof contentType === "string" ? contentType : undefined };
};
