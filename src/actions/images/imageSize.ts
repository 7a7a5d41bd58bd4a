import { input } from "@prismatic-io/spectral";
import { dropdown } from "../../inputs/choices";
import { refuse, scalarText, shown } from "../../inputs/cleaners";

const label = "Image Size";

/** Sizes of the models with fixed sizes, and common ones of the others. */
const commonSizes = {
  auto: "Automatic",
  "1024x1024": "Square (1024 × 1024)",
  "1024x1536": "Portrait (1024 × 1536)",
  "1536x1024": "Landscape (1536 × 1024)",
  "1024x1792": "Tall (1024 × 1792)",
  "1792x1024": "Wide (1792 × 1024)",
  "2048x2048": "Large Square (2048 × 2048)",
  "2160x3840": "4K Portrait (2160 × 3840)",
  "3840x2160": "4K Landscape (3840 × 2160)",
};

const edgeStep = 16;
const longestEdge = 3840;
const smallestArea = 655_360;
const largestArea = 8_294_400;
const widestAspect = 3;

const accepted = `Enter auto, or width x height such as 1024x1024: multiples of ${edgeStep}, the longer edge ${longestEdge} at most, the aspect 3:1 at most, and from 655,360 to 8,294,400 pixels in all.`;

/**
 * Cleans the size of an image. It accepts what a current model may draw (service reference for gpt-image-2 and later,
 * which includes the fixed sizes of earlier models). Which of them a deployment accepts depends on its model, which
 * only the service knows.
 */
export const cleanImageSize = (value: unknown): string | undefined => {
  const text = (value === undefined || value === null ? "" : (scalarText(value) ?? shown(value)))
    .trim()
    .toLowerCase();
  if (text === "") return undefined;
  if (text === "auto") return text;
  const [, width, height] = (/^(\d+)\s*[x×*]\s*(\d+)$/.exec(text) ?? []).map(Number);
  if (!width || !height) return refuse(label, value, accepted);
  const isDrawable =
    width % edgeStep === 0 &&
    height % edgeStep === 0 &&
    Math.max(width, height) <= longestEdge &&
    Math.max(width, height) / Math.min(width, height) <= widestAspect &&
    width * height >= smallestArea &&
    width * height <= largestArea;
  return isDrawable ? `${width}x${height}` : refuse(label, value, accepted);
};

/** Input for the width and height of an image. */
export const imageSize = input({
  label,
  type: "string",
  required: false,
  default: "1024x1024",
  model: dropdown(commonSizes),
  comments:
    "The size of the images in pixels; which ones a deployment draws depends on its model. A reference may give any other, such as 1280x720.",
  placeholder: "Choose a size",
  example: "1536x1024",
  clean: cleanImageSize,
});
