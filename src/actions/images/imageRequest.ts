import type { ImageGenerateParamsNonStreaming } from "openai/resources/images";
import type { Client } from "../../client/createClient";
import { withExtras } from "../../inputs/extraParameters";
import { requestFields } from "../../inputs/requestFields";
import { type SettingsOf, settingsOf } from "../../inputs/settingsOf";
import { checkImageSettings } from "./checkImageSettings";
import { imageSettings } from "./imageInputs";

/** The field of an image request for each of these inputs. */
const imageFields = {
  numImages: "n",
  imageSize: "size",
  inputFidelity: "input_fidelity",
  quality: "quality",
  complexity: "complexity",
  background: "background",
  outputFormat: "output_format",
  outputCompression: "output_compression",
} as const;

/** What the two image actions have in common. */
interface ImageParams {
  prompt: string;
  numImages?: number | undefined;
  imageSize?: string | undefined;
  imageSettings: SettingsOf<typeof imageSettings>;
  inputFidelity?: "low" | "high" | undefined;
}

/**
 * The fields of a request for images, apart from the model and files.
 * @param editing - absent where images are made from a description alone
 * @throws InputError for settings that no model accepts.
 */
export const imageRequest = (
  client: Client,
  params: ImageParams,
  editing?: { hasMask: boolean },
): Omit<ImageGenerateParamsNonStreaming, "model"> => {
  const { extraParameters, ...settings } = settingsOf(imageSettings, params.imageSettings);
  checkImageSettings(client, { ...settings, numImages: params.numImages, editing });
  const { imagePromptCharacters } = client.endpoint.limits;
  if (imagePromptCharacters !== undefined && params.prompt.length > imagePromptCharacters) {
    client.logger.warn(
      `${client.action}: the prompt has ${params.prompt.length} characters; some models on Azure accept ${imagePromptCharacters}.`,
    );
  }
  const fields = requestFields({ ...params, ...settings }, imageFields);
  return { prompt: params.prompt, ...withExtras(fields, extraParameters) } as Omit<
    ImageGenerateParamsNonStreaming,
    "model"
  >;
};
