import { PNG } from "pngjs";
import type { Answer } from "../../server/answer";
import type { FormPart } from "../../server/parseMultipart";
import { refuseAbsent, refuseField } from "../../server/refusals";
import { refuseImage } from "./imageRefusals";

/** The images of a sound edit. */
export interface EditedImages {
  /** The first image, where it is a PNG. */
  first: PNG | undefined;
  /** The size of the first image; undefined for a WebP, which the look-alike does not open. */
  size: { width: number; height: number } | undefined;
  /** The mask's pixels, as many as those of the first image. */
  mask: PNG | undefined;
  count: number;
}

const mostImages = 16;
const types = ["image/jpeg", "image/png", "image/webp"];
const alphaTypes = [4, 6];

const readPng = (bytes: Buffer): PNG | undefined => {
  try {
    return PNG.sync.read(bytes);
  } catch {
    return undefined;
  }
};

/** The size in the first frame header of a JPEG. */
const jpegSize = (bytes: Buffer): { width: number; height: number } | undefined => {
  for (let place = 2; place + 9 < bytes.length && bytes[place] === 0xff; ) {
    const marker = bytes[place + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xc2)
      return { height: bytes.readUInt16BE(place + 5), width: bytes.readUInt16BE(place + 7) };
    place += 2 + bytes.readUInt16BE(place + 2);
  }
  return undefined;
};

const startsAs: Record<string, string> = {
  "image/png": "\x89PNG",
  "image/jpeg": "\xff\xd8\xff",
  "image/webp": "RIFF",
};

/** The first thing that is wrong with an image; undefined for a sound one. */
const refuseEach = (
  { contentType = "application/octet-stream", bytes }: FormPart,
  index: number,
): Answer | undefined => {
  if (!types.includes(contentType)) {
    const message = `Invalid file 'image[${index}]': unsupported mimetype ('${contentType}'). Supported file formats are 'image/jpeg', 'image/png', and 'image/webp'.`;
    return refuseField(`image[${index}]`, message, "unsupported_file_mimetype");
  }
  const isThat = bytes.toString("latin1", 0, 4).startsWith(startsAs[contentType] ?? "");
  if (isThat && (contentType !== "image/png" || readPng(bytes))) return undefined;
  const message = `Invalid image file or mode for image ${index + 1}, please check your image file.`;
  return refuseImage(message, "invalid_image_file");
};

const hasTransparency = (png: Buffer): boolean => alphaTypes.includes(png[25] ?? 0) || png.includes("tRNS");

const readMask = (part: FormPart, size: EditedImages["size"]): PNG | Answer => {
  const refuse = (why: string): Answer =>
    refuseImage(`Invalid mask image format - ${why}`, "invalid_mask_image_format");
  const png = readPng(part.bytes);
  if (png === undefined || !hasTransparency(part.bytes)) return refuse("mask image missing alpha channel");
  return size === undefined || (png.width === size.width && png.height === size.height)
    ? png
    : refuse("mask size does not match image size");
};

/** The images of a form, or the first thing that the service would refuse. */
export const readEdit = (form: readonly FormPart[] = []): EditedImages | Answer => {
  const images = form.filter(({ name }) => name === "image" || name === "image[]");
  const [first] = images;
  if (first === undefined) return refuseAbsent("image");
  if (images.length > mostImages) {
    const message = `Invalid 'image': array too long. Expected an array with maximum length ${mostImages}, but got an array with length ${images.length} instead.`;
    return refuseField("image", message, "array_above_max_length");
  }
  const refused = images.map(refuseEach).find((answer) => answer !== undefined);
  if (refused !== undefined) return refused;
  const png = first.contentType === "image/png" ? readPng(first.bytes) : undefined;
  const size = png ?? jpegSize(first.bytes);
  const part = form.find(({ name }) => name === "mask");
  const mask = part && readMask(part, size);
  if (mask !== undefined && "status" in mask) return mask;
  return { first: png, size, mask, count: images.length };
};
