import { type Clock, useClock } from "../../src/client/clock";
import { AzureOpenAIError, type ErrorFacts } from "../../src/client/errors/errors";
import type { PacedOptions, PacedRun } from "../../src/pacing/pacedOptions";
import { Pacer } from "../../src/pacing/pacer";
import { runPaced } from "../../src/pacing/runPaced";

/** A service as a run meets it, in simulated time. */
export interface SimulatedService {
  /** One for each item. */
  tokens: number[];
  latencyMs: number;
  /** How long a refusal takes to be back. */
  refusalMs: number;
  /** Numbers of at least 0 and below 1 by which an answer takes 0.5 to 1.5 times as long; without it, all take as long. */
  random?: () => number;
  requestsPerSecond?: number;
  tokensPerSecond?: number;
  /** How many deployments there are, each with buckets of its own; one when absent. */
  deployments?: number;
  /** How many seconds' worth a bucket holds; it is full at first. */
  bucketSeconds?: number;
  /** The wait that a refusal for an empty bucket names; "true" names how long it takes. */
  namedWaitMs?: number | "true" | undefined;
  statesHeaders?: boolean;
  /** Refuses an item whatever the buckets hold: what is set in the error. */
  refuses?(index: number, attempt: number, nowMs: number, lane: number): Partial<ErrorFacts> | undefined;
}

/** What came of a simulated run. */
export interface SimulatedOutcome {
  run: PacedRun<number>;
  durationMs: number;
  /** When the last item that succeeded had ended, from the start. */
  answeredMs: number;
  starts: Array<{ index: number; atMs: number; lane: number }>;
}

const beganAtMs = 1_000_000;

class SimulatedClock implements Clock {
  private readonly events: Array<{ atMs: number; run: () => void }> = [];
  private nowMs = beganAtMs;

  now(): number {
    return this.nowMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const event = { atMs: this.nowMs + Math.max(0, delayMs), run: callback };
    this.events.push(event);
    return () => {
      const place = this.events.indexOf(event);
      if (place >= 0) this.events.splice(place, 1);
    };
  }

  /** How many events stand. */
  get standing(): number {
    return this.events.length;
  }

  /** Lets the earliest event happen. */
  step(): void {
    this.events.sort((left, right) => left.atMs - right.atMs);
    const event = this.events.shift();
    if (!event) throw new Error("Nothing happens any more, and the run has not ended.");
    this.nowMs = Math.max(this.nowMs, event.atMs);
    event.run();
  }
}

const lanesOf = (count: number): PacedOptions<number>["lanes"] => [
  { pacer: new Pacer() },
  ...Array.from({ length: count - 1 }, () => ({ pacer: new Pacer() })),
];

/** Runs items against a simulated service; no timer may be left when it has ended. */
export const simulateRun = async (
  service: SimulatedService,
  options: Partial<PacedOptions<number>> = {},
): Promise<SimulatedOutcome> => {
  const clock = new SimulatedClock();
  const restore = useClock(clock);
  const { latencyMs, refusalMs, bucketSeconds = 2, tokens, namedWaitMs } = service;
  const bucketOf = (perSecond = 0) => ({ perMs: perSecond / 1000, level: perSecond * bucketSeconds });
  const deployments = Array.from({ length: service.deployments ?? 1 }, () => ({
    requests: bucketOf(service.requestsPerSecond),
    tokens: bucketOf(service.tokensPerSecond),
    refilledAtMs: clock.now(),
  }));
  let answeredMs = 0;
  const starts: SimulatedOutcome["starts"] = [];
  const attempts = tokens.map(() => 0);
  const spread = (): number => 0.5 + (service.random?.() ?? 0.5);
  const passes = (delayMs: number) => new Promise<void>((resolve) => void clock.after(delayMs, resolve));
  const takes = (index: number, buckets: (typeof deployments)[number]): number => {
    const nowMs = clock.now();
    const costs = { requests: 1, tokens: tokens[index] ?? 0 };
    const waits = (["requests", "tokens"] as const).map((unit) => {
      const bucket = buckets[unit];
      const most = bucket.perMs * 1000 * bucketSeconds;
      bucket.level = Math.min(most, bucket.level + bucket.perMs * (nowMs - buckets.refilledAtMs));
      return bucket.perMs === 0 ? 0 : (costs[unit] - bucket.level) / bucket.perMs;
    });
    buckets.refilledAtMs = nowMs;
    const waitMs = Math.max(0, ...waits);
    if (waitMs === 0) {
      buckets.requests.level -= 1;
      buckets.tokens.level -= costs.tokens;
    }
    return waitMs;
  };
  const headers = (buckets: (typeof deployments)[number]) =>
    service.statesHeaders
      ? Object.fromEntries(
          (["requests", "tokens"] as const)
            .filter((unit) => buckets[unit].perMs > 0)
            .flatMap((unit) => [
              [`x-ratelimit-limit-${unit}`, String(Math.round(buckets[unit].perMs * 60_000))],
              [`x-ratelimit-remaining-${unit}`, String(Math.floor(Math.max(0, buckets[unit].level)))],
            ]),
        )
      : {};
  const refused = (facts: Partial<ErrorFacts>): AzureOpenAIError =>
    new AzureOpenAIError(
      { what: "Refused for its rate." },
      {
        kind: "rateLimited",
        status: 429,
        attempts: 1,
        ...facts,
      },
    );
  let isDone = false;
  const running = runPaced(
    tokens.map((_, index) => index),
    async (index, _place, onHeaders, lane) => {
      const buckets = deployments[lane] as (typeof deployments)[number];
      starts.push({ index, atMs: clock.now() - beganAtMs, lane });
      const attempt = (attempts[index] ?? 0) + 1;
      attempts[index] = attempt;
      const own = service.refuses?.(index, attempt, clock.now() - beganAtMs, lane);
      const waitMs = own ? 0 : takes(index, buckets);
      if (own || waitMs > 0) {
        const told = headers(buckets);
        await passes(refusalMs * spread());
        onHeaders(told);
        const named = namedWaitMs === "true" ? Math.ceil(waitMs) : namedWaitMs;
        throw refused(own ?? (named === undefined ? {} : { retryAfterMs: named }));
      }
      const told = headers(buckets);
      await passes(latencyMs * spread());
      onHeaders(told);
      answeredMs = clock.now() - beganAtMs;
      return index;
    },
    {
      lanes: lanesOf(deployments.length),
      concurrency: 50,
      deadlineMs: clock.now() + 840_000,
      estimateTokens: (index) => tokens[index] ?? 0,
      judge: () => "failed",
      ...options,
    },
  ).finally(() => {
    isDone = true;
  });
  // It is awaited once it has ended.
  running.catch(() => undefined);
  try {
    for (;;) {
      for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
      if (isDone) break;
      clock.step();
    }
    const run = await running;
    if (clock.standing > 0) throw new Error(`${clock.standing} timers stand when the run has ended.`);
    return { run, durationMs: clock.now() - beganAtMs, answeredMs, starts };
  } finally {
    restore();
  }
};
