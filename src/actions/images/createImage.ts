import { action } from "@prismatic-io/spectral";
import type { ImageGenerateParamsNonStreaming } from "openai/resources/images";
import { type Client, createClient } from "../../client/createClient";
import type { FallbackReport } from "../../client/fallback";
import { refuse } from "../../inputs/cleaners";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import {
  apiVersion,
  imageBackground,
  imageCompression,
  imageFormat,
  imagePrompt,
  imageQuality,
  numImages,
} from "../../inputs/imageSettings";
import { imageSize } from "../../inputs/imageSize";
import { imageModel, imagePurpose } from "../../inputs/model";
import { optional } from "../../inputs/optional";
import { requestOptions } from "../../inputs/requestOptions";
import { fallbackSchema } from "../fallbackOutput";
import { listOf, objectOf, outputOf } from "../outputOf";
import { exampleImages, type ImageOutput, imageOutput, noImage } from "./imageOutput";

const label = "Create Image";

/** Prompts longer than this are refused by some models on Azure, which the deployment's name doesn't tell. */
const longPromptCharacters = 4000;

interface ImageSettings {
  background: "auto" | "opaque" | "transparent" | undefined;
  outputFormat: "png" | "jpeg" | "webp" | undefined;
  outputCompression: number | undefined;
}

/** Refuses what no model draws, before it costs a call. */
const checkSettings = ({ endpoint }: Client, settings: ImageSettings): void => {
  const { background, outputFormat, outputCompression } = settings;
  if (outputFormat === "webp" && endpoint.flavour !== "openai") {
    refuse("Output Format", outputFormat, "Azure draws png and jpeg.");
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

/** Draws images from a description. */
export const createImage = action({
  display: { label, description: "Create one or more images from a description" },
  inputs: {
    connection,
    model: imageModel,
    prompt: imagePrompt,
    numImages,
    imageSize,
    quality: imageQuality,
    background: imageBackground,
    outputFormat: imageFormat,
    outputCompression: imageCompression,
    apiVersion,
    fallbackModels,
    fallbackConnection,
    requestOptions,
  },
  perform: async (context, params): Promise<{ data: ImageOutput & { fallback?: FallbackReport } }> => {
    const client = createClient(context, { ...params, action: label });
    checkSettings(client, params);
    if (params.prompt.length > longPromptCharacters && client.endpoint.flavour !== "openai") {
      context.logger.warn(
        `${label}: the prompt has ${params.prompt.length} characters; some models on Azure accept ${longPromptCharacters}.`,
      );
    }
    const body: ImageGenerateParamsNonStreaming = {
      prompt: params.prompt,
      ...optional("n", params.numImages),
      ...optional("size", params.imageSize),
      ...optional("quality", params.quality as ImageGenerateParamsNonStreaming["quality"]),
      ...optional("background", params.background),
      ...optional("output_format", params.outputFormat),
      ...optional("output_compression", params.outputCompression),
    };
    const { answer, fallback } = await client.withModel(params.model, imagePurpose, (openai, model) =>
      openai.images.generate({ model, ...body }),
    );
    const drawn = imageOutput(answer);
    if (drawn.images.length === 0) throw noImage(label);
    return { data: { ...drawn, ...optional("fallback", fallback) } };
  },
  performSafety: "notAllowed",
  examplePerform: async () => ({ data: exampleImages }),
  examplePayload: { data: exampleImages },
  outputSchema: outputOf({
    created: { type: "number", description: "Unix time in seconds" },
    size: { type: "string" },
    quality: { type: "string" },
    background: { type: "string" },
    output_format: { type: "string" },
    data: listOf(objectOf({ b64_json: { type: "string" }, revised_prompt: { type: "string" } })),
    images: listOf(
      objectOf({
        data: { description: "The image file" },
        contentType: { type: "string" },
        fileName: { type: "string" },
      }),
    ),
    usage: objectOf({
      input_tokens: { type: "number" },
      output_tokens: { type: "number" },
      total_tokens: { type: "number" },
    }),
    warning: { type: ["string", "null"], description: "How many entries of the answer are no image" },
    fallback: fallbackSchema,
  }),
});
