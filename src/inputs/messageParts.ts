import { bytesOf } from "../text/bytesOf";
import { refuseInput } from "../text/InputError";
import { isObject, type JsonObject } from "../text/isObject";
import { readImage } from "../text/readImage";
import { isEmpty } from "./cleaners";

const holdsFile = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  (bytesOf(value) !== undefined || Object.values(value).some(holdsFile));

/** An address, also of a kind that only a gateway knows. */
const address = /^\s*(?!data:)[a-z][a-z\d+.-]{1,20}:/i;

/** Reads the part of an image. Images become URLs; addresses stay as they are. */
const readImagePart = (part: JsonObject, refuse: (what: string) => never): unknown => {
  const { image_url: image } = part;
  const url = isObject(image) && !bytesOf(image) ? image["url"] : image;
  if (url === undefined || (typeof url === "string" && address.test(url))) return undefined;
  const read = readImage(url);
  if ("problem" in read) return refuse(read.problem);
  if (read.urls.length > 1) return refuse("holds several images. Give each a part of its own.");
  const rest = url === image ? {} : (image as JsonObject);
  return { ...part, image_url: { ...rest, url: read.urls[0] } };
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
 * Reads the parts of a message's content. Files but images are refused: no part can hold bytes.
 * @throws InputError with the label and the place of the part.
 */
export const readMessageParts = (label: string, parts: readonly unknown[], place: string): unknown[] =>
  parts.map((part, index) => {
    const refuse = (what: string): never => refuseInput(label, `part ${index + 1} of ${place} ${what}`);
    if (!isObject(part) || bytesOf(part)) return refuse("is not an object with a type.");
    const image = readImagePart(part, refuse);
    if (image !== undefined) return image;
    if (holdsFile(part))
      refuse("holds a file. Give an image as the url of image_url, and the text of anything else.");
    const { type } = part;
    if (typeof type !== "string" || type === "") return refuse("has no type. Add it, such as text.");
    const isOther = type === "text" && typeof part["text"] !== "string";
    if (isOther || (namedTypes.includes(type) && saysNothing(part[type])))
      refuse(`has the type ${type} and no ${type}.`);
    return part;
  });
