import { clock } from "../client/clock";
import { type AzureOpenAIError, isAzureOpenAIError } from "../client/errors";
import type { ResponseHeaders } from "../client/retryTiming";
import type { Pacer, PacerTicket } from "./pacer";
import { quotaReadings, refusedUnit } from "./quotaHeaders";
import type { Settled, Verdict } from "./runOrdered";

/** How one task ended, and what it took. */
export type PacedResult<Output> = Settled<Output> & {
  /** How often it was started: a refusal for rate costs no retry. */
  attempts: number;
  /** From its first start to its end, in milliseconds. */
  durationMs: number;
};

/** A task: it tells the headers of every answer that it gets. */
export type PacedTask<Item, Output> = (
  item: Item,
  index: number,
  onHeaders: (headers: ResponseHeaders) => void,
) => Promise<Output>;

/** How long the tasks that have not ended are going to take, at the quota and the speed that are seen. */
export interface Forecast {
  tasks: number;
  neededMs: number;
}

/** How a paced run is bounded. */
export interface PacedOptions<Item> {
  pacer: Pacer;
  /** Tasks under way at once, at most. */
  concurrency: number;
  /** When no further task may start, in milliseconds since the epoch. */
  deadlineMs: number;
  /** Once so many tasks failed, no further one starts. */
  mostFailures?: number | undefined;
  /** About how many tokens a task costs. */
  estimateTokens(item: Item): number;
  /** What a task's error means for the run. */
  judge(error: unknown): Verdict;
  /**
   * Told how long what is left is going to take: before the first task where the quota is known by then, else with
   * the first answer, and now and then. True ends the run: no further task starts.
   */
  onForecast?(forecast: Forecast): boolean;
  /** True lets the first task run alone, for its answer to tell of the quota before the others start. */
  startsWithOne?: boolean | undefined;
  /** Ends the run: what has ended by then is kept, the rest is as if never started. */
  signal?: AbortSignal | undefined;
  /** Told now and then how many tasks ended, and how many of them failed. */
  onProgress?(ended: number, failed: number): void;
}

interface Entry<Item> {
  item: Item;
  index: number;
  tokens: number;
  attempts: number;
  firstStartMs: number;
}

const progressEveryMs = 10_000;

const refusalOf = (error: unknown): AzureOpenAIError | undefined =>
  isAzureOpenAIError(error) && error.kind === "rateLimited" && error.code !== "insufficient_quota"
    ? error
    : undefined;

/** One run, from the first start to the last end. */
class PacedRun<Item, Output> {
  private readonly results: Array<PacedResult<Output> | undefined>;
  private readonly queue: Entry<Item>[];
  private running = 0;
  private tokensLeft = 0;
  private endedDurationMs = 0;
  private isHandedBack = false;
  private ended = 0;
  private failed = 0;
  private stop: { error: unknown; verdict: Verdict } | undefined;
  /** Counts the looks at the queue: a wait that a later look made needless wakes nobody. */
  private looks = 0;
  private progressAtMs = clock.now() + progressEveryMs;
  private finish: () => void = () => undefined;

  constructor(
    items: readonly Item[],
    private readonly task: PacedTask<Item, Output>,
    private readonly options: PacedOptions<Item>,
  ) {
    this.results = items.map(() => undefined);
    this.queue = items.map((item, index) => {
      const tokens = options.estimateTokens(item);
      this.tokensLeft += tokens;
      return { item, index, tokens, attempts: 0, firstStartMs: 0 };
    });
  }

  async run(): Promise<Array<PacedResult<Output> | undefined>> {
    await new Promise<void>((resolve) => {
      this.finish = resolve;
      this.options.signal?.addEventListener("abort", () => this.pump(), { once: true });
      if (this.options.pacer.forecastMs(this.queue.length, this.tokensLeft, clock.now()) !== undefined)
        this.forecast();
      this.pump();
    });
    const succeeded = this.results.some((result) => result?.status === "succeeded");
    const hasNothing = this.results.every((result) => result === undefined);
    if (this.stop && !succeeded && (this.stop.verdict === "fatal" || hasNothing)) throw this.stop.error;
    return this.results;
  }

