import { type Answer, jsonAnswer } from "../../server/answer";
import { hashText, seededRandom } from "../../server/seededRandom";
import { invalid } from "../chat/refusals";
import { contentWords } from "../chat/summarize";
import { countTokens } from "../chat/tokens";

const maximumInputs = 2048;
const maximumTokens = 8192;

/**
 * POST embeddings. Each word adds its own direction, so that texts with words in common are close to each other.
 */
export const answerEmbeddings = async (body: Record<string, unknown>, model: string): Promise<Answer> => {
  const inputs = readInputs(body["input"]);
  if (inputs === undefined) {
    return refuse("input", "Invalid 'input': expected a text, a list of texts, or a list of tokens.");
  }
  if (inputs.length === 0 || inputs.length > maximumInputs || inputs.includes("")) {
    return refuse("input", `Invalid 'input': expected 1 to ${maximumInputs} texts, none of them empty.`);
  }
  const byDefault = model.includes("3-large") ? 3072 : 1536;
  const dimensions = body["dimensions"] ?? byDefault;
  if (
    typeof dimensions !== "number" ||
    !Number.isInteger(dimensions) ||
    dimensions < 1 ||
    dimensions > 3072
  ) {
    return refuse("dimensions", "Invalid 'dimensions': expected an integer from 1 to the size of the model.");
  }
  const counts = await Promise.all(inputs.map(countTokens));
  if (counts.some((tokens) => tokens > maximumTokens)) {
    return refuse("input", `This model's maximum context length is ${maximumTokens} tokens for each input.`);
  }
  const isPacked = body["encoding_format"] === "base64";
  const tokens = counts.reduce((total, count) => total + count, 0);
  return jsonAnswer({
    object: "list",
    data: inputs.map((input, index) => {
      const vector = embed(input, dimensions);
      const embedding = isPacked ? Buffer.from(vector.buffer).toString("base64") : [...vector];
      return { object: "embedding", index, embedding };
    }),
    model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
};

/** The texts to embed; a list of tokens counts as one text, made of the numbers. */
const readInputs = (input: unknown): string[] | undefined => {
  if (typeof input === "string") return [input];
  if (!Array.isArray(input)) return undefined;
  if (input.length > 0 && input.every((item) => typeof item === "number")) return [input.join(" ")];
  const texts = input.map((item) => (Array.isArray(item) ? item.join(" ") : item));
  return texts.every((text) => typeof text === "string") ? texts : undefined;
};

/** The sum of the words' directions, in unit length. */
export const embed = (text: string, dimensions: number): Float32Array<ArrayBuffer> => {
  const vector = new Float32Array(dimensions);
  const words = contentWords(text);
  for (const word of words.length > 0 ? words : [text]) {
    const random = seededRandom(hashText(word));
    for (let index = 0; index < dimensions; index++) {
      vector[index] = (vector[index] ?? 0) + random() * 2 - 1;
    }
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
};

const refuse = (param: string, message: string): Answer => {
  const { body, status } = invalid(param, null, message);
  return jsonAnswer(body, status);
};
