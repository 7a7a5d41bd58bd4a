import { clock } from "../client/clock";
import type { Lanes } from "./lanes";
import type { PacedResult } from "./pacedOptions";
import type { Settled } from "./runOrdered";

/** What the tally reads of an item. */
interface TalliedItem {
  index: number;
  tokens: number;
  attempts: number;
  firstStartMs: number;
}

/** The results of a run so far, and what is left. */
export class RunTally<Output> {
  /** In the order of the items; undefined for an item that has not ended. */
  readonly results: Array<PacedResult<Output> | undefined>;
  ended = 0;
  failed = 0;
  private endedDurationMs = 0;

  /**
   * @param total - the number of items
   * @param tokensLeft - estimated tokens of all items together
   */
  constructor(
    readonly total: number,
    private tokensLeft: number,
  ) {
    this.results = new Array<PacedResult<Output> | undefined>(total).fill(undefined);
  }

  /** Items that have not ended. */
  get left(): number {
    return this.total - this.ended;
  }

  get hasSucceeded(): boolean {
    return this.ended > this.failed;
  }

  /**
   * Milliseconds that the other items will take: the longer of what the quota allows and what their mean duration
   * and the number of items at once say. Undefined while neither is known.
   */
  neededMs(lanes: Lanes, atOnce: number): number | undefined {
    const quotaMs = lanes.forecastMs(this.left, this.tokensLeft, clock.now());
    if (this.ended === 0) return quotaMs;
    return Math.max(quotaMs ?? 0, (this.endedDurationMs / this.ended) * (this.left / atOnce));
  }

  /** Notes how an item ended. */
  settle({ index, tokens, attempts, firstStartMs }: TalliedItem, settled: Settled<Output>): void {
    const durationMs = clock.now() - firstStartMs;
    this.results[index] = { ...settled, attempts, durationMs };
    this.ended += 1;
    this.tokensLeft -= tokens;
    this.endedDurationMs += durationMs;
    if (settled.status === "failed") this.failed += 1;
  }
}
