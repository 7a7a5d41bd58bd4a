import type { Client } from "../../client/createClient";
import { refuse } from "../../inputs/cleaners";

interface ImageSettings {
  numImages?: number | undefined;
  background?: "auto" | "opaque" | "transparent" | undefined;
  outputFormat?: "png" | "jpeg" | "webp" | "gif" | "svg" | undefined;
  outputCompression?: number | undefined;
  /** Absent where images are made from a description alone. */
  editing?: { hasMask: boolean } | undefined;
}

const compressed: readonly string[] = ["jpeg", "webp"];

/** Refuses what the formats of previews can't be set together with (service reference). */
const checkPreviews = ({ numImages = 1, outputFormat, editing }: ImageSettings): void => {
  if (outputFormat === "svg" && editing)
    refuse("Output Format", outputFormat, "Choose another: SVG is for Create Image alone.");
  if (outputFormat === "svg" && numImages > 1)
    refuse("Number of Images", numImages, "Enter 1: SVG is drawn one at a time.");
  if (outputFormat === "gif" && editing?.hasMask)
    refuse("Output Format", outputFormat, "Choose another, or leave Mask empty: GIF is drawn without one.");
};

/**
 * Refuses settings that no model accepts, before a call is made.
 * @throws InputError with the label of the input.
 */
export const checkImageSettings = ({ endpoint }: Client, settings: ImageSettings): void => {
  const { background, outputFormat, outputCompression } = settings;
  const { imageFormats } = endpoint.limits;
  if (outputFormat && imageFormats && !imageFormats.includes(outputFormat)) {
    const drawn = imageFormats.map((format) => format.toUpperCase()).join(" and ");
    refuse("Output Format", outputFormat, `Azure draws ${drawn}.`);
  }
  if (background === "transparent" && outputFormat === "jpeg") {
    refuse("Background", background, "Choose the Output Format PNG: JPEG has no transparency.");
  }
  const format = outputFormat ?? "png";
  if (outputCompression !== undefined && !compressed.includes(format)) {
    refuse(
      "Output Compression",
      outputCompression,
      `Leave it empty: ${format.toUpperCase()} is not compressed. Or choose another Output Format.`,
    );
  }
  checkPreviews(settings);
};
