import fc from "fast-check";
import { Pacer } from "../../src/pacing/pacer";
import { pacerFor } from "../../src/pacing/pacerFor";
import { type Scenario, simulate } from "./pacedServer";

const base = { prompts: 500, concurrency: 50, bucketSeconds: 10, medianLatencyMs: 300 };

describe("500 prompts, against a scheduler that sees the quota", () => {
  it.each<[what: string, scenario: Scenario, most: number]>([
    ["requests scarce, headers", { ...base, requestsPerSecond: 15, tells: "headers" }, 1.06],
    ["tokens scarce, headers", { ...base, tokensPerSecond: 7500, tells: "headers" }, 1.06],
    ["both, headers", { ...base, requestsPerSecond: 15, tokensPerSecond: 7500, tells: "headers" }, 1.06],
    ["requests scarce, whole seconds", { ...base, requestsPerSecond: 15, tells: "seconds" }, 1.06],
    ["requests scarce, milliseconds", { ...base, requestsPerSecond: 15, tells: "milliseconds" }, 1.06],
    [
      "tokens scarce, whole seconds, named",
      { ...base, tokensPerSecond: 7500, tells: "seconds", isNamed: true },
      1.06,
    ],
    ["a small bucket", { ...base, bucketSeconds: 1, requestsPerSecond: 15, tells: "headers" }, 1.06],
    ["no quota", { ...base, tells: "headers" }, 1.1],
  ])("%s", (_what, scenario, most) => {
    for (const seed of [1, 2, 3]) {
      const paced = simulate(scenario, seed);
      const best = simulate(scenario, seed, true);
      expect(paced.completed).toBe(500);
      expect(paced.durationMs / best.durationMs).toBeLessThanOrEqual(most);
      expect(paced.refusals).toBeLessThanOrEqual(10);
      expect(paced.mostRunning).toBeLessThanOrEqual(50);
    }
  });
});

describe("500 prompts, a quota that is refilled while a refusal is on its way", () => {
  const fast: Scenario = { ...base, bucketSeconds: 2, medianLatencyMs: 200, tells: "seconds" };

  it.each<[what: string, scenario: Scenario, mostRefusals: number]>([
    ["40 requests a second, headers", { ...fast, requestsPerSecond: 40, tells: "headers" }, 10],
    ["40 requests a second, whole seconds", { ...fast, requestsPerSecond: 40 }, 10],
    ["40 requests a second, milliseconds", { ...fast, requestsPerSecond: 40, tells: "milliseconds" }, 10],
    ["20,000 tokens a second, headers", { ...fast, tokensPerSecond: 20_000, tells: "headers" }, 10],
    ["20,000 tokens a second, whole seconds", { ...fast, tokensPerSecond: 20_000 }, 25],
  ])("%s: is within 6 %% of the best on average, and refuses few", (_what, scenario, mostRefusals) => {
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const times = seeds.map((seed) => {
      const { completed, refusals, durationMs } = simulate(scenario, seed);
      expect(completed).toBe(500);
      expect(refusals).toBeLessThanOrEqual(mostRefusals);
      return durationMs / simulate(scenario, seed, true).durationMs;
    });
    expect(times.reduce((sum, time) => sum + time, 0) / seeds.length).toBeLessThanOrEqual(1.06);
  });
});

it("any quota lets all items through within the bound, in order but for those that were refused", () => {
  const scenarios = fc.record({
    prompts: fc.integer({ min: 0, max: 60 }),
    concurrency: fc.integer({ min: 1, max: 20 }),
    requestsPerSecond: fc.constantFrom(0, 2, 30),
    tokensPerSecond: fc.constantFrom(0, 1500, 20_000),
    bucketSeconds: fc.constantFrom(1, 10),
    tells: fc.constantFrom("headers" as const, "milliseconds" as const, "seconds" as const),
    isNamed: fc.boolean(),
    medianLatencyMs: fc.constantFrom(1, 200),
  });
  const property = fc.property(scenarios, fc.integer({ min: 1, max: 1000 }), (scenario, seed) => {
    const outcome = simulate(scenario, seed);
    expect(outcome.completed).toBe(scenario.prompts);
    expect(outcome.mostRunning).toBeLessThanOrEqual(scenario.concurrency);
    expect(outcome.startedInOrder).toBe(true);
  });
  fc.assert(property, { seed: 20_261_121, numRuns: 300 });
});

