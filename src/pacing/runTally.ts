import { clock } from "../client/clock";
import type { PacedResult } from "./pacedOptions";
import type { Pacer } from "./pacer";
import type { Settled } from "./runOrdered";

/** An item as its result is told. */
interface TalliedItem {
  index: number;
  tokens: number;
  attempts: number;
  firstStartMs: number;
}

/** What has ended of a run, and what is left. */
export class RunTally<Output> {
  /** In the order of the items; undefined stands for what has not ended. */
  readonly results: Array<PacedResult<Output> | undefined>;
  ended = 0;
  failed = 0;
  private endedDurationMs = 0;

  /** @param tokensLeft - of all items together */
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
   * How long what is left is going to take: the quota bounds it, and so does how long one takes when so many are
   * under way at once. Undefined as long as nothing tells.
   */
  neededMs(pacer: Pacer, atOnce: number): number | undefined {
    const quotaMs = pacer.forecastMs(this.left, this.tokensLeft, clock.now());
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
