import type { Api } from "../../server/address";
import { type Answer, jsonAnswer } from "../../server/answer";
import { imageContentFilterError } from "../../server/errorShapes";
import { imageAnnotations, refusedPrompt } from "../chat/contentFilter";
import { countTokens } from "../chat/tokens";
import { drawImage } from "./drawImage";
import { readImageRequest } from "./readImageRequest";

/** What one image costs in output tokens, by quality, for a square megapixel. */
const outputTokens: Record<string, number> = { low: 272, medium: 1056, high: 4160, xhigh: 6240, max: 8320 };

/** POST images/generations and images/edits: base64 only, as every current image model answers. */
export const answerImages = async (
  body: Record<string, unknown>,
  api: Api,
  model: string,
  nowMs: number,
): Promise<Answer> => {
  const request = readImageRequest(body, api, model);
  if ("status" in request) return request;
  const { prompt, count, width, height, quality, background, format } = request;
  const refused = refusedPrompt(prompt);
  if (refused) return jsonAnswer(imageContentFilterError("content_policy_violation", refused), 400);
  const isTransparent = background === "transparent";
  const data = Array.from({ length: count }, (_, index) => ({
    b64_json: drawImage({ prompt, index, width, height, format, isTransparent }).toString("base64"),
    ...(api === "openai" ? {} : imageAnnotations(prompt)),
  }));
  const inputTokens = await countTokens(prompt);
  const megapixels = (width * height) / 1024 ** 2;
  const drawnTokens = count * Math.ceil((outputTokens[quality] ?? 0) * megapixels);
  return jsonAnswer({
    created: Math.floor(nowMs / 1000),
    background,
    data,
    output_format: format,
    quality,
    size: `${width}x${height}`,
    usage: {
      input_tokens: inputTokens,
      output_tokens: drawnTokens,
      total_tokens: inputTokens + drawnTokens,
      input_tokens_details: { text_tokens: inputTokens, image_tokens: 0 },
    },
  });
};
