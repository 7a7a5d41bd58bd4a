import { clock } from "../client/clock";
import { type AzureOpenAIError, isAzureOpenAIError } from "../client/errors";
import type { ResponseHeaders } from "../client/retryTiming";
import { CommonRefusals, handful } from "./commonRefusal";
import { FitJudge, neverFitsError } from "./fitJudge";
import type { PacedOptions, PacedResult, PacedRun, PacedTask, RunEnd } from "./pacedOptions";
import { PacedQueue, type Waiting } from "./pacedQueue";
import type { PacerTicket } from "./pacer";
import { quotaReadings, refusedUnit } from "./quotaHeaders";
import type { Settled, Verdict } from "./runOrdered";

interface Entry<Item> extends Waiting {
  item: Item;
  index: number;
  attempts: number;
  firstStartMs: number;
  refusals: number;
  isContradicted: boolean;
}

const progressEveryMs = 10_000;
/** For so long, only a handful run as long as none is back: a refusal that would meet all is met by no more. */
const cautionMs = 300;
/** A wait that is worth letting smaller tasks pass. */
const longWaitMs = 1_000;
/** A trial that is that near is waited for, whatever wait the service asked for. */
const soonMs = 1_000;
const firstBackoffMs = 500;
const longestBackoffMs = 60_000;
const longestLastBackoffMs = 10_000;

const refusalOf = (error: unknown): AzureOpenAIError | undefined =>
  isAzureOpenAIError(error) &&
  error.kind === "rateLimited" &&
  error.reason === undefined &&
  error.code !== "insufficient_quota"
    ? error
    : undefined;

/** One run, from the first start to the last end. */
class Run<Item, Output> {
  private readonly results: Array<PacedResult<Output> | undefined>;
  private readonly queue: PacedQueue<Entry<Item>>;
  private readonly fit = new FitJudge();
  private readonly common = new CommonRefusals();
  private running = 0;
  private tokensLeft = 0;
  private endedDurationMs = 0;
  private ended = 0;
  private failed = 0;
  /** True once anything came back. */
  private hasHeard = false;
  private firstStartMs: number | undefined;
  private fatal: { error: unknown; verdict: Verdict } | undefined;
  private end: RunEnd | undefined;
  private lastRefusal: AzureOpenAIError | undefined;
  private cancelWait: () => void = () => undefined;
  private progressAtMs = clock.now() + progressEveryMs;
  private finish: () => void = () => undefined;

  constructor(
    items: readonly Item[],
    private readonly task: PacedTask<Item, Output>,
    private readonly options: PacedOptions<Item>,
  ) {
    this.results = items.map(() => undefined);
    const entries = items.map((item, index): Entry<Item> => {
      const tokens = options.estimateTokens(item);
      this.tokensLeft += tokens;
      const facts = { attempts: 0, firstStartMs: 0, refusals: 0, isContradicted: false };
      const waiting = { tokens, notBeforeMs: 0, refusedAtMs: undefined, firstRefusedAtMs: undefined };
      return { item, index, ...waiting, ...facts };
    });
    this.queue = new PacedQueue(entries);
  }

  async run(): Promise<PacedRun<Output>> {
    const { signal, pacer } = this.options;
    const look = (): void => this.pump();
    await new Promise<void>((resolve) => {
      this.finish = resolve;
      signal?.addEventListener("abort", look, { once: true });
      if (pacer.forecastMs(this.queue.length, this.tokensLeft, clock.now()) !== undefined) this.forecast();
      this.pump();
    });
    signal?.removeEventListener("abort", look);
    this.cancelWait();
    const hasNothing = this.results.every((result) => result === undefined);
    if (this.common.isAllThereIs && !this.hasSucceeded) throw this.common.error;
    if (this.fatal && !this.hasSucceeded && (this.fatal.verdict === "fatal" || hasNothing))
      throw this.fatal.error;
    const isWhole = this.results.every((result) => result !== undefined);
    return { results: this.results, ...(!isWhole && { end: this.end ?? { reason: "time" } }) };
  }

  private get hasSucceeded(): boolean {
    return this.ended > this.failed;
  }

