import type { ImagesResponse } from "openai/resources/images";
import { postForm } from "../../client/sdk/ModelForm";
import { apiVersion } from "../../inputs/apiVersion";
import { budget } from "../../inputs/budget";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { imageModel, imagePurpose } from "../../inputs/model";
import { requestOptions } from "../../inputs/requestOptions";
import { settingsOf } from "../../inputs/settingsOf";
import { serviceAction } from "../../output/serviceAction";
import { editedImages, editedSize, editSettings, mask } from "./editInputs";
import { imagePrompt, imageSettings, numImages } from "./imageInputs";
import { imageRequest } from "./imageRequest";
import { exampleImages, imagesShape, showImages } from "./images";

/** Edits images, or makes new ones from them, as a description says. */
export const editImage = serviceAction({
  label: "Edit Image",
  description: "Edit images, or make new ones from them, as a description says",
  directions: "Deploy an image model such as gpt-image-2 first.",
  important: true,
  inputs: {
    connection,
    model: imageModel,
    prompt: imagePrompt,
    images: editedImages,
    mask,
    numImages,
    imageSize: editedSize,
    apiVersion,
    fallbackModels,
    fallbackConnection,
    editSettings,
    imageSettings,
    budget,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) => {
    const { images, mask: maskFile } = params;
    const { inputFidelity, markup } = settingsOf(editSettings, params.editSettings);
    const fields = imageRequest(client, { ...params, inputFidelity }, { hasMask: maskFile !== undefined });
    const { editForm } = await import("../../tasks/images/editForm");
    const parts = await editForm(client, { images, mask: maskFile, markup }, fields);
    const answer = await client.withModel(params.model, imagePurpose, (openai, model) =>
      postForm<ImagesResponse>(openai, "/images/edits", model, parts),
    );
    return showImages(client.action, answer, params.numImages);
  },
  output: imagesShape,
  example: exampleImages,
});
