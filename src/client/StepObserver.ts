import { isObject } from "../text/isObject";
import { priceOfAnswer, type TokenPrices } from "../text/tokenPrice";
import type { MeasureUsage, Observe, Spent, StepEvent } from "./events";

/** Who follows a step, and what its answers used so far. */
export class StepObserver {
  spent: Spent = { tokens: 0 };

  constructor(
    private readonly observe: Observe,
    private readonly measure: MeasureUsage | undefined,
  ) {}

  /** Tells an event; whoever follows a step can't end it. */
  tell(event: StepEvent): void {
    try {
      this.observe(event);
    } catch {
      // It is theirs to know.
    }
  }

  /** Adds what an answer of a deployment used, if it says so, at the prices of its connection. */
  add(answer: unknown, deployment: string, prices: TokenPrices): Spent | undefined {
    const usage = isObject(answer) ? answer["usage"] : undefined;
    if (usage === undefined || usage === null) return undefined;
    const spent = this.measure?.(usage, priceOfAnswer(prices, deployment, answer));
    if (!spent) return undefined;
    const { tokens, cost = tokens === 0 ? 0 : undefined } = this.spent;
    // As in a step's output: the cost of a part is not the cost.
    const sum = cost === undefined || spent.cost === undefined ? undefined : cost + spent.cost;
    this.spent = { tokens: tokens + spent.tokens, cost: sum };
    return spent;
  }
}
