import fc from "fast-check";
import { AzureOpenAIError } from "../../src/client/errors/errors";
import type { PacedOptions, RunItem } from "../../src/pacing/pacedOptions";
import { Pacer } from "../../src/pacing/pacer";
import { runPaced } from "../../src/pacing/runPaced";
import { useTestClock } from "../support/hooks";
import { startMs } from "../support/testClock";

const clock = useTestClock();

const refusal = (retryAfterMs?: number) =>
  new AzureOpenAIError(
    { what: "Refused for its rate." },
    {
      kind: "rateLimited",
      status: 429,
      attempts: 1,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    },
  );

const run = <Item, Output>(
  items: readonly Item[],
  runItem: RunItem<Item, Output>,
  options: Partial<PacedOptions<Item>> = {},
) =>
  runPaced(items, runItem, {
    lanes: [{ pacer: new Pacer() }],
    concurrency: 5,
    deadlineMs: clock.now() + 3_600_000,
    estimateTokens: () => 100,
    judge: () => "failed",
    ...options,
  });

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
};

it("keeps order, count and the bound for any mix of outcomes, waits and headers", async () => {
  const outcomes = fc.array(
    fc.record({
      turns: fc.nat(3),
      // One that is refused more often while others are not counts as too large.
      refusals: fc.nat(2),
      waitMs: fc.constantFrom(undefined, 0, 7, 1000),
      fails: fc.boolean(),
      headers: fc.constantFrom(
        {},
        { "x-ratelimit-limit-requests": "600", "x-ratelimit-remaining-requests": "3" },
        { "x-ratelimit-limit-tokens": "-1", "x-ratelimit-remaining-tokens": "0" },
        { "x-ratelimit-limit-tokens": "60000", "x-ratelimit-remaining-tokens": "0" },
      ),
    }),
    { maxLength: 25 },
  );
  const property = fc.asyncProperty(outcomes, fc.integer({ min: 1, max: 8 }), async (items, concurrency) => {
    const left = items.map(({ refusals }) => refusals);
    let running = 0;
    let mostRunning = 0;
    const { results } = await run(
      items,
      async (item, index, onHeaders) => {
        running += 1;
        mostRunning = Math.max(mostRunning, running);
        await turns(item.turns);
        running -= 1;
        onHeaders(item.headers);
        if ((left[index] ?? 0) > 0) {
          left[index] = (left[index] ?? 0) - 1;
          throw refusal(item.waitMs);
        }
        if (item.fails) throw new Error(`item ${index}`);
        return index;
      },
      { concurrency },
    );
    expect(results.map((result) => result?.status)).toEqual(
      items.map(({ fails }) => (fails ? "failed" : "succeeded")),
    );
    expect(results.map((result) => result?.attempts)).toEqual(items.map(({ refusals }) => refusals + 1));
    expect(results.flatMap((result) => (result?.status === "succeeded" ? [result.value] : []))).toEqual(
      items.flatMap(({ fails }, index) => (fails ? [] : [index])),
    );
    expect(mostRunning).toBeLessThanOrEqual(concurrency);
  });
  await fc.assert(property, { seed: 20_261_121, numRuns: 100 });
});

it("pauses all when one is refused and those that are tried are refused as well", async () => {
  const starts: number[] = [];
  const refused = new Set<number>();
  await run(
    Array.from({ length: 8 }, (_, index) => index),
    async (item) => {
      starts.push(clock.now());
      if (refused.size >= 4) return item;
      refused.add(item);
      throw refusal(2000);
    },
    { concurrency: 1 },
  );
  expect(refused.size).toBe(4);
  expect(starts.slice(0, 4).every((atMs) => atMs < startMs + 500)).toBe(true);
  expect(Math.min(...starts.slice(4))).toBeGreaterThanOrEqual(startMs + 2000);
});

it("starts nothing when the wait goes beyond the deadline, and keeps what was answered", async () => {
  const sent: number[] = [];
  const { results, end } = await run(
    Array.from({ length: 9 }, (_, index) => index),
    async (item) => {
      sent.push(item);
      if (item === 0) return "done";
      throw refusal(120_000);
    },
    { concurrency: 1, deadlineMs: startMs + 60_000 },
  );
  expect(results.filter(Boolean)).toHaveLength(1);
  // The one that was refused, and three that show that it is not alone.
  expect(sent).toHaveLength(5);
  expect(end).toMatchObject({ reason: "wait", error: { retryAfterMs: 120_000 } });
  expect(end?.untilMs).toBeGreaterThanOrEqual(startMs + 120_000);
});

it("stops after as many failures as it is told", async () => {
  const { results } = await run(
    [0, 1, 2, 3, 4, 5],
    async (item) => {
      if (item % 2 === 1) throw new Error("odd");
      return item;
    },
    { concurrency: 1, mostFailures: 2 },
  );
  expect(results.map((result) => result?.status)).toEqual([
    "succeeded",
    "failed",
    "succeeded",
    "failed",
    undefined,
    undefined,
  ]);
});

it("throws a fatal error when nothing succeeded, and keeps what did otherwise", async () => {
  const fail = async (): Promise<never> => {
    throw new Error("wrong key");
  };
  await expect(run([0, 1], fail, { judge: () => "fatal" })).rejects.toThrow("wrong key");
  const { results } = await run([0, 1, 2], async (item) => (item === 0 ? item : fail()), {
    concurrency: 1,
    judge: () => "fatal",
  });
  expect(results.map((result) => result?.status)).toEqual(["succeeded", "failed", undefined]);
});

it("has nothing to do for no items", async () => {
  expect(await run([], async () => 1)).toEqual({ results: [] });
});

it("tells its progress at the start and with each item that ends or is refused, and how long the rest takes", async () => {
  const told: unknown[] = [];
  let isRefused = true;
  await run(
    [0, 1, 2],
    async (item) => {
      clock.advance(1000);
      if (item === 1) throw new Error("fails");
      if (item === 2 && isRefused) {
        isRefused = false;
        throw refusal(40);
      }
    },
    {
      concurrency: 1,
      onProgress: ({ done, failed, total, neededMs }) => void told.push([done, failed, total, neededMs()]),
    },
  );
  expect(told).toEqual([
    [0, 0, 3, undefined],
    [1, 0, 3, 2000],
    [2, 1, 3, 1000],
    [2, 1, 3, 1000],
    [3, 1, 3, 0],
  ]);
});

it("tells its forecast with the first item that ends, and then every ten seconds", async () => {
  const told: number[] = [];
  await run(
    Array.from({ length: 30 }, (_, index) => index),
    async () => clock.advance(1000),
    {
      concurrency: 1,
      onForecast: ({ items }) => {
        told.push(items);
        return false;
      },
    },
  );
  expect(told).toEqual([29, 20, 10]);
});
