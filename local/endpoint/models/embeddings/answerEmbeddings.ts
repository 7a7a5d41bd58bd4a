import { type Answer, jsonAnswer } from "../../server/answer";
import { hashText, seededRandom } from "../../server/seededRandom";
import { missing } from "../chat/refusals";
import {
  countOrRefuse,
  type EmbeddingOptions,
  readInputs,
  refuseBase64,
  refuseDimensions,
  refuseTexts,
} from "./refuseEmbeddings";
import { meaningsOf } from "./relatedWords";

/**
 * POST embeddings. Each word adds the direction of its meaning, so that texts about the same are close to each other.
 * @param runs - the model that runs under the name that was asked for
 */
export const answerEmbeddings = async (
  body: Record<string, unknown>,
  { runs, options }: { runs: string; options: EmbeddingOptions },
): Promise<Answer> => {
  const byDefault = runs.includes("3-large") ? 3072 : 1536;
  if (body["input"] === undefined) {
    const refusal = missing("input");
    return jsonAnswer(refusal.body, refusal.status);
  }
  const texts = readInputs(body["input"]);
  const refusal =
    refuseBase64(body, options) ?? refuseTexts(texts, options) ?? refuseDimensions(body, runs, byDefault);
  if (refusal || !texts) return refusal as Answer;
  const counted = await countOrRefuse(texts);
  if ("refusal" in counted) return counted.refusal;
  const dimensions = options.ignoresDimensions ? byDefault : ((body["dimensions"] ?? byDefault) as number);
  const isPacked = body["encoding_format"] === "base64" && !options.ignoresBase64;
  const { tokens } = counted;
  return jsonAnswer({
    object: "list",
    data: texts.map((text, index) => {
      const vector = embed(text, dimensions);
      const embedding = isPacked ? Buffer.from(vector.buffer).toString("base64") : [...vector];
      return { object: "embedding", index, embedding };
    }),
    model: runs,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
};

/** The sum of the directions of what the text is about, in unit length. */
export const embed = (text: string, dimensions: number): Float32Array<ArrayBuffer> => {
  const vector = new Float32Array(dimensions);
  for (const meaning of meaningsOf(text)) {
    const random = seededRandom(hashText(meaning));
    for (let index = 0; index < dimensions; index++) {
      vector[index] = (vector[index] ?? 0) + random() * 2 - 1;
    }
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
};
