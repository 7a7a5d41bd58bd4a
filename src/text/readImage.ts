import { bytesOf, fileOf } from "./bytesOf";
import { bytesOfBase64, bytesOfDataUrl } from "./encodedBytes";
import { fileFormat } from "./fileFormat";
import { isAnimatedGif } from "./isAnimatedGif";
import { isBlank } from "./withoutThoughts";

/** URLs of images for a model, or what is wrong with the value, to follow its place in a sentence. */
type ReadImage = { urls: string[] } | { problem: string };

/** Most bytes of one image, and of all images of a message together (service limit of 50 MB). */
export const mostImageBytes = 50 * 2 ** 20;

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;

const convert = "Convert it to PNG, JPEG, GIF or WebP.";

/** Checks that an image is complete, by its format's end mark. */
const endChecks: Readonly<Record<string, (bytes: Buffer) => boolean>> = {
  "image/png": (bytes) => bytes.subarray(0, -4).lastIndexOf("IEND") > 0,
  // A preview inside the image has an end mark as well, before the image's own.
  "image/jpeg": (bytes) =>
    bytes.lastIndexOf("\xff\xd9", undefined, "latin1") > bytes.lastIndexOf("\xff\xda", undefined, "latin1"),
  "image/gif": (bytes) => bytes.length > 13 && bytes.subarray(-64).includes(";"),
  "image/webp": (bytes) => bytes.length >= bytes.readUInt32LE(4) + 8,
};

/** True for an image of this content type that is complete, by its format's end mark. */
export const isWholeImage = (bytes: Buffer, imageType: string): boolean =>
  endChecks[imageType]?.(bytes) === true;

/** Reads bytes as an image, whatever its name or content type is. */
const readBytes = (bytes: Buffer): ReadImage => {
  if (bytes.length === 0) return { problem: "is empty. Reference an image." };
  const format = fileFormat(bytes);
  if (!format) return { problem: `is no image that a model looks at. ${convert}` };
  if (!format.imageType) return { problem: `is ${format.name}. ${convert}` };
  if (!isWholeImage(bytes, format.imageType))
    return { problem: `is ${format.name} that is cut off. Reference the whole image.` };
  if (format.imageType === "image/gif" && isAnimatedGif(bytes))
    return { problem: "is an animated GIF, and models look at one picture alone. Convert it to PNG." };
  if (bytes.length > mostImageBytes)
    return {
      problem: `has ${megabytes(bytes.length)}, and the service takes ${megabytes(mostImageBytes)}. Make it smaller.`,
    };
  return { urls: [`data:${format.imageType};base64,${bytes.toString("base64")}`] };
};

/** Reads a data URL and corrects its type by its bytes. */
const readDataUrl = (text: string): ReadImage => {
  const bytes = bytesOfDataUrl(text);
  if (bytes) return readBytes(bytes);
  return /,\s*\S/.test(text)
    ? { problem: "is a data URL whose data is not base64. Encode it again." }
    : { problem: "is a data URL without data. Reference an image." };
};

const separators = new Set([",", ";", "|", " ", "\t", "\r", "\n", "\u00a0"]);

const isSeparator = (text: string, index: number): boolean => separators.has(text.charAt(index));

const withoutSeparators = (text: string): string => {
  let end = text.length;
  while (isSeparator(text, end - 1)) end -= 1;
  return text.slice(0, end);
};

/**
 * The URLs in a text, which separators may divide. A comma without a blank after it may belong to the URL before it,
 * which is so where that URL contains another one, for instance in its query.
 */
const addressesIn = (text: string): string[] => {
  const found = [...text.matchAll(/https?:\/\//gi)].map(({ index }) => index);
  const starts: number[] = [];
  let holdsAddress = false;
  for (const index of found) {
    const isBehindBlank = index === 0 || isBlank(text.charAt(index - 1));
    if (isBehindBlank || (isSeparator(text, index - 1) && !holdsAddress)) {
      starts.push(index);
      holdsAddress = false;
    } else holdsAddress = true;
  }
  return starts.map((start, position) => withoutSeparators(text.slice(start, starts[position + 1])));
};

const readAddress = (address: string): ReadImage => {
  if (/^http:/i.test(address))
    return { problem: "is an address that begins with http. Enter one that begins with https." };
  if (/\s/.test(address))
    return {
      problem:
        "is an address with a blank in it. Write %20 for it, or remove what does not belong to the address.",
    };
  return URL.canParse(address)
    ? { urls: [address] }
    : { problem: "is no address that can be read. Correct it." };
};

const joined = (images: readonly ReadImage[]): ReadImage =>
  images.find((image) => "problem" in image) ?? {
    urls: images.flatMap((image) => ("urls" in image ? image.urls : [])),
  };

const readText = (text: string): ReadImage => {
  const trimmed = text.trim();
  if (trimmed === "") return { problem: "is empty. Reference an image." };
  if (/^https?:/i.test(trimmed)) return joined(addressesIn(trimmed).map(readAddress));
  if (/^data:/i.test(trimmed)) return readDataUrl(trimmed);
  const bytes = bytesOfBase64(trimmed);
  return bytes
    ? readBytes(bytes)
    : { problem: "is no image. It has to be an https address, a data URL, base64 text, or a file." };
};

/** Most levels at which an attachment may have its URL. */
const mostLevels = 3;

const readAt = (value: unknown, level: number): ReadImage => {
  if (typeof value === "string") return readText(value);
  if (Array.isArray(value)) return joined(value.map((entry) => readAt(entry, level + 1)));
  const file = fileOf(value);
  if (file) return readBytes(file.bytes);
  if (value instanceof URL) return readText(value.href);
  const { data, url, image_url: imageUrl } = (value ?? {}) as Record<string, unknown>;
  const inner = [data, url, imageUrl].find((one) => one !== undefined && one !== null);
  if (level < mostLevels && (typeof inner === "string" || (typeof inner === "object" && !bytesOf(inner))))
    return readAt(inner, level + 1);
  return { problem: "is no image. It has to be an https address, a data URL, base64 text, or a file." };
};

/**
 * Reads a value as one or several images. https URLs stay as they are, also several in one text. Data URLs, base64
 * text, bytes, files, and attachments with a `url` become data URLs with the type that their first bytes show.
 */
export const readImage = (value: unknown): ReadImage => readAt(value, 0);

/** The number of bytes in a data URL; 0 for any other URL. */
export const bytesInUrl = (url: string): number =>
  url.startsWith("data:") ? Math.floor(((url.length - url.indexOf(",")) * 3) / 4) : 0;
