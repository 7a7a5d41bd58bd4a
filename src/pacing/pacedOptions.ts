import type { ResponseHeaders } from "../client/answer/headers";
import type { Pacer, PacerView } from "./pacer";
import type { Settled, Verdict } from "./runOrdered";

/** How one item ended. */
export type PacedResult<Output> = Settled<Output> & {
  /** How often the item was started. Starts after a refusal for rate count here, and not as retries of the client. */
  attempts: number;
  /** From its first start to its end, in milliseconds. */
  durationMs: number;
};

/**
 * Does the work of one item, in the lane with this place; it calls `onHeaders` with the headers of every answer it
 * gets.
 */
export type RunItem<Item, Output> = (
  item: Item,
  index: number,
  onHeaders: (headers: ResponseHeaders) => void,
  lane: number,
) => Promise<Output>;

/** A deployment that a run may use. */
export interface PacedLane {
  pacer: Pacer;
  /** Until when it is left alone, in milliseconds since the epoch; 0, or absent, where it is well. */
  restsUntilMs?(): number;
}

/** How long the rest of a run will take, by the quota and the speed so far. */
export interface Forecast {
  /** Items that have not ended. */
  items: number;
  neededMs: number;
}

/** How far a run has come. */
export interface RunProgress {
  /** Items that ended, including those that failed. */
  done: number;
  failed: number;
  total: number;
  /** Milliseconds that the other items will take; undefined while neither a quota nor a speed is known. */
  neededMs(): number | undefined;
  /** What the pacers know. */
  view(nowMs: number): PacerView;
}

/** How a paced run is bounded. */
export interface PacedOptions<Item> {
  /** The deployments among which the items are divided, usually one. */
  lanes: readonly [PacedLane, ...PacedLane[]];
  /** Items under way at once, at most. */
  concurrency: number;
  /** When no further item may start, in milliseconds since the epoch. */
  deadlineMs: number;
  /** Once this many items failed, no further item starts. */
  mostFailures?: number | undefined;
  /** Called when an item failed, before the next one starts. */
  onFailed?: ((item: Item, error: unknown) => void) | undefined;
  /** After this many refusals for rate, an item fails as too large for the quota; undefined lets the run judge. */
  mostRefusals?: ((item: Item) => number | undefined) | undefined;
  /** About how many tokens an item costs. */
  estimateTokens(item: Item): number;
  /** What an item's error means for the run. */
  judge(error: unknown): Verdict;
  /** True for an error that another deployment may not have. */
  passesOn?(error: unknown): boolean;
  /**
   * Called with a forecast before the first item, where the quota is known by then, after the first one that ends,
   * and then every ten seconds. When it returns true, no further item starts.
   */
  onForecast?(forecast: Forecast): boolean;
  /** True lets the first item run alone: its answer shows the quota before the others start. */
  startsWithOne?: boolean | undefined;
  /** True starts the items in their order, as where the last ones are made small. */
  keepsOrder?: boolean | undefined;
  /** Ends the run. Results so far are kept; items under way have none. */
  signal?: AbortSignal | undefined;
  /** Called at the start, and whenever an item ends or is refused. */
  onProgress?(progress: RunProgress): void;
}

/** Why a run ended before all its items did. */
export interface RunEnd {
  /**
   * time: the deadline came; wait: the quota has no room before it; refused: every item would be refused; failures:
   * as many failed as may; cancelled: by the signal; handedBack: onForecast returned true.
   */
  reason: "time" | "wait" | "refused" | "failures" | "cancelled" | "handedBack";
  /** The refusal that ended the run, or the latest one for rate. The warning of the step quotes it. */
  error?: unknown;
  /** When the service takes items again, in milliseconds since the epoch; undefined where it did not say. */
  untilMs?: number | undefined;
}

/** The results of a run. */
export interface PacedRun<Output> {
  /** In the order of the items; undefined for an item that has not ended. */
  results: Array<PacedResult<Output> | undefined>;
  /** Present when an item has not ended. */
  end?: RunEnd;
}
