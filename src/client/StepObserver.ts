import { fieldsOf } from "../text/isObject";
import type { TokenPrice } from "../text/tokenPrice";
import { costOf, readTokenUsage, withoutDust } from "../text/tokenUsage";
import type { Observe, Spent, StepEvent } from "./events";

/** Passes a step's events to its observer, and adds up what the step's answers used. */
export class StepObserver {
  spent: Spent = { tokens: 0 };

  constructor(private readonly observe: Observe) {}

  /** Passes an event on. An observer that throws does not end the step. */
  tell(event: StepEvent): void {
    try {
      this.observe(event);
    } catch {
      // The observer's errors are the observer's to handle.
    }
  }

  /** Adds what an answer used, where it says so, at the price of its deployment. */
  add(answer: unknown, price: TokenPrice | undefined): Spent | undefined {
    const used = readTokenUsage(fieldsOf(answer)["usage"]);
    if (!used) return undefined;
    const costs = price && costOf(used, price);
    const spent = { tokens: used.total, cost: costs && withoutDust(costs.input + costs.output) };
    const { tokens, cost = tokens === 0 ? 0 : undefined } = this.spent;
    // One unknown cost makes the sum unknown, as in a step's output.
    const sum = cost === undefined || spent.cost === undefined ? undefined : cost + spent.cost;
    this.spent = { tokens: tokens + spent.tokens, cost: sum };
    return spent;
  }
}
