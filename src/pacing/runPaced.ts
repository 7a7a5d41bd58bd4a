import type { ResponseHeaders } from "../client/answer/headers";
import { clock } from "../client/clock";
import { handful } from "./commonRefusal";
import { type Lane, Lanes, newLaneItem } from "./lanes";
import type { PacedOptions, PacedRun, RunItem } from "./pacedOptions";
import { PacedQueue } from "./pacedQueue";
import { RunJudge, type StartedItem } from "./runJudge";
import { RunTally } from "./runTally";

interface Entry<Item> extends StartedItem<Item> {
  index: number;
  attempts: number;
  firstStartMs: number;
}

const forecastEveryMs = 10_000;
/** Until the first item has ended, or for this long, only a handful run in each lane: all may be refused alike. */
const cautionMs = 300;
/** The reserved items start this far apart, so that a refusal arrives before the next one starts. */
const reserveMs = 10;
/** Where a large item has to wait longer than this, smaller ones go first. */
const longWaitMs = 1_000;
/** A trial during a pause is waited for if it is this near, even where the pause ends after the deadline. */
const soonMs = 1_000;

/** One run, from the first start to the last end. */
class Run<Item, Output> {
  private readonly tally: RunTally<Output>;
  private readonly queue: PacedQueue<Entry<Item>>;
  private readonly lanes: Lanes;
  private readonly judge: RunJudge<Item>;
  private running = 0;
  /** True once an item has ended or was refused. */
  private hasHeard = false;
  private firstStartMs: number | undefined;
  private lastStartMs = 0;
  private cancelWait: () => void = () => undefined;
  private forecastAtMs = clock.now() + forecastEveryMs;
  private finish: () => void = () => undefined;

  constructor(
    items: readonly Item[],
    private readonly runItem: RunItem<Item, Output>,
    private readonly options: PacedOptions<Item>,
  ) {
    const entries = items.map((item, index): Entry<Item> => {
      const waiting = newLaneItem(options.estimateTokens(item));
      return { item, index, attempts: 0, firstStartMs: 0, ...waiting };
    });
    this.tally = new RunTally(
      items.length,
      entries.reduce((sum, { tokens }) => sum + tokens, 0),
    );
    this.queue = new PacedQueue(entries, options.keepsOrder);
    this.lanes = new Lanes(options.lanes, items.length);
    this.judge = new RunJudge(options, this.queue, this.lanes);
  }

  async run(): Promise<PacedRun<Output>> {
    const { signal } = this.options;
    const look = (): void => this.pump();
    await new Promise<void>((resolve) => {
      this.finish = resolve;
      signal?.addEventListener("abort", look, { once: true });
      this.forecast();
      this.reportProgress();
      this.pump();
    });
    signal?.removeEventListener("abort", look);
    this.cancelWait();
    const { results, left, ended, hasSucceeded } = this.tally;
    const { common, fatal, end = { reason: "time" } } = this.judge;
    if (common.isAllThereIs && !hasSucceeded) throw common.error;
    if (fatal && !hasSucceeded && (fatal.verdict === "fatal" || ended === 0)) throw fatal.error;
    return { results, ...(left > 0 && { end }) };
  }

  /** Starts every item that may start now, and sets a timer for the next one. Finishes the run when nothing is left. */
  private pump(): void {
    this.cancelWait();
    while (this.queue.length > 0 && !this.mustStop()) {
      const nowMs = clock.now();
      const found = this.look(nowMs);
      if (typeof found !== "number") {
        void this.start(found.entry, found.lane, nowMs);
        continue;
      }
      if (nowMs + found < this.options.deadlineMs)
        // The clock of the tests tells waits from time limits by the number of the callback's parameters.
        this.cancelWait = clock.after(Math.ceil(found), (_passed?: unknown) => this.pump());
      else if (this.running === 0) {
        this.judge.end = { reason: "wait", untilMs: nowMs + found, error: this.judge.lastRefusal };
        break;
      }
      return;
    }
    if (this.running === 0) this.finish();
  }

