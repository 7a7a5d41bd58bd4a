import { apiVersion } from "../../inputs/apiVersion";
import { budget } from "../../inputs/budget";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { imageModel, imagePurpose } from "../../inputs/model";
import { requestOptions } from "../../inputs/requestOptions";
import { serviceAction } from "../../output/serviceAction";
import { imagePrompt, imageSettings, numImages } from "./imageInputs";
import { imageRequest } from "./imageRequest";
import { imageSize } from "./imageSize";
import { exampleImages, imagesShape, showImages } from "./images";

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
    const fields = imageRequest(client, params);
    const answer = await client.withModel(params.model, imagePurpose, (openai, model) =>
      openai.images.generate({ model, ...fields }),
    );
    return showImages(client.action, answer, params.numImages);
  },
  output: imagesShape,
  example: exampleImages,
});
