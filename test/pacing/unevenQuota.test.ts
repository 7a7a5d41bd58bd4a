import type { ErrorFacts } from "../../src/client/errors/errors";
import { type SimulatedOutcome, type SimulatedService, simulateRun } from "./simulatedRun";

const count = 300;
const tokens = Array.from({ length: count }, (_, index) => 100 + ((index * 7919) % 400));
const speeds: Array<Pick<SimulatedService, "latencyMs" | "refusalMs">> = [
  { latencyMs: 30, refusalMs: 5 },
  { latencyMs: 800, refusalMs: 60 },
];

const succeededIn = ({ run }: SimulatedOutcome): number =>
  run.results.filter((result) => result?.status === "succeeded").length;

const waitOf = (retryAfterMs: number | undefined): Partial<ErrorFacts> =>
  retryAfterMs === undefined ? {} : { retryAfterMs };

/** Takes so many requests within any stretch of so long. */
const slidingWindow = (most: number, windowMs: number, namedMs: number | undefined) => {
  let taken: number[] = [];
  return (_index: number, _attempt: number, nowMs: number) => {
    taken = taken.filter((atMs) => atMs > nowMs - windowMs);
    if (taken.length >= most) return waitOf(namedMs);
    taken.push(nowMs);
    return undefined;
  };
};

describe.each(speeds)("a service that answers in $latencyMs ms", (speed) => {
  test.each([1000, 2000, undefined])(
    "and takes 10 requests within any 10 seconds, whatever wait it names (%s), fails none",
    async (namedMs) => {
      const outcome = await simulateRun({ tokens, ...speed, refuses: slidingWindow(10, 10_000, namedMs) });
      expect(succeededIn(outcome)).toBe(count);
    },
  );

  // One and a half times what a plain client with 50 at once takes, each of which waits as it is asked to.
  test.each([
    [2, 1000, 17_000],
    [2, 5000, 83_000],
    [2, undefined, 17_000],
    [3, 1000, 9_400],
    [3, 5000, 45_000],
    [3, undefined, 9_400],
  ])(
    "and refuses each request of %i with a wait of %s fails none, and takes hardly longer than a plain client",
    async (nth, namedMs, mostMs) => {
      let arrived = 0;
      const refuses = () => {
        arrived += 1;
        return arrived % nth === 0 ? waitOf(namedMs) : undefined;
      };
      const outcome = await simulateRun({ tokens, ...speed, refuses });
      expect(succeededIn(outcome)).toBe(count);
      expect(outcome.durationMs).toBeLessThan(mostMs + 10 * speed.latencyMs);
    },
  );

  test("and has a minute's tokens for most of the requests fails none that is larger than what is left", async () => {
    let left = 80_000;
    let minute = 0;
    const refuses = (index: number, _attempt: number, nowMs: number) => {
      if (Math.floor(nowMs / 60_000) > minute) {
        minute = Math.floor(nowMs / 60_000);
        left = 80_000;
      }
      const needed = tokens[index] ?? 0;
      if (needed > left) return waitOf(2000);
      left -= needed;
      return undefined;
    };
    expect(succeededIn(await simulateRun({ tokens, ...speed, refuses }))).toBe(count);
  });

  test("whose quota shrinks to a twentieth in the middle fails none, and is asked in vain less and less", async () => {
    let level = 40;
    let atMs = 0;
    const refuses = (_index: number, _attempt: number, nowMs: number) => {
      const perSecond = nowMs < 3000 ? 20 : 1;
      level = Math.min(2 * perSecond, level + (perSecond * (nowMs - atMs)) / 1000);
      atMs = nowMs;
      if (level < 1) return waitOf(1000);
      level -= 1;
      return undefined;
    };
    const outcome = await simulateRun({ tokens, ...speed, refuses });
    expect(succeededIn(outcome)).toBe(count);
    expect(outcome.starts.length).toBeLessThan(1800);
  });
});
