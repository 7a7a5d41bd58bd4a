import { input } from "@prismatic-io/spectral";
import { imageUrl } from "../text/imageUrl";
import { fieldValue } from "../text/promptTemplate";
import { choices } from "./choices";
import { cleanChoice, cleanTextList, shown } from "./cleaners";
import { allowMissingFields } from "./promptTemplate";
import type { DataRecord } from "./records";

const label = "Image Fields";
const accepted =
  "It has to be an https address, a data URL, base64 text, or a file, of a PNG, JPEG, GIF or WebP image.";
/** What one request may show (service limit). */
const mostImages = 50;

/** Which fields of a record are shown to the model as images. */
export const imageFields = input({
  label,
  type: "string",
  collection: "valuelist",
  required: false,
  comments:
    "Fields of the record that hold an image, or a list of images, for a model with vision: an https address, a data URL, base64 text, or a file.",
  placeholder: "Enter the name of a field",
  example: "photo",
  clean: (value: unknown) => cleanTextList(label, mostImages)(value)?.map((name) => name.trim()),
});

const details = ["low", "high", "auto"] as const;

/** How closely the model looks. */
export const imageDetail = input({
  label: "Image Detail",
  type: "string",
  required: false,
  model: choices(details),
  comments: "How closely the model looks at images: high costs more tokens. Empty leaves it to the service.",
  placeholder: "Choose a detail",
  example: "low",
  clean: cleanChoice("Image Detail", details),
});

const imagesOf = (record: DataRecord, name: string, place: string, allowsMissing: boolean): string[] => {
  const value = fieldValue(record, name);
  if (value === undefined || value === null || value === "") {
    if (allowsMissing) return [];
    throw new Error(
      `${label}: ${place} has no ${name}. Add it, or set ${allowMissingFields.label} to true. ${accepted}`,
    );
  }
  return (Array.isArray(value) ? value : [value]).map(
    (one) =>
      imageUrl(one) ??
      (() => {
        throw new Error(`${label}: ${name} of ${place} is ${shown(one)}. ${accepted}`);
      })(),
  );
};

/**
 * The addresses of each record's images, in the order of the fields.
 * @throws Error that names the first record whose images can't be sent.
 */
export const recordImages = (
  records: readonly DataRecord[],
  fields: readonly string[] | undefined,
  allowsMissing: boolean | undefined,
): string[][] =>
  records.map((record, index) => {
    const place = `record ${index + 1}`;
    const images = (fields ?? []).flatMap((name) => imagesOf(record, name, place, allowsMissing ?? false));
    if (images.length <= mostImages) return images;
    throw new Error(
      `${label}: ${place} has ${images.length} images. A request may show ${mostImages} at most.`,
    );
  });
