import { fileOf } from "../text/bytesOf";
import { bytesOfBase64, bytesOfDataUrl } from "../text/encodedBytes";
import { fileFormat } from "../text/fileFormat";
import { readAt, refuseInput } from "../text/InputError";
import { fieldsOf } from "../text/isObject";
import { isWholeImage, mostImageBytes } from "../text/readImage";
import { nameOfFile } from "./fileNames";
import { flatFiles } from "./flatFiles";
import { listEntries } from "./listEntries";
import { readable } from "./readable";

/** An image to send as a file. */
export interface ImageFile {
  bytes: Buffer;
  /** The content type that its bytes show, whatever its name and its own type say. */
  contentType: string;
}

/** What an image may be: its content types, and in words what they are and what to do with any other. */
interface Accepted {
  types: readonly string[];
  what: string;
  mend: string;
  /** An image has to have fewer bytes. */
  tooManyBytes: number;
}

const accepted = "Accepted is a file of an earlier step, a data URL, or the base64 text of an image.";

/** Most levels at which a value may have its file. */
const mostLevels = 3;

const bytesOfText = (label: string, text: string): Buffer => {
  if (/^\s*https?:/i.test(text.slice(0, 100)))
    refuseInput(
      label,
      "it is an address, and the image itself has to be sent.",
      "Download it in a step before this one, and reference its file.",
    );
  if (/^\s*data:/i.test(text.slice(0, 100)))
    return (
      bytesOfDataUrl(text) ?? refuseInput(label, "it is a data URL without data that can be read.", accepted)
    );
  const bytes = bytesOfBase64(text);
  // Words may look like base64 by chance.
  return bytes && fileFormat(bytes) ? bytes : refuseInput(label, "it is a text, and no image.", accepted);
};

const bytesIn = (label: string, value: unknown, level = 0): Buffer => {
  if (typeof value === "string") return bytesOfText(label, value);
  if (value instanceof URL) return bytesOfText(label, value.href);
  const file = fileOf(value);
  if (file) return file.bytes;
  const { data, url, image_url: imageUrl, b64_json: base64 } = fieldsOf(value);
  const inner = [data, base64, url, imageUrl].find((one) => one !== undefined && one !== null);
  return inner === undefined || level >= mostLevels
    ? refuseInput(label, "it is no file.", accepted)
    : bytesIn(label, inner, level + 1);
};

const inMegabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 19) / 2} MB`;

const readOne = (label: string, value: unknown, { types, what, mend, tooManyBytes }: Accepted): ImageFile => {
  const bytes = readable(label, accepted, () => bytesIn(label, value));
  if (bytes.length === 0) refuseInput(label, "it is empty.", accepted);
  const format = fileFormat(bytes);
  const contentType = format?.imageType;
  if (!contentType || !types.includes(contentType))
    return refuseInput(label, `it is ${format?.name ?? "no image"}, and ${what}.`, mend);
  if (!isWholeImage(bytes, contentType))
    refuseInput(label, `it is ${format.name} that is cut off.`, "Reference the whole image.");
  if (bytes.length >= tooManyBytes)
    refuseInput(
      label,
      `it has ${inMegabytes(bytes.length)}.`,
      `Make it smaller: the service takes less than ${inMegabytes(tooManyBytes)}.`,
    );
  return { bytes, contentType };
};

/** Most images of a request (service reference). */
const mostImages = 16;

/**
 * Reads a file, or a list of files, as the images of a request. Their bytes are not copied.
 * @throws InputError with the label, the place of the image, what it is and what to do.
 */
export const readImageFiles = (label: string, value: unknown): ImageFile[] => {
  const entries = flatFiles(listEntries(value));
  if (entries.length > mostImages)
    refuseInput(label, `${entries.length} images are too many.`, `A request takes ${mostImages} at most.`);
  return entries.map((entry, index) => {
    const place = `image ${index + 1}`;
    const name = readAt(place, () => readable(label, accepted, () => nameOfFile(entry)));
    return readAt(name === undefined ? place : `${place} (${name})`, () =>
      readOne(label, entry, {
        types: ["image/png", "image/jpeg", "image/webp"],
        what: "the service edits PNG, JPEG and WebP",
        mend: "Convert it to PNG or JPEG.",
        tooManyBytes: mostImageBytes,
      }),
    );
  });
};

/**
 * Reads a file as a PNG that is laid over an image; undefined for an empty input.
 * @param tooManyBytes - it has to have fewer bytes
 * @throws InputError with the label, what it is and what to do.
 */
export const readLayerFile = (label: string, value: unknown, tooManyBytes: number): ImageFile | undefined => {
  const [layer, ...others] = flatFiles(listEntries(value));
  if (others.length > 0) refuseInput(label, `it has ${others.length + 1} files.`, "Reference one alone.");
  return layer === undefined
    ? undefined
    : readOne(label, layer, {
        types: ["image/png"],
        what: "it has to be a PNG with transparency",
        mend: "Save it as PNG.",
        tooManyBytes,
      });
};
