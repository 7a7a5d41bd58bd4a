import { findField } from "../text/fieldValue";
import { refuseInput } from "../text/InputError";
import { shownName } from "../text/nearestNames";
import { bytesInUrl, mostImageBytes, readImage } from "../text/readImage";
import { shown } from "./cleaners";
import { insteadOf, readField } from "./fieldNames";
import { listInput } from "./kinds";
import { allowMissingFields } from "./promptTemplate";
import type { DataRecord } from "./records";

const label = "Image Fields";
const accepted =
  "It has to be an https address, a data URL, base64 text, or a file, of a PNG, JPEG, GIF or WebP image.";
/** Most images of a request (service limit). */
const mostImages = 50;

/** Input for the fields of a record with images for the model. */
export const imageFields = listInput({
  label,
  comments:
    "Fields of the record that hold an image, or a list of images, for a model with vision: an https address, a data URL, base64 text, or a file.",
  placeholder: "Enter the name of a field",
  example: "photo",
  most: mostImages,
});

const imagesOf = (
  records: readonly DataRecord[],
  index: number,
  name: string,
  allowsMissing: boolean,
): string[] => {
  const place = `record ${index + 1}`;
  const record = records[index] ?? {};
  const value = readField(label, record, index, name);
  const isEmpty =
    value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
  if (isEmpty) {
    if (allowsMissing) return [];
    const isUnknown = records.every((one) => findField(one, name) === undefined);
    const hint = isUnknown ? insteadOf(name, records) : "";
    return refuseInput(
      label,
      `${place} has no ${shownName(name)}.${hint}`,
      `Add it, or set ${allowMissingFields.label} to true. ${accepted}`,
    );
  }
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.flatMap((one, position) => {
    const image = readImage(one);
    if ("urls" in image) return image.urls;
    const which = values.length > 1 ? `image ${position + 1} in ` : "";
    const given = typeof one === "object" ? "" : `, "${shown(one)}",`;
    return refuseInput(label, `${which}${shownName(name)} of ${place}${given} ${image.problem}`);
  });
};

/**
 * The URLs of each record's images, in the order of the fields.
 * @throws InputError that names the first record whose images can't be sent.
 */
export const recordImages = (
  records: readonly DataRecord[],
  fields: readonly string[] | undefined,
  allowsMissing: boolean | undefined,
): string[][] => {
  return records.map((_record, index) => {
    const images = (fields ?? []).flatMap((name) => imagesOf(records, index, name, allowsMissing ?? false));
    const bytes = images.reduce((sum, url) => sum + bytesInUrl(url), 0);
    if (images.length > mostImages)
      refuseInput(
        label,
        `record ${index + 1} has ${images.length} images.`,
        `A request may show ${mostImages} at most.`,
      );
    if (bytes > mostImageBytes)
      refuseInput(
        label,
        `the images of record ${index + 1} have ${Math.ceil(bytes / 2 ** 20)} MB together.`,
        `A request may show ${mostImageBytes / 2 ** 20} MB at most: make them smaller, or give their addresses.`,
      );
    return images;
  });
};
