import type { ResponseHeaders } from "../client/answer/headers";
import { clock } from "../client/clock";
import { type AzureOpenAIError, isAzureOpenAIError, isOverBudget } from "../client/errors/errors";
import { CommonRefusals, isOfAll } from "./commonRefusal";
import { neverFitsError } from "./fitJudge";
import type { Lane, LaneItem, Lanes } from "./lanes";
import type { PacedOptions, RunEnd } from "./pacedOptions";
import type { PacedQueue } from "./pacedQueue";
import { quotaReadings, refusedUnit } from "./quotaHeaders";
import type { PacerTicket } from "./quotas";
import type { Verdict } from "./runOrdered";

/** An item that was started. */
export interface StartedItem<Item> extends LaneItem {
  item: Item;
}

/** Where an item was started, and the headers of its answer. */
interface Started {
  lane: Lane;
  ticket: PacerTicket;
  headers: ResponseHeaders;
}

/** How far a run has come when one of its items fails. */
interface Progress {
  hasSucceeded: boolean;
  /** Items under way, the one that failed included. */
  running: number;
}

/** What becomes of an item that failed: it waits for its turn again, stays without a result, or ends with an error. */
type Failing = "again" | "unfinished" | { error: unknown };

const refusalOf = (error: unknown): AzureOpenAIError | undefined =>
  isAzureOpenAIError(error) && error.kind === "rateLimited" && error.reason === undefined ? error : undefined;

/** Decides what the error of an item means for the item and for the run, and tells the pacer. */
export class RunJudge<Item> {
  readonly common = new CommonRefusals();
  /** Why no further item starts; undefined while the run goes on. */
  end: RunEnd | undefined;
  /** What the run throws where nothing succeeded. */
  fatal: { error: unknown; verdict: Verdict } | undefined;
  /** Tokens of the smallest item that used up its `mostRefusals`: a larger one fails at its first refusal. */
  private dividedTokens = Number.POSITIVE_INFINITY;
  /** The latest refusal for rate. */
  lastRefusal: AzureOpenAIError | undefined;

  constructor(
    private readonly options: PacedOptions<Item>,
    private readonly queue: PacedQueue<StartedItem<Item>>,
    private readonly lanes: Lanes,
  ) {}

  /** Notes that the service answered an item. */
  take(entry: LaneItem, { lane, ticket, headers }: Started): void {
    const { startedAtMs } = ticket.requests;
    lane.pacer.answered(ticket, clock.now());
    lane.pacer.accepted(ticket, quotaReadings(headers));
    lane.fit.take(this.lanes.refusalsOf(entry, lane), startedAtMs);
    this.lanes.drop(entry);
    lane.note();
    this.common.take(startedAtMs);
  }

  /** Says what becomes of an item that failed. */
  fail(entry: StartedItem<Item>, started: Started, error: unknown, progress: Progress): Failing {
    const failing = this.failingOf(entry, started, error, progress);
    if (typeof failing === "object") this.options.onFailed?.(entry.item, failing.error);
    return failing;
  }

  private failingOf(entry: StartedItem<Item>, started: Started, error: unknown, progress: Progress): Failing {
    const { signal, passesOn } = this.options;
    const refusal = signal?.aborted ? undefined : refusalOf(error);
    if (refusal) return this.refuse(entry, started, refusal, progress);
    const { lane, ticket, headers } = started;
    const wasRefused = isAzureOpenAIError(error) && error.kind === "rateLimited";
    if (wasRefused) lane.pacer.withdrawn(ticket, quotaReadings(headers), clock.now());
    else lane.pacer.accepted(ticket, quotaReadings(headers));
    lane.fit.drop(this.lanes.refusalsOf(entry, lane));
    const isOfLane = this.lanes.areSeveral && !signal?.aborted && passesOn?.(error) === true;
    if (isOfLane && this.lanes.passOn(entry, lane, error, clock.now())) return "again";
    return this.give(isOfLane ? this.tellingError(entry, error) : error, started, progress);
  }

  /**
   * The error of an item that no lane can do: where one has failed at this item alone, that one. A lane that can't do
   * any says nothing of the others. The earlier deployment's goes first, whichever was asked first, so that what all
   * items meet is seen to be equal.
   */
  private tellingError({ failedIn }: LaneItem, latest: unknown): unknown {
    const { judge } = this.options;
    const isOfItem = (error: unknown): boolean => judge(error) === "failed" && !isOfAll(error);
    const inOrder = [...failedIn].toSorted(([left], [right]) => left.index - right.index);
    return inOrder.map(([, error]) => error).find(isOfItem) ?? latest;
  }

  /** The end of an item that failed for good, and of the run where the others would fail alike. */
  private give(error: unknown, { ticket }: Started, progress: Progress): Failing {
    const { judge, signal } = this.options;
    const verdict = judge(error);
    if (verdict === "unfinished") {
      this.fatal ??= { error, verdict };
      if (isOverBudget(error)) this.end ??= { reason: "refused", error };
      else
        this.end ??= signal?.aborted ? { reason: "cancelled" } : { reason: "time", error: this.lastRefusal };
      return "unfinished";
    }
    const { startedAtMs } = ticket.requests;
    const isCommon = this.common.fail(error, startedAtMs, progress.hasSucceeded, clock.now());
    if (isCommon || verdict === "fatal") {
      this.fatal ??= { error, verdict: "fatal" };
      this.end ??= { reason: "refused", error };
    }
    return { error };
  }

  /** A refusal for rate: the item waits for its turn again, unless it never fits. */
  private refuse(
    entry: StartedItem<Item>,
    { lane, ticket, headers }: Started,
    error: AzureOpenAIError,
    { running }: Progress,
  ): Failing {
    const { queue, lanes } = this;
    const { mostRefusals } = this.options;
    const { pacer, fit } = lane;
    const item = lanes.refusalsOf(entry, lane);
    const nowMs = clock.now();
    // 0 names no wait.
    const waitMs = error.retryAfterMs || undefined;
    const unit = refusedUnit(error.sentence ?? "");
    // The quota had room for others meanwhile: this item is refused for its own sake.
    if (fit.isContradicted(item) && queue.refusedLength < fit.fewRefused)
      pacer.withdrawn(ticket, quotaReadings(headers), nowMs);
    else pacer.refused(ticket, { waitMs, unit }, quotaReadings(headers), nowMs);
    this.lastRefusal = error;
    queue.refuse(item, ticket.requests.startedAtMs, waitMs, fit.isUsualToRefuse, nowMs);
    lanes.noteRefusal(entry, lane);
    fit.refuse(item);
    const shareOfLimit = pacer.shareOfLimit(item.tokens);
    const most = mostRefusals?.(entry.item);
    const isDivisible = most !== undefined && (item.refusals >= most || entry.tokens >= this.dividedTokens);
    if (isDivisible) this.dividedTokens = Math.min(this.dividedTokens, entry.tokens);
    const left = queue.length + running;
    if (!isDivisible && !fit.neverFits(item, { nowMs, waitMs, shareOfLimit, left })) return "again";
    fit.drop(item);
    if (!isDivisible && lanes.areSeveral && lanes.passOn(entry, lane, error, nowMs)) return "again";
    if (fit.hasTaken || isDivisible || shareOfLimit > 1)
      return { error: neverFitsError(error, item.refusals) };
    this.fatal ??= { error, verdict: "unfinished" };
    this.end ??= { reason: "wait", untilMs: entry.notBeforeMs, error };
    return "unfinished";
  }
}
