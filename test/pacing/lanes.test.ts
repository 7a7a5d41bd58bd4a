import { seededRandom } from "../../local/endpoint/server/seededRandom";
import { isAzureOpenAIError } from "../../src/client/errors/errors";
import { Pacer } from "../../src/pacing/pacer";
import { type SimulatedOutcome, type SimulatedService, simulateRun } from "./simulatedRun";

const service: SimulatedService = {
  tokens: Array.from({ length: 500 }, () => 100),
  latencyMs: 400,
  refusalMs: 20,
  requestsPerSecond: 20,
  bucketSeconds: 2,
  deployments: 2,
};

/** Milliseconds that a scheduler needs that knows both quotas. */
const jointOptimumMs = (1000 * (500 - 2 * 40)) / 40 + 400;

const counted = ({ starts }: SimulatedOutcome): number[] =>
  starts.reduce((counts, { lane }) => counts.with(lane, (counts[lane] ?? 0) + 1), [0, 0]);

const failedIn = (lane: number) => (_index: number, _attempt: number, _nowMs: number, at: number) =>
  at === lane ? ({ kind: "service", status: 503 } as const) : undefined;

const passesOn = (error: unknown): boolean => isAzureOpenAIError(error) && error.kind === "service";

describe("a run that is divided among deployments", () => {
  it.each([
    ["headers state the quotas", { statesHeaders: true }, 0],
    ["refusals name the wait", { namedWaitMs: "true" }, 30],
    ["refusals name whole seconds", { namedWaitMs: 1000 }, 30],
  ] as const)("ends within 1.06 of the joint optimum where %s", async (_name, tells, mostRefused) => {
    for (const seed of [1, 2, 3]) {
      const outcome = await simulateRun({ ...service, ...tells, random: seededRandom(seed) });
      expect(outcome.run.results.every((result) => result?.status === "succeeded")).toBe(true);
      expect(outcome.durationMs).toBeLessThan(jointOptimumMs * 1.06);
      expect(outcome.starts.length - 500).toBeLessThanOrEqual(mostRefused);
      const [first = 0, second = 0] = counted(outcome);
      expect(Math.abs(first - second)).toBeLessThan(40);
    }
  });

  it("leaves an ill deployment alone, and gives its items to the other", async () => {
    let restsUntilMs = 0;
    const lanes = [{ pacer: new Pacer() }, { pacer: new Pacer(), restsUntilMs: () => restsUntilMs }] as const;
    const outcome = await simulateRun(
      {
        ...service,
        statesHeaders: true,
        refuses: (index, attempt, nowMs, lane) => {
          if (lane === 1) restsUntilMs = Number.MAX_SAFE_INTEGER;
          return failedIn(1)(index, attempt, nowMs, lane);
        },
      },
      { lanes, passesOn },
    );
    expect(outcome.run.results.every((result) => result?.status === "succeeded")).toBe(true);
    expect(counted(outcome)[1]).toBeLessThan(5);
  });

  it("fails an item that no deployment can do, once each has tried", async () => {
    const tokens = [100, 100, 100];
    const outcome = await simulateRun(
      {
        ...service,
        tokens,
        refuses: (index) => (index === 1 ? { kind: "service", status: 503 } : undefined),
      },
      { passesOn },
    );
    expect(outcome.run.results.map((result) => result?.status)).toEqual(["succeeded", "failed", "succeeded"]);
    const lanes = outcome.starts.filter(({ index }) => index === 1).map(({ lane }) => lane);
    expect(lanes.toSorted()).toEqual([0, 1]);
  });

  it("holds up nobody for an item that one deployment can't do while the other one pauses", async () => {
    const outcome = await simulateRun(
      {
        ...service,
        tokens: Array.from({ length: 200 }, () => 100),
        refuses: (index, _attempt, nowMs, lane) => {
          if (lane === 0) return index === 3 ? { kind: "service", status: 503 } : undefined;
          return nowMs < 60_000 ? { kind: "rateLimited", retryAfterMs: 60_000 - nowMs } : undefined;
        },
      },
      { passesOn },
    );
    expect(outcome.run.results.every((result) => result?.status === "succeeded")).toBe(true);
    const others = outcome.starts.filter(({ index }) => index !== 3).map(({ atMs }) => atMs);
    expect(Math.max(...others)).toBeLessThan(15_000);
  });

  it("asks a handful where every deployment refuses for a reason that all items share", async () => {
    const refusal = { kind: "notFound", status: 404, reason: "deployment" } as const;
    let asked = 0;
    const refuses = () => {
      asked += 1;
      return refusal;
    };
    const run = simulateRun(
      { ...service, refuses },
      { passesOn: (error) => isAzureOpenAIError(error) && error.kind === "notFound" },
    );
    await expect(run).rejects.toMatchObject(refusal);
    expect(asked).toBeLessThan(120);
  });

  it("starts a handful in each deployment before the first answer", async () => {
    const { starts } = await simulateRun({ ...service, latencyMs: 200 });
    expect(starts.filter(({ atMs }) => atMs < 200)).toHaveLength(10);
  });

  it("gives an item that never fits one quota to the deployment with the larger one", async () => {
    const outcome = await simulateRun({
      ...service,
      tokens: Array.from({ length: 60 }, (_, index) => (index === 30 ? 900 : 100)),
      refuses: (index, _attempt, _nowMs, lane) =>
        index === 30 && lane === 0 ? { kind: "rateLimited", retryAfterMs: 100 } : undefined,
    });
    expect(outcome.run.results.every((result) => result?.status === "succeeded")).toBe(true);
  });
});
