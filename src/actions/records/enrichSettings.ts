import { structuredObjectInput } from "@prismatic-io/spectral";
import { answerFormat, overwriteFields } from "../../inputs/answerSchema";
import { imageDetail } from "../../inputs/imageDetail";
import { allowMissingFields } from "../../inputs/promptTemplate";
import { imageFields } from "../../inputs/recordImages";

/** Group of inputs for images that the model is given with the prompt. */
export const imageOptions = structuredObjectInput({
  label: "Images",
  comments: "Images of the record, for a model with vision.",
  inputs: { imageFields, imageDetail },
});

/** Group of settings that are seldom changed. */
export const recordSettings = structuredObjectInput({
  label: "Record Settings",
  comments: "How fields are read and replaced, and how the model is told the form of its answers.",
  inputs: { allowMissingFields, overwriteFields, answerFormat },
});
