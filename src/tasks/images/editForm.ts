import type { Client } from "../../client/createClient";
import type { FormParts } from "../../client/sdk/ModelForm";
import type { ImageFile } from "../../inputs/imageFiles";
import { formFields } from "../../text/formFields";
import { readAt, refuseInput } from "../../text/InputError";
import { imageDimensions } from "../../text/imageDimensions";
import { transparencyOf } from "../../text/images/transparencyOf";

const extensionOf = ({ contentType }: ImageFile): string => contentType.replace("image/", "");

/** Refuses what this service does not read, though another one does. */
const checkTypes = ({ endpoint }: Client, images: readonly ImageFile[]): void => {
  const { imageFormats } = endpoint.limits;
  for (const [index, image] of images.entries()) {
    if (!imageFormats || imageFormats.includes(extensionOf(image))) continue;
    readAt(`image ${index + 1}`, () =>
      refuseInput(
        "Images",
        "it is a WebP image, and Azure edits PNG and JPEG.",
        "Convert it to PNG or JPEG.",
      ),
    );
  }
};

/** A PNG that is laid over the first image. */
interface Layer {
  label: "Mask" | "Markup";
  file: ImageFile;
}

/** Refuses a layer of another size. A JPEG may say that it is to be turned: its sides may change places. */
const checkSize = ({ label, file }: Layer, first: ImageFile): void => {
  const [own, other] = [imageDimensions(file.bytes), imageDimensions(first.bytes)];
  if (!own || !other) return;
  const isSame = own.width === other.width && own.height === other.height;
  const isTurned = own.width === other.height && own.height === other.width;
  if (isSame || (isTurned && first.contentType === "image/jpeg")) return;
  refuseInput(
    label,
    `it is ${own.width} × ${own.height} pixels large, and the first image ${other.width} × ${other.height}.`,
    "Save it in the size of the first image.",
  );
};

/** How to make each layer, and what one means that is transparent everywhere. */
const layers: Readonly<Record<Layer["label"], Readonly<Record<"mend" | "all", string>>>> = {
  Mask: {
    mend: "Save a PNG whose places to change are transparent, and all others opaque: black and white mark nothing.",
    all: "Mask is transparent everywhere: all of the first image may change.",
  },
  Markup: {
    mend: "Save a PNG that is transparent but for what is drawn on it.",
    all: "Markup is transparent everywhere: nothing is drawn on it.",
  },
};

/** Refuses a layer that is transparent nowhere, and warns of one that is so everywhere. */
const checkPixels = async ({ warnings }: Client, { label, file }: Layer): Promise<void> => {
  const { mend, all } = layers[label];
  switch (await transparencyOf(file.bytes)) {
    case "damaged":
      return refuseInput(label, "it is a PNG that can't be read.", "Save it again.");
    case "absent":
      return refuseInput(label, "it has no transparency (alpha channel).", mend);
    case "none":
      return refuseInput(label, "it is transparent nowhere.", mend);
    case "all":
      return warnings.add(all);
    case "some":
    case "unknown":
      return undefined;
  }
};

/** What is edited, and what is laid over it. */
interface EditedImages {
  images: readonly ImageFile[];
  mask?: ImageFile | undefined;
  markup?: ImageFile | undefined;
}

const layerOf = ({ mask, markup }: EditedImages): Layer | undefined => {
  if (mask && markup) return refuseInput("Markup", "it can't be set together with Mask.", "Leave one empty.");
  if (mask) return { label: "Mask", file: mask };
  return markup && { label: "Markup", file: markup };
};

const partOf = (field: string, name: string, image: ImageFile) => ({
  field,
  fileName: `${name}.${extensionOf(image)}`,
  contentType: image.contentType,
  data: image.bytes,
});

/**
 * Makes the form that asks for edited images.
 * @param fields - those of the request, apart from the model and the files
 * @throws InputError for images that the service does not read, and for a mask that marks nothing or does not fit.
 */
export const editForm = async (client: Client, edited: EditedImages, fields: object): Promise<FormParts> => {
  const { images } = edited;
  const [first] = images;
  const layer = layerOf(edited);
  checkTypes(client, images);
  if (layer && first) {
    checkSize(layer, first);
    await checkPixels(client, layer);
  }
  // One image has the field of both references, several the one that both services show in their guides.
  const field = images.length > 1 ? "image[]" : "image";
  const files = images.map((image, index) => partOf(field, `image-${index + 1}`, image));
  const name = layer?.label.toLowerCase() ?? "";
  return {
    fields: formFields(fields),
    files: layer ? [...files, partOf(name, name, layer.file)] : files,
  };
};