  /** Starts what may start, one by one; what is left waits for its time, an end, or nothing more. */
  private pump(): void {
    this.cancelWait();
    while (this.queue.length > 0 && !this.mustStop()) {
      const nowMs = clock.now();
      const found = this.look(nowMs);
      if (typeof found !== "number") {
        void this.start(found, nowMs);
        continue;
      }
      if (nowMs + found < this.options.deadlineMs)
        // One argument: the clock of the tests knows waits by it.
        this.cancelWait = clock.after(Math.ceil(found), (_passed?: unknown) => this.pump());
      else if (this.running === 0) {
        this.end = { reason: "wait", untilMs: nowMs + found, error: this.lastRefusal };
        break;
      }
      return;
    }
    if (this.running === 0) this.finish();
  }

  /** What starts now, or how long until the next look; Infinity where only a task's end brings something new. */
  private look(nowMs: number): Entry<Item> | number {
    const roomInMs = this.roomInMs(nowMs);
    if (roomInMs > 0) return roomInMs;
    const { queue } = this;
    const { pacer, deadlineMs } = this.options;
    const entry = queue.next(nowMs, this.fit.takenUpToMs);
    if (!entry) return queue.dueInMs(nowMs);
    const waitMs = pacer.waitMs(entry.tokens, nowMs);
    if (waitMs === 0) return entry;
    if (waitMs > longWaitMs && queue.letsPass(entry)) return this.look(nowMs);
    const tryMs = pacer.tryMs(entry.tokens, nowMs);
    if (tryMs === 0) return queue.pick() ?? entry;
    return tryMs <= soonMs || nowMs + waitMs < deadlineMs ? Math.min(waitMs, tryMs) : waitMs;
  }

  /** How long until one more may be under way: few as long as all of them may be refused alike. */
  private roomInMs(nowMs: number): number {
    const { concurrency, startsWithOne } = this.options;
    if (this.running >= (startsWithOne && this.ended === 0 ? 1 : concurrency))
      return Number.POSITIVE_INFINITY;
    if (this.hasHeard) {
      const most = this.hasSucceeded || this.common.inRow === 0 ? concurrency : handful - this.common.inRow;
      return this.running < most ? 0 : Number.POSITIVE_INFINITY;
    }
    return this.running < handful ? 0 : Math.max(0, (this.firstStartMs ?? nowMs) + cautionMs - nowMs);
  }

  private mustStop(): boolean {
    const { mostFailures, deadlineMs, signal } = this.options;
    if (signal?.aborted) this.end ??= { reason: "cancelled" };
    if (mostFailures !== undefined && this.failed >= mostFailures) this.end ??= { reason: "failures" };
    if (clock.now() >= deadlineMs) this.end ??= { reason: "time", error: this.lastRefusal };
    return this.end !== undefined;
  }

  private async start(entry: Entry<Item>, nowMs: number): Promise<void> {
    this.queue.remove(entry);
    const ticket = this.options.pacer.start(entry.tokens, nowMs);
    this.fit.start(entry.attempts === 0, nowMs);
    this.firstStartMs ??= nowMs;
    if (entry.attempts === 0) entry.firstStartMs = nowMs;
    entry.attempts += 1;
    this.running += 1;
    let headers: ResponseHeaders = {};
    try {
      const value = await this.task(entry.item, entry.index, (latest) => {
        headers = latest;
      });
      this.options.pacer.accepted(ticket, quotaReadings(headers), clock.now());
      this.fit.take(entry.tokens, nowMs);
      this.common.take(nowMs);
      this.settle(entry, { status: "succeeded", value });
    } catch (error) {
      const refusal = this.options.signal?.aborted ? undefined : refusalOf(error);
      if (refusal) this.refuse(entry, ticket, headers, refusal);
      else this.fail(entry, ticket, headers, error);
    }
    this.hasHeard = true;
    this.running -= 1;
    this.reportProgress();
    this.pump();
  }

  private fail(entry: Entry<Item>, ticket: PacerTicket, headers: ResponseHeaders, error: unknown): void {
    const { pacer, judge, signal } = this.options;
    const wasRefused = isAzureOpenAIError(error) && error.kind === "rateLimited";
    pacer[wasRefused ? "withdrawn" : "accepted"](ticket, quotaReadings(headers), clock.now());
    const verdict = judge(error);
    if (verdict === "unfinished") {
      this.fatal ??= { error, verdict };
      this.end ??= { reason: signal?.aborted ? "cancelled" : "time", error: this.lastRefusal };
      return;
    }
    const isCommon = this.common.fail(error, ticket.requests.startedAtMs, this.hasSucceeded);
    if (isCommon || verdict === "fatal") {
      this.fatal ??= { error, verdict: "fatal" };
      this.end ??= { reason: "refused", error };
    }
    this.settle(entry, { status: "failed", error });
  }

