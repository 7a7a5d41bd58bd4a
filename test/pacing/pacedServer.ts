import { Pacer } from "../../src/pacing/pacer";
import type { QuotaReadings, QuotaUnit } from "../../src/pacing/quotas";

/** A service with a bucket of requests and one of tokens, told by events of a simulated clock. */
export interface Scenario {
  prompts: number;
  concurrency: number;
  requestsPerSecond?: number;
  tokensPerSecond?: number;
  /** How many seconds' worth a bucket holds. */
  bucketSeconds: number;
  tells: "headers" | "milliseconds" | "seconds";
  /** True when a refusal names the quota. */
  isNamed?: boolean;
  medianLatencyMs: number;
  /** Refuses everything for a while, whatever the buckets hold. */
  outage?: { fromMs: number; toMs: number; waitMs: number };
  /** Refuses by chance: a share of the requests, with this wait. */
  shedding?: { share: number; waitMs: number };
}

/** What came of a simulated run. */
export interface Outcome {
  durationMs: number;
  refusals: number;
  completed: number;
  mostRunning: number;
  startedInOrder: boolean;
}

const roundTripMs = 4;

const randomFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
};

/** Runs a scenario with the pacer, or with `oracle`, a scheduler that sees the buckets. */
export const simulate = (scenario: Scenario, seed: number, oracle = false): Outcome => {
  const { requestsPerSecond = 0, tokensPerSecond = 0, bucketSeconds, tells, medianLatencyMs } = scenario;
  const random = randomFrom(seed);
  const items = Array.from({ length: scenario.prompts }, (_, index) => {
    const gauss = Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
    return {
      index,
      tokens: Math.round(200 + 600 * random()),
      latencyMs: medianLatencyMs * Math.exp(gauss / 2),
    };
  });
  const buckets = {
    requests: { level: requestsPerSecond * bucketSeconds, perMs: requestsPerSecond / 1000 },
    tokens: { level: tokensPerSecond * bucketSeconds, perMs: tokensPerSecond / 1000 },
  };
  const units: readonly QuotaUnit[] = ["requests", "tokens"];
  const pacer = new Pacer();
  const events: Array<{ atMs: number; run: () => void }> = [];
  const startMs = 1_000_000;
  let nowMs = startMs;
  let refilledAtMs = startMs;
  let running = 0;
  let completed = 0;
  let refusals = 0;
  let mostRunning = 0;
  let isTimerSet = false;
  let lastMs = startMs;
  let highest = -1;
  let startedInOrder = true;
  const under = { requests: 0, tokens: 0 };
  const at = (delayMs: number, run: () => void) => events.push({ atMs: nowMs + delayMs, run });
  const refill = () => {
    for (const unit of units) {
      const bucket = buckets[unit];
      const most = bucket.perMs * 1000 * bucketSeconds;
      bucket.level = Math.min(most, bucket.level + bucket.perMs * (nowMs - refilledAtMs));
    }
    refilledAtMs = nowMs;
  };
  const waitOf = (unit: QuotaUnit, cost: number): number => {
    const { level, perMs } = buckets[unit];
    return perMs === 0 ? 0 : Math.max(0, (cost - level) / perMs);
  };
  const { outage, shedding } = scenario;
  const troubleMs = (elapsedMs: number): number => {
    if (outage && elapsedMs >= outage.fromMs && elapsedMs < outage.toMs) return outage.waitMs;
    return shedding && random() < shedding.share ? shedding.waitMs : 0;
  };
  const readings = (): QuotaReadings =>
    tells === "headers"
      ? Object.fromEntries(
          units
            .filter((unit) => buckets[unit].perMs > 0)
            .map((unit) => [
              unit,
              { limit: buckets[unit].perMs * 60_000, remaining: Math.floor(buckets[unit].level) },
            ]),
        )
      : {};
  const pump = (): void => {
    for (let [item] = items; item && running < scenario.concurrency; [item] = items) {
      const current = item;
      refill();
      const waitMs = oracle
        ? Math.max(waitOf("requests", 1 + under.requests), waitOf("tokens", current.tokens + under.tokens))
        : Math.min(pacer.waitMs(current.tokens * 0.7, nowMs), pacer.tryMs(current.tokens * 0.7, nowMs));
      if (waitMs > 0) {
        if (!isTimerSet) {
          isTimerSet = true;
          at(Math.ceil(waitMs), () => {
            isTimerSet = false;
            pump();
          });
        }
        return;
      }
      items.shift();
      startedInOrder &&= current.index > highest || refusals > 0;
      highest = Math.max(highest, current.index);
      running += 1;
      mostRunning = Math.max(mostRunning, running);
      under.requests += 1;
      under.tokens += current.tokens;
      const ticket = pacer.start(current.tokens * 0.7, nowMs);
      at(roundTripMs / 2, () => {
        refill();
        under.requests -= 1;
        under.tokens -= current.tokens;
        const waits = { requests: waitOf("requests", 1), tokens: waitOf("tokens", current.tokens) };
        const longestMs = Math.max(waits.requests, waits.tokens, troubleMs(nowMs - startMs));
        if (longestMs === 0) {
          buckets.requests.level -= 1;
          buckets.tokens.level -= current.tokens;
          const told = readings();
          at(current.latencyMs + roundTripMs / 2, () => {
            running -= 1;
            completed += 1;
            lastMs = nowMs;
            pacer.answered(ticket, nowMs);
            pacer.accepted(ticket, told);
            pump();
          });
          return;
        }
        const told = readings();
        const waitMs = tells === "seconds" ? Math.ceil(longestMs / 1000) * 1000 : Math.ceil(longestMs);
        const unit = waits.tokens > waits.requests ? "tokens" : "requests";
        refusals += 1;
        at(roundTripMs / 2, () => {
          running -= 1;
          pacer.refused(ticket, { waitMs, unit: scenario.isNamed ? unit : undefined }, told, nowMs);
          items.unshift(current);
          items.sort((left, right) => left.index - right.index);
          pump();
        });
      });
    }
  };
  pump();
  while (events.length > 0) {
    events.sort((left, right) => left.atMs - right.atMs);
    const event = events.shift();
    nowMs = event?.atMs ?? nowMs;
    event?.run();
  }
  return { durationMs: lastMs - startMs, refusals, completed, mostRunning, startedInOrder };
};
