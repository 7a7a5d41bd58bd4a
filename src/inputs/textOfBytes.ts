import { encodedFile, fileOf } from "../text/bytesOf";
import { refuseInput } from "../text/InputError";
import { fieldsOf } from "../text/isObject";
import { documentInText, utf8Text } from "../text/utf8Text";

const document = "Take its text out of it in a step before this one.";

/**
 * The text of a file in UTF-8 without a byte order mark. UTF-8 is not copied; UTF-16 with a byte order mark is
 * converted.
 * @throws InputError with the label, what the bytes are in place of text, and what to do.
 */
export const utf8OfBytes = (label: string, bytes: Buffer): Buffer => {
  const text = utf8Text(bytes);
  if ("bytes" in text) return text.bytes;
  return refuseInput(label, text.problem);
};

/**
 * The text of a file, without a byte order mark.
 * @throws InputError with the label, what the bytes are in place of text, and what to do.
 */
export const textOfBytes = (label: string, bytes: Buffer): string => {
  const text = utf8OfBytes(label, bytes);
  try {
    return text.toString("utf8");
  } catch {
    return refuseInput(label, `the file has ${text.length} bytes, more than a text can have.`, "Split it.");
  }
};

/**
 * A given text without a byte order mark, and with half characters replaced.
 * @throws InputError with the label where the text was read from a document's bytes.
 */
export const textOfString = (label: string, text: string): string => {
  const kind = documentInText(text);
  if (kind !== undefined) refuseInput(label, `the text is ${kind} read as text.`, document);
  const encoded = encodedFile(text);
  if (encoded !== undefined) refuseInput(label, `the text is ${encoded} as base64.`, document);
  return (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).toWellFormed();
};

/**
 * Reads a value as text: a text, a file, or an object with text under `data` beside its `contentType`; undefined for
 * anything else.
 * @throws InputError with the label when a file is not text.
 */
export const givenText = (label: string, value: unknown): string | undefined => {
  if (typeof value === "string") return textOfString(label, value);
  const file = fileOf(value);
  if (file) return textOfBytes(label, file.bytes);
  const { data, contentType } = (value ?? {}) as { data?: unknown; contentType?: unknown };
  return typeof data === "string" && typeof contentType === "string" ? textOfString(label, data) : undefined;
};

const isJson = (contentType: unknown): boolean =>
  typeof contentType === "string" && /^application\/([\w.-]{1,100}\+)?json\b/i.test(contentType);

/**
 * The JSON of a file that an earlier step gives parsed, as the platform's steps do: an object or a list under `data`
 * beside a content type of JSON. Undefined for anything else.
 */
export const parsedFile = (value: unknown): object | undefined => {
  const { data, contentType } = fieldsOf(value);
  return typeof data === "object" && data !== null && isJson(contentType) && !fileOf(value) && !fileOf(data)
    ? data
    : undefined;
};