  /** A refusal for rate: the task waits for its turn again, unless it never fits. */
  private refuse(
    entry: Entry<Item>,
    ticket: PacerTicket,
    headers: ResponseHeaders,
    error: AzureOpenAIError,
  ): void {
    const { pacer, mostRefusals } = this.options;
    const nowMs = clock.now();
    // 0 names no wait.
    const waitMs = error.retryAfterMs || undefined;
    const unit = refusedUnit(error.message.replace(error.mend ?? "", ""));
    const isContradicted = this.fit.takenUpToMs > (entry.firstRefusedAtMs ?? Number.POSITIVE_INFINITY);
    // Others were taken since it was refused: it is the task, and tells nothing of the quota.
    if (isContradicted && this.queue.refusedTasks.length < handful) pacer.withdrawn(ticket, quotaReadings(headers), nowMs);
    else pacer.refused(ticket, { waitMs, unit }, quotaReadings(headers), nowMs);
    this.lastRefusal = error;
    this.fit.refuse(entry.refusals === 0);
    entry.isContradicted = isContradicted;
    entry.firstRefusedAtMs ??= nowMs;
    entry.refusals += 1;
    entry.refusedAtMs = nowMs;
    entry.notBeforeMs = nowMs + Math.max(waitMs ?? 0, this.backoffMs(entry.refusals));
    const shareOfLimit = pacer.shareOfLimit(entry.tokens);
    const left = this.queue.length + this.running;
    const isDivisible = entry.refusals >= (mostRefusals?.(entry.item) ?? Number.POSITIVE_INFINITY);
    if (!isDivisible && !this.fit.neverFits(entry, { nowMs, waitMs, shareOfLimit, left }))
      this.queue.putBack(entry);
    else if (this.fit.hasTaken || isDivisible || shareOfLimit > 1)
      this.settle(entry, { status: "failed", error: neverFitsError(error, entry.refusals) });
    else {
      this.fatal ??= { error, verdict: "unfinished" };
      this.end ??= { reason: "wait", untilMs: entry.notBeforeMs, error };
    }
  }

  private backoffMs(refusals: number): number {
    const most = this.queue.freshLength > 0 ? longestBackoffMs : longestLastBackoffMs;
    return Math.min(most, firstBackoffMs * 2 ** (refusals - 1));
  }

  private settle({ index, tokens, attempts, firstStartMs }: Entry<Item>, settled: Settled<Output>): void {
    const durationMs = clock.now() - firstStartMs;
    this.results[index] = { ...settled, attempts, durationMs };
    this.ended += 1;
    this.tokensLeft -= tokens;
    this.endedDurationMs += durationMs;
    if (settled.status === "failed") this.failed += 1;
  }

  /** The quota bounds it, and so does how long one takes when so many are under way at once. */
  private forecast(): void {
    const tasks = this.results.length - this.ended;
    if (tasks === 0) return;
    const { pacer, concurrency, onForecast } = this.options;
    const quotaMs = pacer.forecastMs(tasks, this.tokensLeft, clock.now()) ?? 0;
    const speedMs = this.ended === 0 ? 0 : (this.endedDurationMs / this.ended) * (tasks / concurrency);
    if (onForecast?.({ tasks, neededMs: Math.max(quotaMs, speedMs) })) this.end ??= { reason: "handedBack" };
  }

  private reportProgress(): void {
    if (this.ended === 1) this.forecast();
    if (clock.now() < this.progressAtMs) return;
    if (this.ended > 1) this.forecast();
    this.progressAtMs = clock.now() + progressEveryMs;
    this.options.onProgress?.(this.ended, this.failed);
  }
}

/**
 * Runs a task for every item at the pace that the service allows. A task that is refused for its rate waits for its
 * turn again; one that never fits fails by itself.
 * @throws a fatal error, or one that would meet every item, when nothing succeeded; the error of a wait or of the
 * time that ran out when it ended the run before any item had a result.
 */
export const runPaced = <Item, Output>(
  items: readonly Item[],
  task: PacedTask<Item, Output>,
  options: PacedOptions<Item>,
): Promise<PacedRun<Output>> => new Run(items, task, options).run();
