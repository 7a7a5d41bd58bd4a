import type { ImageGenerateParamsNonStreaming } from "openai/resources/images";
import { apiVersion } from "../../inputs/apiVersion";
import { budget } from "../../inputs/budget";
import { connection } from "../../inputs/connection";
import { withExtras } from "../../inputs/extraParameters";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { imageModel, imagePurpose } from "../../inputs/model";
import { requestFields } from "../../inputs/requestFields";
import { requestOptions } from "../../inputs/requestOptions";
import { settingsOf } from "../../inputs/settingsOf";
import { serviceAction } from "../../output/serviceAction";
import { checkImageSettings } from "./checkImageSettings";
import { imagePrompt, imageSettings, numImages } from "./imageInputs";
import { imageSize } from "./imageSize";
import { exampleImages, imagesShape, noImage, showImages } from "./images";

/** The field of an image request for each of these inputs. */
const imageFields = {
  numImages: "n",
  imageSize: "size",
  quality: "quality",
  background: "background",
  outputFormat: "output_format",
  outputCompression: "output_compression",
} as const satisfies Record<string, keyof ImageGenerateParamsNonStreaming>;

/** Generates images from a description. */
export const createImage = serviceAction({
  label: "Create Image",
  description: "Create one or more images from a description",
  directions: "Deploy an image model such as gpt-image-2 first: a model that answers in text draws nothing.",
  important: true,
  inputs: {
    connection,
    model: imageModel,
    prompt: imagePrompt,
    numImages,
    imageSize,
    apiVersion,
    fallbackModels,
    fallbackConnection,
    imageSettings,
    budget,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) => {
    const { extraParameters, ...settings } = settingsOf(imageSettings, params.imageSettings);
    checkImageSettings(client, settings);
    const { imagePromptCharacters } = client.endpoint.limits;
    if (imagePromptCharacters !== undefined && params.prompt.length > imagePromptCharacters) {
      client.logger.warn(
        `${client.action}: the prompt has ${params.prompt.length} characters; some models on Azure accept ${imagePromptCharacters}.`,
      );
    }
    const asked: Omit<ImageGenerateParamsNonStreaming, "model"> = {
      prompt: params.prompt,
      ...(withExtras(requestFields({ ...params, ...settings }, imageFields), extraParameters) as Omit<
        ImageGenerateParamsNonStreaming,
        "prompt"
      >),
    };
    const answer = await client.withModel(params.model, imagePurpose, (openai, model) =>
      openai.images.generate({ model, ...asked }),
    );
    const shown = showImages(answer);
    if (shown.images.length === 0) throw noImage(client.action);
    return shown;
  },
  output: imagesShape,
  example: exampleImages,
});
