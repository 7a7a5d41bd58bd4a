import { bytesOf } from "../text/bytesOf";
import { refuseInput } from "../text/InputError";
import { isObject, type JsonObject } from "../text/isObject";
import { isEmpty } from "./cleaners";
import { fileMend, holdsFile, imageUrlOf, withPdfUrl } from "./partFiles";

/** Reads the part of an image or of a PDF. They become URLs; addresses stay as they are. */
const readFilePart = (part: JsonObject, refuse: (what: string) => never): JsonObject | undefined => {
  const { image_url: image, file } = part;
  if (isObject(file)) return { ...part, file: withPdfUrl(file) };
  const isGroup = isObject(image) && !bytesOf(image);
  const url = imageUrlOf(isGroup ? image["url"] : image, refuse);
  return url === undefined ? undefined : { ...part, image_url: { ...(isGroup ? image : {}), url } };
};

/** Types of parts that have a field of that name, in which all stands that they say. */
const namedTypes = ["text", "image_url", "refusal", "input_audio", "file"];

/** Members that say how something is, and not what it is. */
const manner = ["detail", "format", "filename"];

const saysNothing = (value: unknown): boolean =>
  isEmpty(value) ||
  (isObject(value) &&
    Object.entries(value).every(([name, member]) => manner.includes(name) || isEmpty(member)));

/**
 * Reads the parts of a message's content. Files but images and PDFs are refused: no part can hold bytes.
 * @throws InputError with the label and the place of the part.
 */
export const readMessageParts = (label: string, parts: readonly unknown[], place: string): unknown[] =>
  parts.map((part, index) => {
    const refuse = (what: string): never => refuseInput(label, `part ${index + 1} of ${place} ${what}`);
    if (!isObject(part) || bytesOf(part)) return refuse("is not an object with a type.");
    const read = readFilePart(part, refuse);
    if (read?.["image_url"] !== undefined) return read;
    if (holdsFile(read ?? part)) refuse(`holds a file. ${fileMend}`);
    const { type } = part;
    if (typeof type !== "string" || type === "") return refuse("has no type. Add it, such as text.");
    const isOther = type === "text" && typeof part["text"] !== "string";
    if (isOther || (namedTypes.includes(type) && saysNothing(part[type])))
      refuse(`has the type ${type} and no ${type}.`);
    return read ?? part;
  });
