import type { Client } from "../../client/createClient";
import { refuse } from "../../inputs/cleaners";

interface ImageSettings {
  background?: "auto" | "opaque" | "transparent" | undefined;
  outputFormat?: "png" | "jpeg" | "webp" | undefined;
  outputCompression?: number | undefined;
}

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
  if (outputCompression !== undefined && (outputFormat ?? "png") === "png") {
    refuse(
      "Output Compression",
      outputCompression,
      "Leave it empty: PNG is not compressed. Or choose another Output Format.",
    );
  }
};
