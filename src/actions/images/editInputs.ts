import { input, structuredObjectInput } from "@prismatic-io/spectral";
import { dropdown } from "../../inputs/choices";
import { isEmpty, refuse } from "../../inputs/cleaners";
import { type ImageFile, readImageFiles, readLayerFile } from "../../inputs/imageFiles";
import { choiceInput } from "../../inputs/kinds";
import { mostImageBytes } from "../../text/readImage";
import { imageSize } from "./imageSize";

const imagesLabel = "Images";

/** Input for the images to edit. */
export const editedImages = input({
  label: imagesLabel,
  type: "data",
  required: true,
  comments: "Up to 16 files of earlier steps: PNG, JPEG or WebP, on Azure PNG or JPEG.",
  placeholder: "Reference a file, or a list of files",
  example: "A reference to a file of an earlier step",
  clean: (value: unknown): ImageFile[] => {
    const images = isEmpty(value) ? [] : readImageFiles(imagesLabel, value);
    return images.length > 0 ? images : refuse(imagesLabel, "", "Reference the image to edit.");
  },
});

const layerInput = (label: string, comments: string, tooManyBytes: number) =>
  input({
    label,
    type: "data",
    required: false,
    comments,
    placeholder: "Reference a file",
    example: "A reference to a file of an earlier step",
    clean: (value: unknown): ImageFile | undefined =>
      isEmpty(value) ? undefined : readLayerFile(label, value, tooManyBytes),
  });

/** Bytes that a mask has to have fewer of (service reference). */
const tooManyMaskBytes = 4 * 2 ** 20;

/** Input for the mask. */
export const mask = layerInput(
  "Mask",
  "A PNG of the first image's size, transparent where it is to change. A hint: other places may change too.",
  tooManyMaskBytes,
);

/** Group of settings for how the images are edited. */
export const editSettings = structuredObjectInput({
  label: "Edit Settings",
  comments: "Settings that few models take.",
  inputs: {
    inputFidelity: choiceInput({
      label: "Input Fidelity",
      comments: "How closely faces are kept. Leave it empty where the model refuses it.",
      placeholder: "Choose a fidelity",
      example: "high",
      choices: { low: "Low", high: "High" },
    }),
    markup: layerInput(
      "Markup",
      "A PNG of the first image's size, transparent but for what is drawn. Can't be set together with Mask.",
      mostImageBytes,
    ),
  },
});

/** Sizes that every model draws. */
const usualSizes = {
  auto: "Automatic",
  "1024x1024": "Square",
  "1024x1536": "Portrait",
  "1536x1024": "Landscape",
};

/** Input for the width and height of what comes out, which is by default up to the model. */
export const editedSize = {
  ...imageSize,
  default: "auto",
  model: dropdown(usualSizes),
  comments: "In pixels. A reference may give any other.",
};
