import { isObject } from "./isObject";
import type { TokenPrice } from "./tokenPrice";
import { amountOf, costOf, readTokenUsage, type TokenUsage, withoutDust } from "./tokenUsage";

/** The group of prices from the inputs: each is optional, and the group may never have been opened. */
export type PricesInput =
  | {
      inputPrice?: number | undefined;
      cachedInputPrice?: number | undefined;
      outputPrice?: number | undefined;
    }
  | string
  | undefined;

/** The step's own price from its group of prices; undefined where none is filled in. */
export const enteredPrice = (prices: PricesInput): TokenPrice | undefined => {
  if (!isObject(prices)) return undefined;
  const price = {
    input: amountOf(prices["inputPrice"]),
    cachedInput: amountOf(prices["cachedInputPrice"]),
    output: amountOf(prices["outputPrice"]),
  };
  return Object.values(price).some((amount) => amount !== undefined) ? price : undefined;
};

/** The tokens of answers, as outputs show them. */
type Tokens = Pick<TokenUsage, "input" | "cachedInput" | "output" | "reasoning"> &
  Partial<Pick<TokenUsage, "audio" | "image">>;

/** A cost, as outputs show it. */
interface Cost {
  input: number;
  output: number;
  total: number;
}

const shownCost = ({ input, output }: { input: number; output: number }): Cost => ({
  input: withoutDust(input),
  output: withoutDust(output),
  total: withoutDust(input + output),
});

const noTokens: TokenUsage = {
  input: 0,
  cachedInput: 0,
  output: 0,
  reasoning: 0,
  audio: 0,
  image: 0,
  total: 0,
};

/** Adds up the tokens and the cost of a step's answers. */
export class UsageCounter {
  private readonly added = { ...noTokens };
  private readonly costs = { input: 0, output: 0 };
  private readonly counts = { answers: 0, readable: 0, complete: 0, priced: 0 };

  /**
   * Adds one answer. One whose usage can't be read makes the cost unknown.
   * @param price - the price of the deployment that answered, where its connection has one
   */
  add(usage: unknown, price?: TokenPrice): void {
    const { added, costs, counts } = this;
    counts.answers += 1;
    const tokens = readTokenUsage(usage);
    if (!tokens) return;
    counts.readable += 1;
    for (const name of Object.keys(tokens) as Array<keyof TokenUsage>) added[name] += tokens[name];
    const cost = costOf(tokens, price ?? {});
    if (!cost) return;
    counts.complete += 1;
    if (!price) return;
    counts.priced += 1;
    costs.input += cost.input;
    costs.output += cost.output;
  }

  /** Number of answers that were added. */
  get answers(): number {
    return this.counts.answers;
  }

  /** The sums, in the service's names. */
  sum(): { prompt_tokens: number; completion_tokens: number; total_tokens: number } {
    const { input, output, total } = this.added;
    return { prompt_tokens: input, completion_tokens: output, total_tokens: total };
  }

  /**
   * Tokens and cost for the output, at the step's own prices where it has some, else at the connections' prices. Tokens
   * are null where no answer says how many it had, and so is the cost where that of one answer is not known.
   */
  shown(prices?: PricesInput): { tokens: Tokens | null; cost: Cost | null } {
    const { answers, readable } = this.counts;
    const { audio, image, total, ...counted } = this.added;
    const tokens = { ...counted, ...(audio > 0 && { audio }), ...(image > 0 && { image }) };
    return { tokens: answers > 0 && readable === 0 ? null : tokens, cost: this.cost(prices) };
  }

  private cost(prices: PricesInput): Cost | null {
    const { answers, complete, priced } = this.counts;
    const own = enteredPrice(prices);
    if (complete < answers) return null;
    if (own) return shownCost(costOf(this.added, own) ?? { input: 0, output: 0 });
    return priced > 0 && priced === answers ? shownCost(this.costs) : null;
  }
}
