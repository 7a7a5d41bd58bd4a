import { fieldsOf } from "../text/isObject";
import { priceOfAnswer, type TokenPrice, type TokenPrices } from "../text/tokenPrice";
import { readTokenUsage } from "../text/tokenUsage";
import { UsageCounter } from "../text/UsageCounter";
import type { StepWarnings } from "./StepWarnings";

/** Tiers of service at which a model's ordinary price holds. */
const ordinaryTiers = new Set<unknown>([undefined, null, "", "auto", "default", "standard", "scale"]);

/** Input tokens above which newer models cost more (price lists of both services). */
const longInput = 272_000;

/** Deployments that a usage record names, at most. */
const mostModels = 20;

/** The prices of a step: its own, which wins, and those of the connection that answered. */
interface StepPrices {
  price?: TokenPrice | undefined;
  prices: TokenPrices;
}

/** What all answers of a step used, whatever became of them. */
export class StepUsage {
  readonly counter = new UsageCounter();
  private readonly answeredBy = new Set<string>();

  constructor(private readonly warnings: StepWarnings) {}

  /**
   * Adds an answer. It returns the price of the connection: of the deployment that was asked, else of the model that
   * answered.
   */
  take(answer: unknown, deployment: string, { price, prices }: StepPrices): TokenPrice | undefined {
    const { usage, service_tier: tier } = fieldsOf(answer);
    const stated = prices.size === 0 ? undefined : priceOfAnswer(prices, deployment, answer);
    const paid = price ?? stated;
    this.counter.add(usage, paid);
    if (this.answeredBy.size < mostModels) this.answeredBy.add(deployment);
    if (paid && !ordinaryTiers.has(tier))
      this.warnings.add(
        `The service answered at its tier ${JSON.stringify(tier).slice(0, 40)}; cost is at the prices entered, which may be those of another tier.`,
      );
    if (paid && (readTokenUsage(usage)?.input ?? 0) > longInput)
      this.warnings.add(
        `An answer read more than ${longInput} tokens; some models cost more for so long an input than the prices entered.`,
      );
    return stated;
  }

  /** The deployments that answered. */
  get models(): string[] {
    return [...this.answeredBy];
  }
}
