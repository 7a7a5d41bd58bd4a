import { simulateRun } from "./simulatedRun";

const tokens = Array.from({ length: 500 }, () => 100);
const bounds = [
  { refusalMs: 1, most: 10 },
  { refusalMs: 5, most: 15 },
  { refusalMs: 20, most: 40 },
];
const cases = bounds.flatMap((bound) => [20, 30, 40, 60, 80].map((perSecond) => ({ ...bound, perSecond })));

const randomFrom = (seed: number) => {
  let state = seed * 7919;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
};

// What is tried while the cause is unknown is partly taken, since the quota is refilled meanwhile.
test.each(cases)(
  "a quota of $perSecond a second that names whole seconds alone refuses at most $most of 500 where that takes about $refusalMs ms",
  async ({ perSecond, refusalMs, most }) => {
    for (let seed = 1; seed <= 5; seed += 1) {
      const { run, starts } = await simulateRun({
        tokens,
        latencyMs: 200,
        refusalMs,
        random: randomFrom(seed),
        requestsPerSecond: perSecond,
        namedWaitMs: 1000,
      });
      expect(run.results.every((result) => result?.status === "succeeded")).toBe(true);
      expect({ seed, refused: Math.max(most, starts.length - tokens.length) }).toEqual({
        seed,
        refused: most,
      });
    }
  },
);