  /** Starts what may start, one by one; what is left waits for its time, an end, or nothing more. */
  private pump(): void {
    this.looks += 1;
    const look = this.looks;
    const { concurrency, startsWithOne } = this.options;
    const most = startsWithOne && this.ended === 0 ? 1 : concurrency;
    for (let [entry] = this.queue; entry && this.running < most; [entry] = this.queue) {
      if (this.mustStop()) break;
      const nowMs = clock.now();
      const waitMs = this.options.pacer.waitMs(entry.tokens, nowMs);
      if (waitMs > 0) {
        if (nowMs + waitMs < this.options.deadlineMs) {
          void clock.wait(Math.ceil(waitMs)).then(() => {
            if (look === this.looks) this.pump();
          });
        } else if (this.running === 0) break;
        return;
      }
      this.queue.shift();
      void this.start(entry);
    }
    if (this.running === 0) this.finish();
  }

  private mustStop(): boolean {
    const { mostFailures, deadlineMs } = this.options;
    return (
      this.stop !== undefined ||
      this.isHandedBack ||
      this.options.signal?.aborted ||
      clock.now() >= deadlineMs ||
      (mostFailures !== undefined && this.failed >= mostFailures)
    );
  }

  private async start(entry: Entry<Item>): Promise<void> {
    const nowMs = clock.now();
    const ticket = this.options.pacer.start(entry.tokens, nowMs);
    if (entry.attempts === 0) entry.firstStartMs = nowMs;
    entry.attempts += 1;
    this.running += 1;
    let headers: ResponseHeaders = {};
    try {
      const value = await this.task(entry.item, entry.index, (latest) => {
        headers = latest;
      });
      this.options.pacer.accepted(ticket, quotaReadings(headers));
      this.settle(entry, { status: "succeeded", value });
    } catch (error) {
      this.fail(entry, ticket, headers, error);
    }
    this.running -= 1;
    this.reportProgress();
    this.pump();
  }

  private fail(entry: Entry<Item>, ticket: PacerTicket, headers: ResponseHeaders, error: unknown): void {
    const { pacer, judge } = this.options;
    const refusal = refusalOf(error);
    if (refusal) {
      const sentence = refusal.message.replace(refusal.mend ?? "", "");
      const unit = refusedUnit(sentence);
      const { retryAfterMs: waitMs } = refusal;
      pacer.refused(ticket, { waitMs, unit }, quotaReadings(headers), clock.now());
    } else pacer.accepted(ticket, quotaReadings(headers));
    const verdict = judge(error);
    if (refusal && verdict === "failed") {
      // Its place is given back: behind those that were before it, in front of all others.
      const place = this.queue.findIndex(({ index }) => index > entry.index);
      this.queue.splice(place < 0 ? this.queue.length : place, 0, entry);
      return;
    }
    if (verdict !== "failed") this.stop ??= { error, verdict };
    if (verdict !== "unfinished") this.settle(entry, { status: "failed", error });
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
    if (onForecast?.({ tasks, neededMs: Math.max(quotaMs, speedMs) })) this.isHandedBack = true;
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
 * Runs a task for every item at the pace that the service allows. Results stand in the order of the items; an
 * item that was never finished has undefined. A task that is refused for its rate waits for its turn again.
 * @throws a fatal error when nothing succeeded; an unfinished task's error when no task has a result at all.
 */
export const runPaced = <Item, Output>(
  items: readonly Item[],
  task: PacedTask<Item, Output>,
  options: PacedOptions<Item>,
): Promise<Array<PacedResult<Output> | undefined>> => new PacedRun(items, task, options).run();
