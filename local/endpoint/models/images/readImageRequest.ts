import type { Api } from "../../server/address";
import { type Answer, jsonAnswer } from "../../server/answer";
import { standardError } from "../../server/errorShapes";
import { parseImageSize } from "./parseImageSize";

const maximumPromptLength = 32_000;
const maximumImages = 10;
const qualities = ["auto", "low", "medium", "high", "xhigh", "max"];
const backgrounds = ["auto", "transparent", "opaque"];

/** A sound image request. */
export interface ImageRequest {
  prompt: string;
  count: number;
  width: number;
  height: number;
  quality: string;
  background: "transparent" | "opaque";
  format: "png" | "jpeg" | "svg";
}

/** The request with its defaults filled in, or the first thing the service would refuse. */
export const readImageRequest = (
  body: Record<string, unknown>,
  api: Api,
  model: string,
): ImageRequest | Answer => {
  const { prompt, n: count = 1, size = "auto" } = body;
  const refusal = refusePrompt(prompt) ?? refuseUnsupported(body) ?? refuseCount(count);
  if (refusal !== undefined) return refusal;
  const parsedSize = parseImageSize(size, model);
  if ("message" in parsedSize) return refuse("size", "invalid_value", parsedSize.message);
  const quality = readChoice(body, "quality", qualities, "high");
  if (typeof quality !== "string") return quality;
  const formats = api === "openai" ? ["png", "jpeg", "webp", "gif", "svg"] : ["png", "jpeg"];
  const format = readChoice(body, "output_format", formats, "png");
  if (typeof format !== "string") return format;
  const background = readChoice(body, "background", backgrounds, "opaque");
  if (typeof background !== "string") return background;
  if (format === "webp" || format === "gif") {
    const message = `This endpoint has no ${format} encoder: use png or jpeg.`;
    return refuse("output_format", "unsupported_value", message);
  }
  if (background === "transparent" && format === "jpeg") {
    return refuse("background", "invalid_value", "Transparent background needs output_format png.");
  }
  return {
    prompt: String(prompt),
    count: Number(count),
    ...parsedSize,
    quality,
    background: background === "transparent" ? "transparent" : "opaque",
    format: format === "jpeg" || format === "svg" ? format : "png",
  };
};

const refusePrompt = (prompt: unknown): Answer | undefined => {
  if (typeof prompt !== "string" || prompt.length === 0) {
    return refuse("prompt", "missing_required_parameter", "Missing required parameter: 'prompt'.");
  }
  if (prompt.length <= maximumPromptLength) return undefined;
  const message = `Invalid 'prompt': string too long. Expected at most ${maximumPromptLength} characters, got ${prompt.length}.`;
  return refuse("prompt", "string_above_max_length", message);
};

const refuseUnsupported = (body: Record<string, unknown>): Answer | undefined => {
  for (const name of ["response_format", "style"]) {
    if (name in body) return refuse(name, "unknown_parameter", `Unknown parameter: '${name}'.`);
  }
  return body["stream"] === true
    ? refuse("stream", "unsupported_value", "Streaming of images is not supported here.")
    : undefined;
};

const refuseCount = (count: unknown): Answer | undefined => {
  if (typeof count === "number" && Number.isInteger(count) && count >= 1 && count <= maximumImages) {
    return undefined;
  }
  const message = `Invalid 'n': expected an integer from 1 to ${maximumImages}, got ${String(count)}.`;
  return refuse("n", count === 0 ? "integer_below_min_value" : "integer_above_max_value", message);
};

/** One of the accepted words; `auto` and an absent value mean the default. */
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
