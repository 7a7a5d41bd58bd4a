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

  /** Adds what an answer used, if it says so. */
  add(answer: unknown): Spent | undefined {
    const { usage } = (answer ?? {}) as { usage?: unknown };
    const spent = usage === undefined || usage === null ? undefined : this.measure?.(usage);
    if (!spent) return undefined;
    const { tokens, cost } = this.spent;
    this.spent = {
      tokens: tokens + spent.tokens,
      cost: spent.cost === undefined ? cost : (cost ?? 0) + spent.cost,
    };
    return spent;
  }
}