it("a refusal pauses everybody for its wait, and a clock that is set back does not lengthen it", () => {
  const pacer = new Pacer();
  const ticket = pacer.start(100, 10_000);
  pacer.refused(ticket, { waitMs: 2500 }, {}, 10_010);
  expect(pacer.waitMs(100, 10_010)).toBe(2500);
  expect(pacer.waitMs(100, 12_510)).toBe(0);
  expect(pacer.waitMs(100, 1_000)).toBe(2500);
});

describe("refusals that come of no quota", () => {
  const free: Scenario = { ...base, tells: "milliseconds" };

  it.each<[what: string, scenario: Scenario, mostSeconds: number]>([
    ["an outage at the start", { ...free, outage: { fromMs: 0, toMs: 10_000, waitMs: 1000 } }, 20],
    ["an outage in the middle", { ...free, outage: { fromMs: 1000, toMs: 11_000, waitMs: 1000 } }, 20],
    ["a long outage", { ...free, outage: { fromMs: 1000, toMs: 61_000, waitMs: 1000 } }, 80],
    ["an outage of a moment", { ...free, outage: { fromMs: 500, toMs: 3000, waitMs: 500 } }, 30],
    ["a twentieth refused by chance", { ...free, shedding: { share: 0.05, waitMs: 20 } }, 10],
    ["a tenth refused by chance", { ...free, shedding: { share: 0.1, waitMs: 100 } }, 60],
  ])("%s does not slow down what follows for long", (_what, scenario, mostSeconds) => {
    for (const seed of [1, 2, 3]) {
      const { completed, durationMs } = simulate(scenario, seed);
      expect(completed).toBe(500);
      expect(durationMs / 1000).toBeLessThanOrEqual(mostSeconds);
    }
  });

  it("are not met at the speed of the network when they name no wait to speak of", () => {
    const pacer = new Pacer();
    let nowMs = 10_000;
    const pauses = Array.from({ length: 14 }, () => {
      const ticket = pacer.start(100, nowMs);
      nowMs += 5;
      pacer.refused(ticket, { waitMs: 0 }, {}, nowMs);
      const pauseMs = pacer.waitMs(100, nowMs);
      nowMs += pauseMs;
      return pauseMs;
    });
    expect(pauses.slice(4)).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000]);
  });
});

it("steps that use one deployment with one credential share a pacer", () => {
  expect(pacerFor("a")).toBe(pacerFor("a"));
  expect(pacerFor("a")).not.toBe(pacerFor("b"));
});

test("what looks on sees what is measured of a quota that is named, once two refusals enclose what was taken", () => {
  const pacer = new Pacer();
  const refuse = (nowMs: number) =>
    pacer.refused(pacer.start(100, nowMs), { waitMs: 10, unit: "requests" }, {}, nowMs + 1);
  expect(pacer.view(0)).toEqual({ pausedUntilMs: 0, isProved: false, quota: {} });
  refuse(0);
  expect(pacer.view(5)).toMatchObject({ pausedUntilMs: 11, quota: { requests: undefined } });
  for (let nowMs = 100; nowMs < 1000; nowMs += 100) pacer.accepted(pacer.start(100, nowMs), {});
  refuse(1000);
  const { quota } = pacer.view(1002);
  // Nine were taken in a second; of the one that was refused, half counts.
  expect(quota.requests?.perMinute).toBeCloseTo(570, 0);
  expect(quota.requests?.left).toBeLessThan(0);
  expect(Object.keys(quota)).toEqual(["requests"]);
});
