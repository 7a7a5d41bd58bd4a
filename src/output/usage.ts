import type { TokenPrice } from "../text/tokenPrice";
import { UsageCounter } from "../text/UsageCounter";
import { described, number, type Of, objectOf, optionally, orNull } from "./shape";

export { type PricesInput, UsageCounter } from "../text/UsageCounter";

/** Shape of the added tokens of many answers, in the service's names. */
export const usageSumShape = described(
  "The tokens of all answers together",
  objectOf({ prompt_tokens: number(), completion_tokens: number(), total_tokens: number() }),
);

/** The added tokens of many answers. */
export type UsageSum = Of<typeof usageSumShape>;

const tokensShape = orNull(
  described(
    "input, cachedInput, output, reasoning and more; null where unknown",
    objectOf({
      input: number("Tokens that were read"),
      cachedInput: number("Those of input that the service had cached"),
      output: number("Tokens that were written"),
      reasoning: number("Those of output that are hidden reasoning"),
      audio: optionally(number("Those of input and output that are sound")),
      image: optionally(number("Those of input and output that are images")),
    }),
  ),
);

/** Shape of the cost at the builder's prices; null without prices. */
const costShape = orNull(
  described(
    "input, output and total; null where unknown",
    objectOf({ input: number(), output: number(), total: number() }),
  ),
);

/** Properties of the output of every action that runs a model. */
export const usageProperties = { tokens: tokensShape, cost: costShape };

/** A price for examples. */
export const examplePrice: TokenPrice = { input: 1.25, cachedInput: 0.125, output: 10 };

/** Tokens and cost of one answer, at its connection's price. */
export const usageOf = (usage: unknown, price: TokenPrice | undefined): ReturnType<UsageCounter["shown"]> => {
  const counter = new UsageCounter();
  counter.add(usage, price);
  return counter.shown();
};
