import { documentInText, utf8Text } from "../text/utf8Text";

const document = "Take its text out of it in a step before this one.";

/**
 * The text of a file as UTF-8 without a byte order mark, read from UTF-8 (not copied), or UTF-16 with a mark.
 * @throws Error that names the label, what the bytes are in place of text, and what to do.
 */
export const utf8OfBytes = (label: string, bytes: Buffer): Buffer => {
  const text = utf8Text(bytes);
  if ("bytes" in text) return text.bytes;
  throw new Error(`${label}: ${text.problem}`);
};

/**
 * The text of a file, without a byte order mark.
 * @throws Error that names the label, what the bytes are in place of text, and what to do.
 */
export const textOfBytes = (label: string, bytes: Buffer): string => {
  const text = utf8OfBytes(label, bytes);
  try {
    return text.toString("utf8");
  } catch {
    throw new Error(`${label}: the file has ${text.length} bytes, more than a text can have. Split it.`);
  }
};

/**
 * A text that was entered or handed on: without a byte order mark, halves of characters replaced.
 * @throws Error that names the label where the text was made of a document's bytes.
 */
export const textOfString = (label: string, text: string): string => {
  const kind = documentInText(text);
  if (kind !== undefined) throw new Error(`${label}: the text is ${kind} read as text. ${document}`);
  return (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).toWellFormed();
};
