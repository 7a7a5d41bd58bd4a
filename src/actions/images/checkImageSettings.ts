import type { Client } from "../../client/createClient";
import { refuse } from "../../inputs/cleaners";

interface ImageSettings {
  background?: "auto" | "opaque" | "transparent" | undefined;
  outputFormat?: "png" | "jpeg" | "webp" | undefined;
  outputCompression?: number | undefined;
}

/**
 * Refuses what no model draws, before it costs a call.
 * @throws Error by the label of the input.
 */
export const checkImageSettings = ({ endpoint }: Client, settings: ImageSettings): void => {
  const { background, outputFormat, outputCompression } = settings;
  const { imageFormats } = endpoint.limits;
  if (outputFormat && imageFormats && !imageFormats.includes(outputFormat)) {
    refuse("Output Format", outputFormat, `Azure draws ${imageFormats.join(" and ")}.`);
  }
  if (background === "transparent" && outputFormat === "jpeg") {
    refuse("Background", background, "Choose the Output Format png: jpeg has no transparency.");
  }
  if (outputCompression !== undefined && (outputFormat ?? "png") === "png") {
    refuse(
      "Output Compression",
      outputCompression,
      "Leave it empty: png is not compressed. Or choose another Output Format.",
    );
  }
};
