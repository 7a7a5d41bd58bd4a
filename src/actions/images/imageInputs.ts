import { input, structuredObjectInput } from "@prismatic-io/spectral";
import { cleanText, refuse } from "../../inputs/cleaners";
import { extraParameters } from "../../inputs/extraParameters";
import { choiceInput, numberInput } from "../../inputs/kinds";
import { refuseInput } from "../../text/InputError";

/** Longest prompt of all image models, in characters (preview API reference). */
const longestImagePrompt = 32_000;

/** Input for the description of the image. */
export const imagePrompt = input({
  label: "Prompt",
  type: "text",
  required: true,
  comments: "A description of the images, of up to 32,000 characters; some models on Azure accept 4,000.",
  placeholder: "Enter a description",
  example: "A watercolor of a lighthouse at dawn",
  clean: (value: unknown): string => {
    const text = cleanText("Prompt")(value) ?? refuse("Prompt", value, "Enter a description of the images.");
    if (text.length <= longestImagePrompt) return text;
    return refuseInput("Prompt", `it has ${text.length} characters.`, `Enter ${longestImagePrompt} at most.`);
  },
});

/** Input for the number of images. */
export const numImages = numberInput({
  label: "Number of Images",
  default: "1",
  comments: "How many images to draw, from 1 to 10.",
  example: "1",
  range: { min: 1, max: 10, isInteger: true },
});

/** Group of settings for the look and the file format of images. */
export const imageSettings = structuredObjectInput({
  label: "Image Settings",
  comments: "How the images look, and what files they are. Empty settings are left to the service.",
  inputs: {
    quality: choiceInput({
      label: "Quality",
      comments:
        "How detailed the images are; more costs more and takes longer. Extra High and Maximum are for gpt-image-2.5 and later on OpenAI.",
      placeholder: "Choose a quality",
      example: "high",
      choices: {
        auto: "Automatic",
        low: "Low",
        medium: "Medium",
        high: "High",
        xhigh: "Extra High",
        max: "Maximum",
      },
    }),
    background: choiceInput({
      label: "Background",
      comments: "What is behind the subject. Transparent can't be set together with the Output Format JPEG.",
      placeholder: "Choose a background",
      example: "transparent",
      choices: { auto: "Automatic", opaque: "Opaque", transparent: "Transparent" },
    }),
    outputFormat: choiceInput({
      label: "Output Format",
      comments: "The format of the files. Empty means PNG; WebP is for OpenAI alone.",
      placeholder: "Choose a format",
      example: "png",
      choices: { png: "PNG", jpeg: "JPEG", webp: "WebP" },
    }),
    outputCompression: numberInput({
      label: "Output Compression",
      comments:
        "How strongly JPEG and WebP files are compressed, from 0 to 100. Can't be set together with the Output Format PNG.",
      example: "80",
      range: { min: 0, max: 100, isInteger: true },
    }),
    extraParameters,
  },
});
