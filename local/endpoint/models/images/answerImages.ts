import type { Flavour } from "../../server/address";
import { type Answer, jsonAnswer } from "../../server/answer";
import { imageContentFilterError, standardError } from "../../server/errorShapes";
import { forbiddenWord } from "../chat/answerChat";
import { countTokens } from "../chat/tokens";
import { drawImage } from "./drawImage";
import { parseImageSize } from "./parseImageSize";

const maximumPromptLength = 32_000;
const maximumImages = 10;
const qualities = ["auto", "low", "medium", "high", "xhigh", "max"];
const backgrounds = ["auto", "transparent", "opaque"];

/** What one image costs in output tokens, by quality, for a square megapixel. */
const outputTokens: Record<string, number> = { low: 272, medium: 1056, high: 4160, xhigh: 6240, max: 8320 };

/** A sound image request. */
interface ImageRequest {
  prompt: string;
  count: number;
  width: number;
  height: number;
  quality: string;
  background: "transparent" | "opaque";
  format: "png" | "jpeg";
}

/** POST images/generations and images/edits: base64 only, as every current image model answers. */
export const answerImages = async (
  body: Record<string, unknown>,
  flavour: Flavour,
  model: string,
  nowMs: number,
): Promise<Answer> => {
  const request = readImageRequest(body, flavour, model);
  if ("status" in request) return request;
  const { prompt, count, width, height, quality, background, format } = request;
  if (prompt.includes(forbiddenWord)) {
    return jsonAnswer(imageContentFilterError("content_policy_violation"), 400);
  }
  const isTransparent = background === "transparent";
  const data = Array.from({ length: count }, (_, index) => ({
    b64_json: drawImage({ prompt, index, width, height, format, isTransparent }).toString("base64"),
    ...(flavour === "openai" ? {} : annotations),
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

const safe = { filtered: false, severity: "safe" };
const categories = { hate: safe, self_harm: safe, sexual: safe, violence: safe };
const annotations = {
  content_filter_results: categories,
  prompt_filter_results: { ...categories, jailbreak: { filtered: false, detected: false } },
};

/** The request with its defaults filled in, or the first thing the service would refuse. */
const readImageRequest = (
  body: Record<string, unknown>,
  flavour: Flavour,
  model: string,
): ImageRequest | Answer => {
  const { prompt, n: count = 1, size = "auto" } = body;
  if (typeof prompt !== "string" || prompt.length === 0) {
    return refuse("prompt", "missing_required_parameter", "Missing required parameter: 'prompt'.");
  }
  if (prompt.length > maximumPromptLength) {
    const message = `Invalid 'prompt': string too long. Expected at most ${maximumPromptLength} characters, got ${prompt.length}.`;
    return refuse("prompt", "string_above_max_length", message);
  }
  for (const name of ["response_format", "style"]) {
    if (name in body) return refuse(name, "unknown_parameter", `Unknown parameter: '${name}'.`);
  }
  if (body["stream"] === true) {
    return refuse("stream", "unsupported_value", "Streaming of images is not supported here.");
  }
  if (typeof count !== "number" || !Number.isInteger(count) || count < 1 || count > maximumImages) {
    const message = `Invalid 'n': expected an integer from 1 to ${maximumImages}, got ${String(count)}.`;
    return refuse("n", count === 0 ? "integer_below_min_value" : "integer_above_max_value", message);
  }
  const parsedSize = parseImageSize(size, model);
  if ("message" in parsedSize) return refuse("size", "invalid_value", parsedSize.message);
  const quality = readChoice(body, "quality", qualities, "high");
  if (typeof quality !== "string") return quality;
  const formats = flavour === "openai" ? ["png", "jpeg", "webp"] : ["png", "jpeg"];
  const format = readChoice(body, "output_format", formats, "png");
  if (typeof format !== "string") return format;
  const background = readChoice(body, "background", backgrounds, "opaque");
  if (typeof background !== "string") return background;
  if (format === "webp") {
    return refuse(
      "output_format",
      "unsupported_value",
      "This endpoint has no webp encoder: use png or jpeg.",
    );
  }
  if (background === "transparent" && format === "jpeg") {
    return refuse("background", "invalid_value", "Transparent background needs output_format png.");
  }
  return {
    prompt,
    count,
    width: parsedSize.width,
    height: parsedSize.height,
    quality,
    background: background === "transparent" ? "transparent" : "opaque",
    format: format === "jpeg" ? "jpeg" : "png",
  };
};

/** One of the accepted words; `auto` and nothing at all mean the default. */
const readChoice = (
  body: Record<string, unknown>,
  name: string,
  accepted: string[],
  byDefault: string,
): string | Answer => {
  const value = body[name];
  if (value === undefined || value === null || value === "auto") return byDefault;
  if (typeof value === "string" && accepted.includes(value)) return value;
  const supported = accepted.map((word) => `'${word}'`).join(", ");
  return refuse(
    name,
    "invalid_value",
    `Invalid value: '${String(value)}'. Supported values are: ${supported}.`,
  );
};

const refuse = (param: string, code: string, message: string): Answer =>
  jsonAnswer(standardError({ message, param, code }), 400);
