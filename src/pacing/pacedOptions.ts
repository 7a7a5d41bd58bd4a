import type { ResponseHeaders } from "../client/answer/headers";
import type { Pacer } from "./pacer";
import type { Settled, Verdict } from "./runOrdered";

/** How one item ended, and what it took. */
export type PacedResult<Output> = Settled<Output> & {
  /** How often it was started: a refusal for rate costs no retry. */
  attempts: number;
  /** From its first start to its end, in milliseconds. */
  durationMs: number;
};

/** An item: it tells the headers of every answer that it gets. */
export type RunItem<Item, Output> = (
  item: Item,
  index: number,
  onHeaders: (headers: ResponseHeaders) => void,
) => Promise<Output>;

/** How long the items that have not ended are going to take, at the quota and the speed that are seen. */
export interface Forecast {
  items: number;
  neededMs: number;
}

/** How far a run has come. */
export interface RunProgress {
  /** Items that ended, the failed ones included. */
  done: number;
  failed: number;
  total: number;
  /** How long what is left is going to take; undefined as long as nothing tells. */
  neededMs(): number | undefined;
}

/** How a paced run is bounded. */
export interface PacedOptions<Item> {
  pacer: Pacer;
  /** Items under way at once, at most. */
  concurrency: number;
  /** When no further item may start, in milliseconds since the epoch. */
  deadlineMs: number;
  /** Once so many items failed, no further one starts. */
  mostFailures?: number | undefined;
  /** After so many refusals for rate, an item counts as one that never fits; undefined leaves that to what is seen. */
  mostRefusals?: ((item: Item) => number | undefined) | undefined;
  /** About how many tokens an item costs. */
  estimateTokens(item: Item): number;
  /** What an item's error means for the run. */
  judge(error: unknown): Verdict;
  /**
   * Told how long what is left is going to take: before the first item where the quota is known by then, else with
   * the first answer, and now and then. True ends the run: no further item starts.
   */
  onForecast?(forecast: Forecast): boolean;
  /** True lets the first item run alone, for its answer to tell of the quota before the others start. */
  startsWithOne?: boolean | undefined;
  /** Ends the run: what has ended by then is kept, the rest is as if never started. */
  signal?: AbortSignal | undefined;
  /** Told at the start, and with each item that ends or is refused. */
  onProgress?(progress: RunProgress): void;
}

/** Why a run ended before all its items had: no time, a wait beyond it, a refusal of all, failures, or on demand. */
export interface RunEnd {
  reason: "time" | "wait" | "refused" | "failures" | "cancelled" | "handedBack";
  /** The refusal that ended it, or the last one for rate: the words of the end tell it. */
  error?: unknown;
  /** When the service takes items again, in milliseconds since the epoch, as far as it said so. */
  untilMs?: number | undefined;
}

/** What became of the items of a run. */
export interface PacedRun<Output> {
  /** In the order of the items; an item that was never finished has undefined. */
  results: Array<PacedResult<Output> | undefined>;
  /** Present when items are left. */
  end?: RunEnd;
}
