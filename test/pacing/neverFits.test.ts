import type { ErrorFacts } from "../../src/client/errors/errors";
import { type SimulatedOutcome, type SimulatedService, simulateRun } from "./simulatedRun";

/** Nothing is scarce, unless a case says so. */
const base: SimulatedService = {
  tokens: Array.from({ length: 300 }, () => 250),
  latencyMs: 800,
  refusalMs: 60,
};

const refusing = (bad: readonly number[], facts: Partial<ErrorFacts>): Pick<SimulatedService, "refuses"> => ({
  refuses: (index) => (bad.includes(index) ? facts : undefined),
});

const failedIn = ({ run }: SimulatedOutcome): number[] =>
  run.results.flatMap((result, index) => (result?.status === "failed" ? [index] : []));

const succeededIn = ({ run }: SimulatedOutcome): number =>
  run.results.filter((result) => result?.status === "succeeded").length;

const mostAttempts = ({ run }: SimulatedOutcome): number =>
  Math.max(...run.results.map((result) => (result?.status === "failed" ? result.attempts : 0)));

const randomFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
};

const waits: Array<[what: string, facts: Partial<ErrorFacts>]> = [
  ["a wait of two seconds", { retryAfterMs: 2000 }],
  ["a wait of 0", { retryAfterMs: 0 }],
  ["no wait", {}],
];
const places: Array<[where: string, bad: number[]]> = [
  ["the first", [0]],
  ["one of the first", [10]],
  ["one in the middle", [150]],
  ["five beside each other at the start", [0, 1, 2, 3, 4]],
  ["five beside each other in the middle", [150, 151, 152, 153, 154]],
  ["five that are spread", [5, 60, 120, 180, 240]],
];

describe("an item that never fits its quota", () => {
  test("fails at once where the service says so, and pauses nobody", async () => {
    const without = await simulateRun(base);
    const outcome = await simulateRun({ ...base, ...refusing([10, 11, 299], { reason: "tooLarge" }) });
    expect(failedIn(outcome)).toEqual([10, 11, 299]);
    expect(mostAttempts(outcome)).toBe(1);
    expect(outcome.durationMs).toBeLessThanOrEqual(without.durationMs * 1.05);
  });

  describe.each(waits)("and is refused with %s", (_what, facts) => {
    test.each(places)(
      "%s: fails by itself after a few refusals, and holds up nobody",
      async (_where, bad) => {
        const without = await simulateRun(base);
        const outcome = await simulateRun({ ...base, ...refusing(bad, facts) });
        expect(succeededIn(outcome)).toBe(300 - bad.length);
        expect(failedIn(outcome)).toEqual(bad);
        expect(mostAttempts(outcome)).toBeLessThanOrEqual(4);
        expect(outcome.answeredMs).toBeLessThanOrEqual(without.answeredMs * 1.3);
        // One that is met late is waited for twice, as the service asks.
        expect(outcome.durationMs).toBeLessThanOrEqual(without.durationMs * 1.3 + 4000);
        expect(outcome.run.end).toBeUndefined();
      },
    );

    test.each([
      ["the last", [299]],
      ["the last five", [295, 296, 297, 298, 299]],
    ])("%s: fail after a few refusals as well, for others started behind them", async (_where, bad) => {
      const without = await simulateRun(base);
      const outcome = await simulateRun({ ...base, ...refusing(bad, facts) });
      expect(failedIn(outcome)).toEqual(bad);
      expect(mostAttempts(outcome)).toBeLessThanOrEqual(4);
      expect(outcome.answeredMs).toBeLessThanOrEqual(without.answeredMs * 1.05);
      expect(outcome.durationMs - outcome.answeredMs).toBeLessThan(7000);
    });

    test("and is the first of two fails after five refusals", async () => {
      const outcome = await simulateRun({ ...base, tokens: [100, 100], ...refusing([0], facts) });
      expect(failedIn(outcome)).toEqual([0]);
      expect(mostAttempts(outcome)).toBe(5);
      expect(outcome.durationMs).toBeLessThan(12_000);
    });

    test("and is the last of two fails when the quota had its minute to be full again", async () => {
      const outcome = await simulateRun({ ...base, tokens: [100, 100], ...refusing([1], facts) });
      expect(failedIn(outcome)).toEqual([1]);
      expect(outcome.durationMs).toBeGreaterThan(60_000);
      expect(outcome.durationMs).toBeLessThan(90_000);
    });

    test("and is one of ten fails as well", async () => {
      const tokens = Array.from({ length: 10 }, () => 100);
      const outcome = await simulateRun({ ...base, tokens, ...refusing([3], facts) });
      expect(failedIn(outcome)).toEqual([3]);
      expect(outcome.durationMs).toBeLessThan(10_000);
    });

    test("and is alone ends the run with the refusal", async () => {
      await expect(simulateRun({ ...base, tokens: [100], ...refusing([0], facts) })).rejects.toMatchObject({
        kind: "rateLimited",
      });
    });
  });

  test("and is far larger than all others fails when it had the quota for itself", async () => {
    const tokens = base.tokens.map((one, index) => (index === 10 ? 50_000 : one));
    const outcome = await simulateRun({ ...base, tokens, ...refusing([10], { retryAfterMs: 2000 }) });
    expect(failedIn(outcome)).toEqual([10]);
    expect(outcome.durationMs).toBeLessThan(30_000);
  });

  test("by the limit that is stated fails after its first refusal, and waits for no full bucket before", async () => {
    const tokens = base.tokens.map((one, index) => (index === 10 ? 50_000 : one));
    const limited = { ...base, tokensPerSecond: 500, bucketSeconds: 60, statesHeaders: true };
    const outcome = await simulateRun({ ...limited, tokens, ...refusing([10], { retryAfterMs: 2000 }) });
    const without = await simulateRun({ ...limited, tokens: base.tokens });
    expect(failedIn(outcome)).toEqual([10]);
    expect(mostAttempts(outcome)).toBe(1);
    expect(outcome.durationMs).toBeLessThanOrEqual(without.durationMs * 1.05);
  });

  test("and is asked to wait beyond the end of the run remains, with the time, and stops nobody", async () => {
    const outcome = await simulateRun({ ...base, ...refusing([10, 40], { retryAfterMs: 86_400_000 }) });
    expect(succeededIn(outcome)).toBe(298);
    expect(failedIn(outcome)).toEqual([]);
    expect(outcome.durationMs).toBeLessThan(10_000);
    expect(outcome.run.end).toMatchObject({ reason: "wait", error: { retryAfterMs: 86_400_000 } });
  });

  test("is halved by its own step after as many refusals as that allows, even alone", async () => {
    const { run } = await simulateRun(
      { ...base, tokens: [9000], ...refusing([0], { retryAfterMs: 2000 }) },
      { mostRefusals: () => 3 },
    );
    expect(run.results[0]).toMatchObject({ status: "failed", attempts: 3, error: { reason: "tooLarge" } });
  });
});

