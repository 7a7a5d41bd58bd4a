import { bytesOf, encodedFile, fileOf } from "../text/bytesOf";
import { pdfStart } from "../text/fileFormat";
import { isObject, type JsonObject } from "../text/isObject";
import { readImage } from "../text/readImage";

/** True for a value that is a file, or has one somewhere in it. */
export const holdsFile = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  (bytesOf(value) !== undefined || Object.values(value).some(holdsFile));

/** An address, also of a kind that only a gateway knows. */
const address = /^\s*(?!data:)[a-z][a-z\d+.-]{1,20}:/i;

/**
 * The URL of a part's image, which may be bytes, a file or base64 text; undefined for an address, and for none.
 * @param refuse - is told what is wrong, to follow the part's place in a sentence
 */
export const imageUrlOf = (image: unknown, refuse: (what: string) => never): string | undefined => {
  if (image === undefined || (typeof image === "string" && address.test(image))) return undefined;
  const read = readImage(image);
  if ("problem" in read) return refuse(read.problem);
  return read.urls.length > 1
    ? refuse("holds several images. Give each a part of its own.")
    : (read.urls[0] ?? "");
};

/** The bytes of a file, or of its base64 text. */
const bytesIn = (data: unknown): Buffer | undefined => {
  if (typeof data !== "string") return fileOf(data)?.bytes;
  if (data.startsWith("data:")) return undefined;
  const compact = data.replace(/\s+/g, "");
  return encodedFile(compact) === undefined ? undefined : Buffer.from(compact, "base64");
};

/** The fields of a file with its PDF as a data URL, since services take no bare base64; others stay as they are. */
export const withPdfUrl = (file: JsonObject): JsonObject => {
  const bytes = bytesIn(file["file_data"]);
  const start = bytes ? pdfStart(bytes) : -1;
  if (!bytes || start < 0) return file;
  return {
    ...(file["filename"] === undefined && { filename: "file.pdf" }),
    ...file,
    file_data: `data:application/pdf;base64,${bytes.subarray(start).toString("base64")}`,
  };
};

/** What to do with a file that no part can hold. */
export const fileMend =
  "Give an image as the URL of an image, a PDF as the file_data of a file, and the text of anything else.";

/** A part of an item of the Responses API with its files as URLs. */
const itemPart = (part: unknown, refuse: (what: string) => never): unknown => {
  if (!isObject(part)) return part;
  const { type, image_url: image } = part;
  if (type === "input_file") return withPdfUrl(part);
  const url = type === "input_image" ? imageUrlOf(image ?? undefined, refuse) : undefined;
  return url === undefined ? part : { ...part, image_url: url };
};

/**
 * An item of the Responses API with the files of its parts as URLs.
 * @param refuse - is told what is wrong, to follow the item's place in a sentence
 */
export const withFileUrls = (item: JsonObject, refuse: (what: string) => never): JsonObject => {
  const lists = ["content", "output"].flatMap((name) => {
    const parts = item[name];
    if (!Array.isArray(parts)) return [];
    const refuseAt = (index: number) => (what: string) => refuse(`(part ${index + 1}) ${what}`);
    return [[name, parts.map((part, index) => itemPart(part, refuseAt(index)))]];
  });
  const changed = { ...item, ...Object.fromEntries(lists) };
  return holdsFile(changed) ? refuse(`holds a file. ${fileMend}`) : changed;
};
