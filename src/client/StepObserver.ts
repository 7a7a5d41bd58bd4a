import { isObject } from "../text/isObject";
import { priceOfAnswer, type TokenPrices } from "../text/tokenPrice";
import type { MeasureUsage, Observe, Spent, StepEvent } from "./events";

/** Passes a step's events to its observer, and adds up what the step's answers used. */
export class StepObserver {
  spent: Spent = { tokens: 0 };

  constructor(
    private readonly observe: Observe,
    private readonly measure: MeasureUsage | undefined,
  ) {}

  /** Passes an event on. An observer that throws does not end the step. */
  tell(event: StepEvent): void {
    try {
      this.observe(event);
    } catch {
      // The observer's errors are the observer's to handle.
    }
  }

  /** Adds what an answer used, where its usage is known, at the prices of the deployment's connection. */
  add(answer: unknown, deployment: string, prices: TokenPrices): Spent | undefined {
    const usage = isObject(answer) ? answer["usage"] : undefined;
    if (usage === undefined || usage === null) return undefined;
    const spent = this.measure?.(usage, priceOfAnswer(prices, deployment, answer));
    if (!spent) return undefined;
    const { tokens, cost = tokens === 0 ? 0 : undefined } = this.spent;
    // One unknown cost makes the sum unknown, as in a step's output.
    const sum = cost === undefined || spent.cost === undefined ? undefined : cost + spent.cost;
    this.spent = { tokens: tokens + spent.tokens, cost: sum };
    return spent;
  }
}
