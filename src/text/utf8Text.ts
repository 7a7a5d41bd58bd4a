import { isUtf8 } from "node:buffer";
import { fileFormat } from "./fileFormat";

/** A text in UTF-8 without a byte order mark, or why the bytes are not text, and what to do. */
type Utf8Text = { bytes: Buffer } | { problem: string };

const marks = [
  { bytes: Buffer.from([0xff, 0xfe, 0, 0]), encoding: "utf-32" },
  { bytes: Buffer.from([0, 0, 0xfe, 0xff]), encoding: "utf-32" },
  { bytes: Buffer.from([0xef, 0xbb, 0xbf]), encoding: "utf-8" },
  { bytes: Buffer.from([0xff, 0xfe]), encoding: "utf-16le" },
  { bytes: Buffer.from([0xfe, 0xff]), encoding: "utf-16be" },
] as const;

const saveAsUtf8 = "Save or convert it as UTF-8.";

/** The number of bytes of an incomplete character at the end; undefined when the end is complete. */
const openingAtEnd = (bytes: Buffer): number | undefined => {
  for (let length = 1; length <= Math.min(3, bytes.length); length += 1) {
    const byte = bytes[bytes.length - length] ?? 0;
    if (byte < 0x80) return undefined;
    if (byte >= 0xc0) {
      const whole = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return whole > length ? length : undefined;
    }
  }
  return undefined;
};

const utf8Problem = (bytes: Buffer): string | undefined => {
  const kind = fileFormat(bytes);
  if (kind && !kind.isText)
    return `the file is ${kind.name}. Take its text out of it in a step before this one.`;
  // Letters in UTF-16 have zero bytes, texts in UTF-8 have none.
  if (bytes.includes(0))
    return `the file holds zero bytes: it is in UTF-16 without a mark, or no text. ${saveAsUtf8}`;
  if (isUtf8(bytes)) return undefined;
  const cut = openingAtEnd(bytes);
  if (cut !== undefined && isUtf8(bytes.subarray(0, bytes.length - cut)))
    return "the file ends within a character: it was cut off, or is in another encoding than UTF-8. Reference the whole file, saved as UTF-8.";
  return `the file is not in UTF-8, but in another encoding such as Windows-1252, or no text at all. ${saveAsUtf8}`;
};

const fromUtf16 = (bytes: Buffer, encoding: "utf-16le" | "utf-16be"): Utf8Text => {
  try {
    return { bytes: Buffer.from(new TextDecoder(encoding, { fatal: true }).decode(bytes)) };
  } catch {
    return { problem: `the file is in UTF-16, but broken or cut off. ${saveAsUtf8}` };
  }
};

/**
 * Reads bytes as text: UTF-8, or UTF-16 with a byte order mark. Bytes in UTF-8 are not copied. Another encoding, a
 * document or an image is a problem: a model could not read it.
 */
export const utf8Text = (bytes: Buffer): Utf8Text => {
  const mark = marks.find((candidate) => bytes.subarray(0, candidate.bytes.length).equals(candidate.bytes));
  const body = bytes.subarray(mark?.bytes.length ?? 0);
  if (mark?.encoding === "utf-32") return { problem: `the file is in UTF-32. ${saveAsUtf8}` };
  if (mark?.encoding === "utf-16le" || mark?.encoding === "utf-16be") return fromUtf16(body, mark.encoding);
  const problem = utf8Problem(body);
  return problem === undefined ? { bytes: body } : { problem };
};

/** The kind of document, such as "a PDF", whose bytes were read as this text; undefined for a text. */
export const documentInText = (text: string): string | undefined => {
  if (/^\ufeff?%PDF-\d\.\d[\r\n]/.test(text)) return "a PDF";
  return text.startsWith("PK\x03\x04") ? "a ZIP archive or an Office document" : undefined;
};
