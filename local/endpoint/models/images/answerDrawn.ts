import type { Api } from "../../server/address";
import { type Answer, jsonAnswer } from "../../server/answer";
import { imageContentFilterError } from "../../server/errorShapes";
import { imageAnnotations, refusedPrompt } from "../chat/contentFilter";
import { countTokens } from "../chat/tokens";
import { refuseUnsafe } from "./imageRefusals";
import type { ImageRequest } from "./readImageRequest";

/** What one image costs in output tokens, by quality, for a square megapixel. */
const outputTokens: Record<string, number> = { low: 272, medium: 1056, high: 4160, xhigh: 6240, max: 8320 };

/** Who is asked, when, and the tokens of the images that were sent. */
interface Surroundings {
  api: Api;
  nowMs: number;
  imageTokens: number;
}

const refuse = (categories: Record<string, object>, api: Api): Answer => {
  if (api !== "openai")
    return jsonAnswer(imageContentFilterError("content_policy_violation", categories), 400);
  const blocked = Object.entries(categories).filter(([, result]) => "filtered" in result && result.filtered);
  return refuseUnsafe(blocked.map(([name]) => name));
};

/** The answer with the images that `draw` makes: base64 only, as every current image model answers. */
export const answerDrawn = async (
  { prompt, count, width, height, quality, background, format }: ImageRequest,
  { api, nowMs, imageTokens }: Surroundings,
  draw: (index: number) => Buffer,
): Promise<Answer> => {
  const refused = refusedPrompt(prompt);
  if (refused) return refuse(refused, api);
  const data = Array.from({ length: count }, (_, index) => ({
    b64_json: draw(index).toString("base64"),
    ...(api === "openai" ? {} : imageAnnotations(prompt)),
  }));
  const textTokens = await countTokens(prompt);
  const inputTokens = textTokens + imageTokens;
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
      input_tokens_details: { text_tokens: textTokens, image_tokens: imageTokens },
    },
  });
};
