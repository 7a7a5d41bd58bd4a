import type { ResponseHeaders } from "../client/answer/headers";
import { clock } from "../client/clock";
import { type AzureOpenAIError, isAzureOpenAIError, isOverBudget } from "../client/errors/errors";
import { CommonRefusals } from "./commonRefusal";
import { FitJudge, neverFitsError } from "./fitJudge";
import type { PacedOptions, RunEnd } from "./pacedOptions";
import type { PacedQueue, WaitingItem } from "./pacedQueue";
import { quotaReadings, refusedUnit } from "./quotaHeaders";
import type { PacerTicket } from "./quotas";
import type { Verdict } from "./runOrdered";

/** An item that was started. */
export interface StartedItem<Item> extends WaitingItem {
  item: Item;
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
  readonly fit: FitJudge;
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
  ) {
    this.fit = new FitJudge(queue.length);
  }

  /** Notes that the service answered an item. */
  take(entry: WaitingItem, ticket: PacerTicket, headers: ResponseHeaders): void {
    const { startedAtMs } = ticket.requests;
    this.options.pacer.answered(ticket, clock.now());
    this.options.pacer.accepted(ticket, quotaReadings(headers));
    this.fit.take(entry, startedAtMs);
    this.common.take(startedAtMs);
  }

  /** Says what becomes of an item that failed. */
  fail(
    entry: StartedItem<Item>,
    ticket: PacerTicket,
    headers: ResponseHeaders,
    error: unknown,
    progress: Progress,
  ): Failing {
    const { pacer, judge, signal } = this.options;
    const refusal = signal?.aborted ? undefined : refusalOf(error);
    if (refusal) return this.refuse(entry, ticket, headers, refusal, progress);
    const wasRefused = isAzureOpenAIError(error) && error.kind === "rateLimited";
    if (wasRefused) pacer.withdrawn(ticket, quotaReadings(headers), clock.now());
    else pacer.accepted(ticket, quotaReadings(headers));
    this.fit.drop(entry);
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
    ticket: PacerTicket,
    headers: ResponseHeaders,
    error: AzureOpenAIError,
    { running }: Progress,
  ): Failing {
    const { fit, queue } = this;
    const { pacer, mostRefusals } = this.options;
    const nowMs = clock.now();
    // 0 names no wait.
    const waitMs = error.retryAfterMs || undefined;
    const unit = refusedUnit(error.sentence ?? "");
    // The quota had room for others meanwhile: this item is refused for its own sake.
    if (fit.isContradicted(entry) && queue.refusedLength < fit.fewRefused)
      pacer.withdrawn(ticket, quotaReadings(headers), nowMs);
    else pacer.refused(ticket, { waitMs, unit }, quotaReadings(headers), nowMs);
    this.lastRefusal = error;
    queue.refuse(entry, ticket.requests.startedAtMs, waitMs, fit.isUsualToRefuse, nowMs);
    fit.refuse(entry);
    const shareOfLimit = pacer.shareOfLimit(entry.tokens);
    const most = mostRefusals?.(entry.item);
    const isDivisible = most !== undefined && (entry.refusals >= most || entry.tokens >= this.dividedTokens);
    if (isDivisible) this.dividedTokens = Math.min(this.dividedTokens, entry.tokens);
    const left = queue.length + running;
    if (!isDivisible && !fit.neverFits(entry, { nowMs, waitMs, shareOfLimit, left })) return "again";
    fit.drop(entry);
    if (fit.hasTaken || isDivisible || shareOfLimit > 1)
      return { error: neverFitsError(error, entry.refusals) };
    this.fatal ??= { error, verdict: "unfinished" };
    this.end ??= { reason: "wait", untilMs: entry.notBeforeMs, error };
    return "unfinished";
  }
}
