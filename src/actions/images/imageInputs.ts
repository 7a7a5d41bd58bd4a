import { input } from "@prismatic-io/spectral";
import { cleanName, cleanText, refuse } from "../../inputs/cleaners";
import { choiceInput, numberInput } from "../../inputs/kinds";

/** The longest prompt that any image model takes, in characters (preview API reference). */
const longestImagePrompt = 32_000;

/** What to draw. */
export const imagePrompt = input({
  label: "Prompt",
  type: "text",
  required: true,
  comments:
    "A description of the images. gpt-image-1, 1-mini and 1.5 on Azure may accept 4,000 characters only; 32,000 is the limit of all.",
  placeholder: "Enter a description",
  example: "A watercolor of a lighthouse at dawn",
  clean: (value: unknown): string => {
    const text = cleanText("Prompt")(value) ?? refuse("Prompt", value, "Enter a description of the images.");
    if (text.length <= longestImagePrompt) return text;
    throw new Error(`Prompt: it has ${text.length} characters. Enter ${longestImagePrompt} at most.`);
  },
});

/** How many images to draw. */
export const numImages = numberInput({
  label: "Number of Images",
  default: "1",
  comments: "How many images to draw, from 1 to 10.",
  example: "1",
  range: { min: 1, max: 10, isInteger: true },
});

/** How carefully to draw. */
export const imageQuality = choiceInput({
  label: "Quality",
  comments:
    "How detailed the images are. Higher costs more and takes longer. xhigh and max are for gpt-image-2.5 and later on OpenAI. Empty leaves it to the service.",
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
});

/** What is behind the subject. */
export const imageBackground = choiceInput({
  label: "Background",
  comments:
    "The background of the images. transparent needs the format png or webp. Empty leaves it to the service.",
  placeholder: "Choose a background",
  example: "transparent",
  choices: { auto: "Automatic", opaque: "Opaque", transparent: "Transparent" },
});

/** File format of the images. */
export const imageFormat = choiceInput({
  label: "Output Format",
  comments: "The file format of the images. Azure draws png and jpeg, OpenAI webp as well. Empty means png.",
  placeholder: "Choose a format",
  example: "png",
  choices: { png: "PNG", jpeg: "JPEG", webp: "WebP" },
});

/** How much to compress. */
export const imageCompression = numberInput({
  label: "Output Compression",
  comments:
    "How strongly jpeg and webp images are compressed, from 0 to 100. Empty leaves it to the service (100).",
  example: "80",
  range: { min: 0, max: 100, isInteger: true },
});

const versionForm = /^(v1|preview|\d{4}-\d{2}-\d{2}(-preview)?)$/;

/** An api-version for one step. */
export const apiVersion = input({
  label: "API Version",
  type: "string",
  required: false,
  comments:
    "The api-version of this step, where it has to differ from the connection's. Empty means preview for a connection of the v1 API, in which images are a preview; v1 sends none.",
  placeholder: "Enter a version",
  example: "preview",
  clean: (value: unknown): string | undefined => {
    const version = cleanName("API Version")(value)?.toLowerCase();
    if (version === undefined || versionForm.test(version)) return version;
    return refuse("API Version", value, "Enter v1, preview, or a date such as 2025-04-01-preview.");
  },
});
