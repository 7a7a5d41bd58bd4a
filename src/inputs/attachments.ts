import { input, structuredObjectInput } from "@prismatic-io/spectral";
import { isEmpty } from "./cleaners";
import { imageDetail } from "./imageDetail";
import { type ModelFile, readModelFiles } from "./modelFiles";

const label = "Files";

/** Input for the files that the model reads with the prompt. */
const files = input({
  label,
  type: "data",
  required: false,
  comments: "A file of an earlier step, a list of files, or https addresses.",
  placeholder: "Reference files, or enter an address",
  example: "https://example.com/photo.png",
  clean: (value: unknown): ModelFile[] | undefined =>
    isEmpty(value) ? undefined : readModelFiles(label, value),
});

/** Group of inputs for files that the model reads, the same for every action that takes some. */
export const attachments = structuredObjectInput({
  label,
  comments: "Images, PDFs and texts that the model reads with the prompt.",
  inputs: { files, imageDetail },
});