test("a run that is cancelled, or ends for a wrong key, while it waits leaves no timer", async () => {
  const cancel = new AbortController();
  const refuses = (_index: number, _attempt: number, nowMs: number) => {
    if (nowMs > 0) cancel.abort();
    return { retryAfterMs: 60_000 };
  };
  const cancelled = await simulateRun({ ...base, refuses }, { signal: cancel.signal });
  expect(cancelled.run.end).toMatchObject({ reason: "cancelled" });
  expect(cancelled.durationMs).toBeLessThan(1000);
  // simulateRun throws when a timer stands at the end.
  const wrongKey = simulateRun(
    { ...base, refuses: (index) => (index === 0 ? { kind: "rejected" } : { retryAfterMs: 60_000 }) },
    { judge: () => "fatal" },
  );
  await expect(wrongKey).rejects.toMatchObject({ kind: "rejected" });
});

describe("a quota that is used up fails no item that fits", () => {
  const random = randomFrom(7);
  const tokens = Array.from({ length: 300 }, () => Math.round(100 + 400 * random()));
  const large = tokens.map((one, index) => (index % 50 === 7 ? 6000 : one));
  const quotas: Array<[what: string, service: Partial<SimulatedService>]> = [
    ["20 requests a second", { requestsPerSecond: 20 }],
    ["one request a second", { requestsPerSecond: 1, bucketSeconds: 10 }],
    ["4,000 tokens a second", { tokensPerSecond: 4000 }],
    ["4,000 tokens a second and a few large items", { tokensPerSecond: 4000, tokens: large }],
  ];

  describe.each(quotas)("of %s", (_what, service) => {
    test.each(["true", 1000, 2000, 0, undefined] as const)("and a named wait of %s", async (namedWaitMs) => {
      for (const [latencyMs, refusalMs] of [
        [30, 5],
        [800, 60],
      ] as const) {
        const outcome = await simulateRun({ latencyMs, refusalMs, tokens, ...service, namedWaitMs });
        expect(succeededIn(outcome)).toBe(300);
        expect(outcome.starts.length).toBeLessThan(500);
      }
    });
  });

  test.each([100, 250, 295, 299])("of %i requests in each minute", async (perMinute) => {
    for (const retryAfterMs of [2000, 10_000, 0]) {
      let left = perMinute;
      let minute = 0;
      const refuses = (_index: number, _attempt: number, nowMs: number) => {
        if (Math.floor(nowMs / 60_000) > minute) {
          minute = Math.floor(nowMs / 60_000);
          left = perMinute;
        }
        left -= 1;
        return left >= 0 ? undefined : { retryAfterMs };
      };
      expect(succeededIn(await simulateRun({ ...base, refuses }))).toBe(300);
    }
  });

  test.each([
    [0.05, 20],
    [0.1, 100],
    [0.1, 1000],
    [0.3, 1000],
  ])("where %d are refused by chance, with a wait of %i ms", async (share, retryAfterMs) => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const chance = randomFrom(seed);
      const refuses = () => (chance() < share ? { retryAfterMs } : undefined);
      expect(succeededIn(await simulateRun({ ...base, refuses }))).toBe(300);
    }
  });

  test.each([
    [0, 60_000],
    [500, 61_000],
    [0, 200_000],
  ])("where all are refused from %i to %i ms", async (fromMs, toMs) => {
    const refuses = (_index: number, _attempt: number, nowMs: number) =>
      nowMs >= fromMs && nowMs < toMs ? { retryAfterMs: 1000 } : undefined;
    const outcome = await simulateRun({ ...base, refuses });
    expect(succeededIn(outcome)).toBe(300);
    expect(outcome.durationMs).toBeLessThan(toMs + 25_000);
  });
});
