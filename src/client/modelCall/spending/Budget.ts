import { AzureOpenAIError } from "../../errors/errors";

/** Tokens, and money in millionths of the currency of the prices: integers, which add up without dust. */
export interface Amount {
  tokens: number;
  microCost: number;
}

/** One limit of a budget. */
interface Limit {
  /** The label of its input. */
  label: string;
  unit: keyof Amount;
  most: number;
  /** What was spent under it before the step. */
  before: number;
}

/** What millionths of a currency are as an amount of it. */
const costOfMicro = (microCost: number): number => microCost / 1_000_000;

const shown = (unit: keyof Amount, amount: number): string =>
  unit === "tokens" ? `${amount} tokens` : String(costOfMicro(amount));

/** The error of a call that a budget refuses: nothing was sent. */
export const budgetError = (what: string, mend: string): AzureOpenAIError =>
  new AzureOpenAIError({ what, mend }, { kind: "rejected", attempts: 0, reason: "budget" });

/**
 * The limits of a step on what its answers use. Each call reserves its worst case before it is sent, and books what it
 * used when it is answered, so that calls side by side can't pass a limit together.
 */
export class Budget {
  readonly spent: Amount = { tokens: 0, microCost: 0 };
  private readonly reserved: Amount = { tokens: 0, microCost: 0 };
  private waiting: Array<() => void> = [];

  constructor(private readonly limits: readonly Limit[]) {}

  /** True where money is limited, so that every call needs a price. */
  get limitsCost(): boolean {
    return this.limits.some(({ unit }) => unit === "microCost");
  }

  /**
   * Reserves the worst case of a call. Where only what other calls have reserved is in the way, it waits until one of
   * them is booked: most use far less.
   * @throws AzureOpenAIError that tells what was spent, what is reserved, and the limit.
   */
  async reserve(worst: Amount): Promise<void> {
    for (;;) {
      const passed = this.limits.find((limit) => this.isPassed(limit, worst, this.reserved[limit.unit]));
      if (!passed) break;
      const alone = this.limits.find((limit) => this.isPassed(limit, worst, 0));
      if (alone) throw this.error(alone, worst);
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.reserved.tokens += worst.tokens;
    this.reserved.microCost += worst.microCost;
  }

  /** Books what a call used, in place of what it had reserved. */
  settle(worst: Amount, used: Amount): void {
    this.reserved.tokens -= worst.tokens;
    this.reserved.microCost -= worst.microCost;
    this.spent.tokens += used.tokens;
    this.spent.microCost += used.microCost;
    const waiting = this.waiting;
    this.waiting = [];
    for (const resume of waiting) resume();
  }

  private isPassed({ unit, most, before }: Limit, worst: Amount, reserved: number): boolean {
    return before + this.spent[unit] + reserved + worst[unit] > most;
  }

  private error({ label, unit, most, before }: Limit, worst: Amount): AzureOpenAIError {
    const tell = (amount: number): string => shown(unit, amount);
    return budgetError(
      `${label} is ${tell(most)}. Spent are ${tell(before + this.spent[unit])}, reserved by calls under way ${tell(this.reserved[unit])}, and the next call may take ${tell(worst[unit])}: it was not sent.`,
      `Raise ${label}, or lower Max Output Tokens, which is what a call may take.`,
    );
  }
}
