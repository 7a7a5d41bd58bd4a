import { type Answer, jsonAnswer } from "../../server/answer";
import { standardError } from "../../server/errorShapes";
import { countUpTo } from "../chat/tokens";

/** What stands in front of the service, and knows less than it. */
export interface EmbeddingOptions {
  /** Vectors come as lists of numbers, whatever was asked for. */
  ignoresBase64?: boolean;
  /** Base64 is answered with this status, as by a gateway that does not know it. */
  refusesBase64?: number;
  /** Most texts in a call. */
  mostTexts?: number;
  /** Vectors come in their whole length, whatever was asked for. */
  ignoresDimensions?: boolean;
}

const mostTexts = 2048;
/** Most tokens of one text, and of all texts of a call. */
const mostTokens = 8192;
const mostTokensOfCall = 300_000;

const refuse = (message: string, more: { type?: string; param?: string; code?: string } = {}): Answer =>
  jsonAnswer(standardError({ message, ...more }), 400);

/** The service's refusal of an input that it can't read: it does not say which. */
const refuseInput = (): Answer =>
  refuse(
    "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.",
  );

/** The texts to embed; a list of tokens counts as one text, made of the numbers. Undefined for anything else. */
export const readInputs = (input: unknown): string[] | undefined => {
  if (typeof input === "string") return [input];
  if (!Array.isArray(input)) return undefined;
  if (input.length > 0 && input.every((item) => typeof item === "number")) return [input.join(" ")];
  const texts = input.map((item) => (Array.isArray(item) ? item.join(" ") : item));
  return texts.every((text) => typeof text === "string") ? texts : undefined;
};

/** The refusal of what a call holds; undefined where it is taken. A lone empty text is let through. */
export const refuseTexts = (texts: string[] | undefined, options: EmbeddingOptions): Answer | undefined => {
  if (texts === undefined || texts.length === 0 || (texts.length > 1 && texts.includes("")))
    return refuseInput();
  if (options.mostTexts !== undefined && texts.length > options.mostTexts)
    return refuse(
      `batch size is invalid, it should not be larger than ${options.mostTexts}.: input.contents`,
      { type: "InvalidParameter", code: "InvalidParameter" },
    );
  if (texts.length > mostTexts)
    return refuse(
      `Invalid 'input': array too long. Expected an array with maximum length ${mostTexts}, but got an array with length ${texts.length} instead.`,
      { param: "input", code: "array_above_max_length" },
    );
  return undefined;
};

/** The refusal of dimensions; undefined where they are taken. ada-002 refuses even its own, and null. */
export const refuseDimensions = (
  body: Record<string, unknown>,
  runs: string,
  most: number,
): Answer | undefined => {
  if (!("dimensions" in body)) return undefined;
  if (runs.includes("ada-002")) return refuse("This model does not support specifying dimensions.");
  const { dimensions } = body as { dimensions: unknown };
  if (typeof dimensions === "number" && Number.isInteger(dimensions) && dimensions >= 1 && dimensions <= most)
    return undefined;
  return refuse(
    `Invalid value for 'dimensions': expected an integer from 1 to ${most}, but got ${JSON.stringify(dimensions)} instead.`,
    { param: "dimensions" },
  );
};

/** The tokens of the texts, or the refusal of too many. */
export const countOrRefuse = async (
  texts: readonly string[],
): Promise<{ tokens: number } | { refusal: Answer }> => {
  let tokens = 0;
  for (const text of texts) {
    const count = await countUpTo(text, mostTokens);
    if (count > mostTokens)
      return {
        refusal: refuse(
          `This model's maximum context length is ${mostTokens} tokens, however you requested ${count} tokens (${count} in your prompt; 0 for the completion). Please reduce your prompt; or completion length.`,
        ),
      };
    tokens += count;
  }
  if (tokens <= mostTokensOfCall) return { tokens };
  const type = "max_tokens_per_request";
  return {
    refusal: refuse(`Requested ${tokens} tokens, max ${mostTokensOfCall} tokens per request`, {
      ...{ type, code: type },
    }),
  };
};

/** The refusal of a gateway that does not know base64. */
export const refuseBase64 = (
  body: Record<string, unknown>,
  { refusesBase64 }: EmbeddingOptions,
): Answer | undefined =>
  refusesBase64 !== undefined && body["encoding_format"] === "base64"
    ? jsonAnswer(standardError({ message: "The request could not be handled." }), refusesBase64)
    : undefined;
