import type { CompletionUsage } from "openai/resources/completions";
import { described, number, type Of, objectOf, orNull } from "./shape";

/** The tokens of many answers, added up, in the service's names. */
export const usageSumShape = described(
  "The tokens of all answers together",
  objectOf({ prompt_tokens: number(), completion_tokens: number(), total_tokens: number() }),
);

/** The tokens of many answers, added up. */
export type UsageSum = Of<typeof usageSumShape>;

/** What the tokens cost at the prices that the builder entered; null without any. */
export const costShape = orNull(
  described(
    "What the tokens cost at the Prices entered: input, output and total; null without any",
    objectOf({ input: number(), output: number(), total: number() }),
  ),
);

/** Prices as the input gives them: each possibly absent, the group possibly never opened. */
export type PricesInput =
  | {
      inputPrice?: number | undefined;
      cachedInputPrice?: number | undefined;
      outputPrice?: number | undefined;
    }
  | string
  | undefined;

const perMillion = 1_000_000;

/** Floating point leaves dust behind the sum of prices. */
const withoutDust = (amount: number): number => Number(amount.toPrecision(12));

/** A number as the service or a builder gives it; anything else counts as none. */
const amountOf = (value: unknown): number | undefined => {
  if (value === null || value === undefined || value === "") return undefined;
  const amount = typeof value === "string" || typeof value === "number" ? Number(value) : Number.NaN;
  return Number.isFinite(amount) && amount >= 0 ? amount : undefined;
};

/** Adds up the tokens of many answers, and of those what the service had cached. */
export class UsageCounter {
  private promptTokens = 0;
  private cachedTokens = 0;
  private completionTokens = 0;
  private totalTokens = 0;

  /** Adds the tokens of one answer, if it says how many they are. */
  add(usage: CompletionUsage | null | undefined): void {
    this.promptTokens += amountOf(usage?.prompt_tokens) ?? 0;
    this.cachedTokens += amountOf(usage?.prompt_tokens_details?.cached_tokens) ?? 0;
    this.completionTokens += amountOf(usage?.completion_tokens) ?? 0;
    this.totalTokens += amountOf(usage?.total_tokens) ?? 0;
  }

  /** The sums, in the service's names. */
  sum(): UsageSum {
    return {
      prompt_tokens: this.promptTokens,
      completion_tokens: this.completionTokens,
      total_tokens: this.totalTokens,
    };
  }

  /** The cost of the tokens; null where no price was entered. Cached input costs the input price unless it has its own. */
  cost(prices: PricesInput): Of<typeof costShape> {
    if (typeof prices !== "object" || prices === null) return null;
    const inputPrice = amountOf(prices.inputPrice);
    const cachedInputPrice = amountOf(prices.cachedInputPrice) ?? inputPrice;
    const outputPrice = amountOf(prices.outputPrice);
    if (inputPrice === undefined && cachedInputPrice === undefined && outputPrice === undefined) return null;
    const freshTokens = Math.max(0, this.promptTokens - this.cachedTokens);
    const input =
      (freshTokens * (inputPrice ?? 0) + this.cachedTokens * (cachedInputPrice ?? 0)) / perMillion;
    const output = (this.completionTokens * (outputPrice ?? 0)) / perMillion;
    return {
      input: withoutDust(input),
      output: withoutDust(output),
      total: withoutDust(input + output),
    };
  }
}
