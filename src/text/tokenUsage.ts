import { fieldsOf, isObject, type JsonObject } from "./isObject";
import type { TokenPrice } from "./tokenPrice";

/** Tokens of an answer under the connector's names, which are the same for every API. */
export interface TokenUsage {
  input: number;
  /** Those of input that the service had cached. */
  cachedInput: number;
  output: number;
  /** Those of output that are hidden reasoning. */
  reasoning: number;
  /** Those of input and output that are sound. */
  audio: number;
  /** Those of input and output that are images. */
  image: number;
  /** As the service adds them up. */
  total: number;
}

/** A valid amount; undefined for anything else, also for NaN, infinite and negative numbers. */
export const amountOf = (value: unknown): number | undefined => {
  if (typeof value !== "number" && (typeof value !== "string" || value.trim() === "")) return undefined;
  const amount = Number(value);
  return amount >= 0 && amount <= Number.MAX_SAFE_INTEGER ? amount : undefined;
};

const firstAmount = (...values: readonly unknown[]): number | undefined =>
  values.map(amountOf).find((amount) => amount !== undefined);

const objectIn = (fields: Readonly<JsonObject>, ...names: readonly string[]): Readonly<JsonObject> =>
  fieldsOf(names.map((name) => fields[name]).find(isObject));

/** DeepSeek splits the input by its cache, and some servers leave the sum out or write 0. */
const splitInput = (fields: Readonly<JsonObject>): number =>
  (amountOf(fields["prompt_cache_hit_tokens"]) ?? 0) + (amountOf(fields["prompt_cache_miss_tokens"]) ?? 0);

/** Input, output and total, each from the other two where the service leaves it out. */
const sumsOf = (fields: Readonly<JsonObject>) => {
  const total = amountOf(fields["total_tokens"]);
  const rest = (other: number | undefined): number => Math.max(0, (total ?? 0) - (other ?? 0));
  const stated = firstAmount(fields["prompt_tokens"], fields["input_tokens"]) || splitInput(fields);
  const written = firstAmount(fields["completion_tokens"], fields["output_tokens"]);
  const input = stated || (written === undefined ? 0 : rest(written));
  const output = written ?? rest(input);
  return { input, output, total: total ?? input + output };
};

/**
 * Reads the usage of any API: chat, Responses, images, audio or embeddings, of the services and of servers like them.
 * Cached tokens are a part of the input everywhere. Undefined where it says no number of tokens.
 */
export const readTokenUsage = (usage: unknown): TokenUsage | undefined => {
  const fields = fieldsOf(usage);
  const read = objectIn(fields, "prompt_tokens_details", "input_tokens_details", "input_token_details");
  const written = objectIn(fields, "completion_tokens_details", "output_tokens_details");
  const { input, output, total } = sumsOf(fields);
  if (input + output === 0) return undefined;
  const reasoning = amountOf(written["reasoning_tokens"]) ?? 0;
  // xAI counts reasoning on top of the completion, which its total shows; all others count it in.
  const isOnTop = reasoning > 0 && total === input + output + reasoning;
  const wholeOutput = isOnTop ? output + reasoning : output;
  return {
    input,
    cachedInput: Math.min(
      input,
      firstAmount(read["cached_tokens"], fields["prompt_cache_hit_tokens"], fields["cached_tokens"]) ?? 0,
    ),
    output: wholeOutput,
    reasoning: Math.min(wholeOutput, reasoning),
    audio: (amountOf(read["audio_tokens"]) ?? 0) + (amountOf(written["audio_tokens"]) ?? 0),
    image: (amountOf(read["image_tokens"]) ?? 0) + (amountOf(written["image_tokens"]) ?? 0),
    total,
  };
};

/** Removes the rounding error of a sum of prices. */
export const withoutDust = (amount: number): number => Number(amount.toPrecision(12));

const perMillion = 1_000_000;

/**
 * What tokens cost. Undefined where the input is not known: every model reads something, so the output alone would be
 * a part of the cost that looks like all of it.
 */
export const costOf = (
  { input, cachedInput, output }: Pick<TokenUsage, "input" | "cachedInput" | "output">,
  price: TokenPrice,
): { input: number; output: number } | undefined =>
  input === 0
    ? undefined
    : {
        input:
          ((input - cachedInput) * (price.input ?? 0) +
            cachedInput * (price.cachedInput ?? price.input ?? 0)) /
          perMillion,
        output: (output * (price.output ?? 0)) / perMillion,
      };
