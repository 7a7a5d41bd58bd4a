import { isObject } from "../text/isObject";
import type { TokenPrice } from "../text/tokenPrice";
import { described, number, type Of, objectOf, optionally, orNull } from "./shape";

/** Shape of the added tokens of many answers, in the service's names. */
export const usageSumShape = described(
  "The tokens of all answers together",
  objectOf({ prompt_tokens: number(), completion_tokens: number(), total_tokens: number() }),
);

/** The added tokens of many answers. */
export type UsageSum = Of<typeof usageSumShape>;

const tokensShape = described(
  "input, cachedInput, output, reasoning; audio and image if any",
  objectOf({
    input: number("Tokens that were read"),
    cachedInput: number("Those of input that the service had cached"),
    output: number("Tokens that were written"),
    reasoning: number("Those of output that are hidden reasoning"),
    audio: optionally(number("Those of input and output that are sound")),
    image: optionally(number("Those of input and output that are images")),
  }),
);

/** Tokens under the connector's names, which are the same for every API. */
type Tokens = Of<typeof tokensShape>;

/** Shape of the cost at the builder's prices; null without prices. */
const costShape = orNull(
  described(
    "Their input, output and total; null where Prices lack it",
    objectOf({ input: number(), output: number(), total: number() }),
  ),
);

type Cost = Of<typeof costShape>;

/** Properties of the output of every action that runs a model. */
export const usageProperties = { tokens: tokensShape, cost: costShape };

/** The group of prices from the inputs: each is optional, and the group may never have been opened. */
export type PricesInput =
  | {
      inputPrice?: number | undefined;
      cachedInputPrice?: number | undefined;
      outputPrice?: number | undefined;
    }
  | string
  | undefined;

/** A price for examples. */
export const examplePrice: TokenPrice = { input: 1.25, cachedInput: 0.125, output: 10 };

const perMillion = 1_000_000;

/** Removes the rounding error of a sum of prices. */
const withoutDust = (amount: number): number => Number(amount.toPrecision(12));

/** A valid amount; undefined for anything else, also for NaN, infinite and negative numbers. */
const amountOf = (value: unknown): number | undefined => {
  if (typeof value !== "number" && (typeof value !== "string" || value.trim() === "")) return undefined;
  const amount = Number(value);
  return amount >= 0 && amount <= Number.MAX_SAFE_INTEGER ? amount : undefined;
};

const firstAmount = (...values: readonly unknown[]): number =>
  values.map(amountOf).find((amount) => amount !== undefined) ?? 0;

type Fields = Readonly<Record<string, unknown>>;

const objectIn = (fields: Fields, ...names: readonly string[]): Fields =>
  names.map((name) => fields[name]).find(isObject) ?? {};

/** Reads the usage of any API: chat, Responses, images, audio or embeddings. */
const tokensOf = (usage: unknown): Required<Tokens> & { total: number } => {
  const fields = isObject(usage) ? usage : {};
  const read = objectIn(fields, "prompt_tokens_details", "input_tokens_details", "input_token_details");
  const written = objectIn(fields, "completion_tokens_details", "output_tokens_details");
  const input = firstAmount(fields["prompt_tokens"], fields["input_tokens"]);
  const output = firstAmount(fields["completion_tokens"], fields["output_tokens"]);
  return {
    input,
    cachedInput: Math.min(input, firstAmount(read["cached_tokens"])),
    output,
    reasoning: Math.min(output, firstAmount(written["reasoning_tokens"])),
    audio: firstAmount(read["audio_tokens"]) + firstAmount(written["audio_tokens"]),
    image: firstAmount(read["image_tokens"]) + firstAmount(written["image_tokens"]),
    total: firstAmount(fields["total_tokens"], input + output),
  };
};

const enteredPrice = (prices: PricesInput): TokenPrice | undefined => {
  if (!isObject(prices)) return undefined;
  const price = {
    input: amountOf(prices["inputPrice"]),
    cachedInput: amountOf(prices["cachedInputPrice"]),
    output: amountOf(prices["outputPrice"]),
  };
  return Object.values(price).some((amount) => amount !== undefined) ? price : undefined;
};

const costsOf = ({ input, cachedInput, output }: Tokens, price: TokenPrice) => ({
  input:
    ((input - cachedInput) * (price.input ?? 0) + cachedInput * (price.cachedInput ?? price.input ?? 0)) /
    perMillion,
  output: (output * (price.output ?? 0)) / perMillion,
});

const shownCost = ({ input, output }: { input: number; output: number }): Cost => ({
  input: withoutDust(input),
  output: withoutDust(output),
  total: withoutDust(input + output),
});

/** Adds up the tokens and the cost of a step's answers. */
export class UsageCounter {
  private readonly added = tokensOf(undefined);
  private readonly costs = { input: 0, output: 0 };
  private answers = 0;
  private pricedAnswers = 0;

  /**
   * Adds one answer's tokens, where its usage can be read.
   * @param price - the price of the deployment that answered, where its connection has one
   */
  add(usage: unknown, price?: TokenPrice): void {
    const tokens = tokensOf(usage);
    for (const name of Object.keys(tokens) as Array<keyof typeof tokens>) this.added[name] += tokens[name];
    if (tokens.input + tokens.output === 0) return;
    this.answers += 1;
    if (!price) return;
    this.pricedAnswers += 1;
    const { input, output } = costsOf(tokens, price);
    this.costs.input += input;
    this.costs.output += output;
  }

  /** The sums, in the service's names. */
  sum(): UsageSum {
    const { input, output, total } = this.added;
    return { prompt_tokens: input, completion_tokens: output, total_tokens: total };
  }

  /** Tokens and cost for the output, at the step's own prices where it has some, else at the connections' prices. */
  shown(prices?: PricesInput): { tokens: Tokens; cost: Cost } {
    const { audio, image, total, ...counted } = this.added;
    const tokens = { ...counted, ...(audio > 0 && { audio }), ...(image > 0 && { image }) };
    const own = enteredPrice(prices);
    const isPriced = this.pricedAnswers > 0 && this.pricedAnswers === this.answers;
    const costs = own ? costsOf(tokens, own) : isPriced ? this.costs : undefined;
    return { tokens, cost: costs ? shownCost(costs) : null };
  }
}

/** Tokens and cost of one answer, at its connection's price. */
export const usageOf = (usage: unknown, price: TokenPrice | undefined): ReturnType<UsageCounter["shown"]> => {
  const counter = new UsageCounter();
  counter.add(usage, price);
  return counter.shown();
};