  /** The item that starts now and where, or milliseconds until the next look; Infinity where one has to end first. */
  private look(nowMs: number): { entry: Entry<Item>; lane: Lane } | number {
    const roomInMs = this.roomInMs(nowMs);
    if (roomInMs > 0) return roomInMs;
    const { queue, lanes } = this;
    const entry =
      (this.judge.common.isInDoubt ? queue.pick() : undefined) ??
      lanes.choose(queue.inTurn(nowMs, lanes.takenUpToMs), nowMs);
    if (!entry) return queue.dueInMs(nowMs);
    const heldMs = queue.isAtReserve && this.running > 0 ? this.lastStartMs + reserveMs - nowMs : 0;
    const soonest = lanes.soonest(entry, nowMs);
    const waitMs = Math.max(soonest.waitMs, Math.min(reserveMs, heldMs));
    if (waitMs === 0) return { entry, lane: soonest.lane };
    if (waitMs > longWaitMs && queue.letsPass(entry)) return this.look(nowMs);
    const { lane, waitMs: tryMs } = lanes.soonestTry(entry, nowMs);
    if (tryMs === 0) return { entry: queue.pick() ?? entry, lane };
    return tryMs <= soonMs || nowMs + waitMs < this.options.deadlineMs ? Math.min(waitMs, tryMs) : waitMs;
  }

  /** Milliseconds until one more item may run, by the bound on items at once; Infinity where one has to end first. */
  private roomInMs(nowMs: number): number {
    const { concurrency, startsWithOne } = this.options;
    const room = startsWithOne && this.tally.ended === 0 ? 1 : concurrency;
    if (this.running >= room) return Number.POSITIVE_INFINITY;
    if (this.hasHeard) {
      const { inRow, isInDoubt } = this.judge.common;
      const most = this.tally.hasSucceeded || inRow === 0 ? concurrency : handful - inRow;
      return this.running < (isInDoubt ? handful : most) ? 0 : Number.POSITIVE_INFINITY;
    }
    if (this.running < handful * this.lanes.count) return 0;
    return Math.max(0, (this.firstStartMs ?? nowMs) + cautionMs - nowMs);
  }

  private mustStop(): boolean {
    const { mostFailures = Number.POSITIVE_INFINITY, deadlineMs, signal } = this.options;
    if (signal?.aborted) this.judge.end ??= { reason: "cancelled" };
    if (this.tally.failed >= mostFailures) this.judge.end ??= { reason: "failures" };
    if (clock.now() >= deadlineMs) this.judge.end ??= { reason: "time", error: this.judge.lastRefusal };
    return this.judge.end !== undefined;
  }

  private async start(entry: Entry<Item>, lane: Lane, nowMs: number): Promise<void> {
    this.queue.remove(entry);
    const started = { lane, ticket: lane.pacer.start(entry.tokens, nowMs) };
    lane.fit.start(nowMs);
    this.firstStartMs ??= nowMs;
    this.lastStartMs = nowMs;
    if (entry.attempts === 0) entry.firstStartMs = nowMs;
    entry.attempts += 1;
    this.running += 1;
    let headers: ResponseHeaders = {};
    const onHeaders = (latest: ResponseHeaders): void => {
      headers = latest;
    };
    try {
      const value = await this.runItem(entry.item, entry.index, onHeaders, lane.index);
      this.judge.take(entry, { ...started, headers });
      this.tally.settle(entry, { status: "succeeded", value });
    } catch (error) {
      const progress = { hasSucceeded: this.tally.hasSucceeded, running: this.running };
      const failing = this.judge.fail(entry, { ...started, headers }, error, progress);
      if (failing === "again") this.queue.putBack(entry);
      else if (failing !== "unfinished") this.tally.settle(entry, { status: "failed", error: failing.error });
    }
    this.hasHeard = true;
    this.running -= 1;
    this.reportProgress();
    this.pump();
  }

  private neededMs = () => this.tally.neededMs(this.lanes, this.options.concurrency);

  private forecast(): void {
    const { left: items } = this.tally;
    const neededMs = this.neededMs();
    if (items > 0 && neededMs !== undefined && this.options.onForecast?.({ items, neededMs }))
      this.judge.end ??= { reason: "handedBack" };
  }

  private reportProgress(): void {
    const { ended: done, failed, total } = this.tally;
    const view = (nowMs: number) => this.lanes.view(nowMs);
    this.options.onProgress?.({ done, failed, total, neededMs: this.neededMs, view });
    if (done === 1) this.forecast();
    if (clock.now() < this.forecastAtMs) return;
    if (done > 1) this.forecast();
    this.forecastAtMs = clock.now() + forecastEveryMs;
  }
}

/**
 * Runs the items at the pace that the service allows. An item that is refused for its rate waits for its turn again;
 * one that never fits the quota fails alone.
 * @throws the error that every item would get, when nothing succeeded; the error of the wait or the deadline that
 * ended the run, when no item has a result.
 */
export const runPaced = <Item, Output>(
  items: readonly Item[],
  runItem: RunItem<Item, Output>,
  options: PacedOptions<Item>,
): Promise<PacedRun<Output>> => new Run(items, runItem, options).run();
