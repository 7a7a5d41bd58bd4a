import { isRecord } from "../../../platform/isRecord";
import { sniffedType } from "./sniffedType";

/** Bytes in a result, with what they are. */
export interface FileAt {
  data: Buffer;
  contentType: string;
  fileName?: string;
}

const bytesOf = (value: unknown): Buffer | undefined => {
  if (Buffer.isBuffer(value)) return value;
  return value instanceof Uint8Array
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    : undefined;
};

const firstText = (...texts: unknown[]): string | undefined =>
  texts.find((text): text is string => typeof text === "string" && text !== "");

/**
 * The file that a value is: bytes, or an object that has them as its `data`, as the platform's files do. Undefined for
 * anything else.
 * @param contentType - what is said of bytes elsewhere, such as beside them
 */
export const fileAt = (value: unknown, contentType?: string): FileAt | undefined => {
  const bytes = bytesOf(value);
  if (bytes) return { data: bytes, contentType: contentType ?? sniffedType(bytes) };
  if (!isRecord(value)) return undefined;
  const data = bytesOf(value["data"]);
  if (!data) return undefined;
  const fileName = firstText(value["fileName"], value["filename"], value["name"]);
  return {
    data,
    contentType: firstText(value["contentType"], contentType) ?? sniffedType(data),
    ...(fileName !== undefined && { fileName }),
  };
};
