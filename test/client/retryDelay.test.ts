import fc from "fast-check";
import type { Outcome } from "../../src/client/answer/outcome";
import { defaultRequestOptions, type RequestOptions } from "../../src/client/retry/requestOptions";
import { decideRetry, type RetryCircumstances } from "../../src/client/retry/retryDecision";

const seed = 20261121;
const nowMs = Date.parse("2026-11-21T09:00:00Z");
const longestBackoffMs = 30_000;

const refused = (headers: Record<string, string>, waitMs?: number): Outcome => ({
  type: "refused",
  status: 429,
  headers,
  problem: { message: "", ...(waitMs !== undefined && { waitMs }) },
});

const decide = (
  outcome: Outcome,
  overrides: Partial<RetryCircumstances> = {},
  options: Partial<RequestOptions> = {},
) =>
  decideRetry(outcome, {
    options: { ...defaultRequestOptions, maxRetries: 100, ...options },
    retries: 0,
    repeatable: true,
    remainingMs: 840_000,
    nowMs,
    random: 0,
    ...overrides,
  });

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("the wait that the server names", () => {
  it("is never shortened, and lengthened by a second at most", () => {
    const property = fc.property(fc.integer({ min: 0, max: 600_000 }), random, (waitMs, drawn) => {
      const decision = decide(refused({ "retry-after-ms": String(waitMs) }), { random: drawn });
      expect(decision.retry).toBe(true);
      const delayMs = decision.retry ? decision.delayMs : Number.NaN;
      expect(delayMs).toBeGreaterThanOrEqual(waitMs);
      expect(delayMs).toBeLessThanOrEqual(waitMs + 1000);
    });
    fc.assert(property, { seed, numRuns: 500 });
  });

  it("gets jitter, so that callers do not come back together", () => {
    const outcome = refused({ "retry-after": "5" });
    expect(decide(outcome, { random: 0.1 })).not.toEqual(decide(outcome, { random: 0.9 }));
  });

  it("is the same however many retries were made", () => {
    const outcome = refused({ "retry-after": "5" });
    expect(decide(outcome, { retries: 7 })).toEqual({ retry: true, delayMs: 5000 });
  });

  it("is taken from the service's sentence when no header names it", () => {
    expect(decide(refused({}, 7000))).toEqual({ retry: true, delayMs: 7000 });
  });

  it.each([
    ["the sentence", { "retry-after": "2" }, 7000, 7000],
    ["a header", { "retry-after": "9" }, 7000, 9000],
    ["the one header that names one", { "retry-after": "9", "retry-after-ms": "0" }, undefined, 9000],
  ])("is the largest that is named, here by %s", (_where, headers, sentenceMs, delayMs) => {
    expect(decide(refused(headers as Record<string, string>, sentenceMs))).toEqual({ retry: true, delayMs });
  });

  it("of 0 is passed over for our own back-off", () => {
    for (const headers of [{ "retry-after-ms": "0" }, { "retry-after": "0" }] as Record<string, string>[])
      expect(decide(refused(headers), { random: 0.9 })).toEqual({ retry: true, delayMs: 450 });
  });

  it.each<[remaining: string | undefined, reset: string, delayMs: number]>([
    ["0", "6m0s", 360_000],
    [undefined, "55", 55_000],
    ["-1", "55", 55_000],
    ["12", "55", 0],
    ["0", "0", 0],
  ])(
    "is the reset of the quota where nothing else names one (%s left, reset %s)",
    (remaining, reset, delayMs) => {
      const headers = {
        "x-ratelimit-reset-tokens": reset,
        ...(remaining !== undefined && { "x-ratelimit-remaining-tokens": remaining }),
      };
      expect(decide(refused(headers))).toEqual({ retry: true, delayMs });
    },
  );

  it.each([
    [10_000, 10_000],
    [10_001, 10_000],
    [86_400_000, 840_000],
    [1, 0],
    [1, -5],
  ])("of %d ms does not fit into %d ms: it stops at once and says so", (waitMs, remainingMs) => {
    const decision = decide(refused({ "retry-after-ms": String(waitMs) }), { remainingMs });
    expect(decision).toEqual({ retry: false, waitTooLongMs: waitMs });
  });

  it("that fits into the budget is taken whatever the jitter", () => {
    const property = fc.property(fc.integer({ min: 0, max: 9999 }), random, (waitMs, drawn) => {
      const decision = decide(refused({ "retry-after-ms": String(waitMs) }), {
        remainingMs: 10_000,
        random: drawn,
      });
      expect(decision.retry).toBe(true);
      if (decision.retry) expect(decision.delayMs).toBeLessThan(10_000);
    });
    fc.assert(property, { seed, numRuns: 300 });
  });
});

describe("our own back-off", () => {
  it("is full jitter: between nothing and the doubled delay, capped", () => {
    const property = fc.property(
      fc.integer({ min: 1, max: 60_000 }),
      fc.integer({ min: 0, max: 99 }),
      random,
      (retryDelayMs, retries, drawn) => {
        const decision = decide(refused({}), { retries, random: drawn }, { retryDelayMs });
        const delayMs = decision.retry ? decision.delayMs : Number.NaN;
        const limitMs = Math.min(longestBackoffMs, retryDelayMs * 2 ** retries);
        expect(delayMs).toBeCloseTo(drawn * limitMs, 6);
      },
    );
    fc.assert(property, { seed, numRuns: 500 });
  });

  it.each([
    [0, 499.5],
    [1, 999],
    [2, 1998],
    [5, 15_984],
    [6, 29_970],
    [50, 29_970],
  ])("after %d retries is %d ms at most", (retries, delayMs) => {
    const decision = decide(refused({}), { retries, random: 0.999 }, { retryDelayMs: 500 });
    expect(decision).toEqual({ retry: true, delayMs: expect.closeTo(delayMs, 6) });
  });

  it("starts at the default delay when the delay is 0", () => {
    const decision = decide(refused({}), { random: 0.5 }, { retryDelayMs: 0 });
    expect(decision).toEqual({ retry: true, delayMs: defaultRequestOptions.retryDelayMs / 2 });
  });

  it.each([0, 1, 5, 50])("without exponential back-off is the delay itself after %d retries", (retries) => {
    const decision = decide(
      refused({}),
      { retries, random: 0.3 },
      { retryDelayMs: 1234, useExponentialBackoff: false },
    );
    expect(decision).toEqual({ retry: true, delayMs: 1234 });
  });

  it("of 0 milliseconds does not wait without exponential back-off", () => {
    const decision = decide(refused({}), {}, { retryDelayMs: 0, useExponentialBackoff: false });
    expect(decision).toEqual({ retry: true, delayMs: 0 });
  });

  it("that does not fit into the budget ends the call", () => {
    const options = { retryDelayMs: 5000, useExponentialBackoff: false };
    expect(decide(refused({}), { remainingMs: 5000 }, options)).toEqual({ retry: false });
    expect(decide(refused({}), { remainingMs: 5001 }, options)).toEqual({ retry: true, delayMs: 5000 });
  });
});
