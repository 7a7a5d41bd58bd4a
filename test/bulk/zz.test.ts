import { simulateRun, type SimulatedService } from "./simulatedRun";
const out: string[] = [];
const one = async (name: string, service: Partial<SimulatedService>, options = {}) => {
  const s = { tokens: Array.from({ length: 300 }, () => 250), latencyMs: 30, refusalMs: 2, ...service } as SimulatedService;
  try {
  const o = await simulateRun(s, options);
  const st = o.run.results.map((r) => r?.status?.[0] ?? "-").join("");
  const n = (c: string) => [...st].filter((x) => x === c).length;
  const worst = Math.max(...o.run.results.map((r) => r?.status === "failed" ? r.attempts : 0));
  out.push(`${name}: ok ${n("s")} failed ${n("f")} left ${n("-")} answered ${o.answeredMs.toFixed(0)} total ${o.durationMs.toFixed(0)} starts ${o.starts.length} attempts of failed ${worst} end ${o.run.end?.reason}`);
  } catch (e) { out.push(`${name}: THROWS ${(e as Error).message}`); }
};
const bad = (list: number[], facts: object) => ({ refuses: (i: number) => (list.includes(i) ? facts : undefined) });
it("x", async () => {
  for (const [ln, latencyMs, refusalMs] of [["fast", 30, 30], ["real", 800, 60]] as const) {
    const b = { latencyMs, refusalMs };
    await one(`${ln} none`, b);
    for (const [n, f] of [["2 s", { retryAfterMs: 2000 }], ["no wait", {}]] as const)
      for (const list of [[10], [100, 101, 102, 103, 104], [5, 77, 150, 222, 290]])
        await one(`${ln} ${n} ${list}`, { ...b, ...bad(list, f) });
    await one(`${ln} ten`, { ...b, tokens: Array.from({ length: 10 }, () => 100), ...bad([3], {}) });
  }
  out.push("--- good ones");
  let state = 7;
  const random = () => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return state / 4_294_967_296; };
  const tokens = Array.from({ length: 300 }, () => Math.round(100 + 400 * random()));
  const mixed = tokens.map((t, i) => (i % 50 === 7 ? 6000 : t));
  for (const [latencyMs, refusalMs] of [[30, 5], [800, 60]] as const) {
    const b = { latencyMs, refusalMs, tokens };
    for (const [n, q] of [["rps 20", { requestsPerSecond: 20 }], ["rps 1", { requestsPerSecond: 1, bucketSeconds: 10 }], ["tps 4000", { tokensPerSecond: 4000 }], ["tps mixed", { tokensPerSecond: 4000, tokens: mixed }]] as const)
      for (const [wn, w] of [["true", "true"], ["1 s", 1000], ["2 s", 2000], ["zero", 0], ["none", undefined]] as const)
        await one(`${latencyMs} ${n} wait ${wn}`, { ...b, ...q, namedWaitMs: w });
    await one(`${latencyMs} tps headers`, { ...b, tokensPerSecond: 4000, statesHeaders: true, namedWaitMs: "true" });
    for (const share of [0.05, 0.1, 0.3, 0.5]) for (const w of [20, 1000])
      await one(`${latencyMs} shed ${share} ${w}`, { ...b, refuses: () => (random() < share ? { retryAfterMs: w } : undefined) });
    await one(`${latencyMs} every second`, { ...b, refuses: ((n) => () => (n++ % 2 ? { retryAfterMs: 1000 } : undefined))(0) });
    for (const n of [100, 250, 295, 297, 299]) for (const w of [2000, 10000, 0]) {
      // fixed windows of a minute
      let left = n, window = 0;
      await one(`${latencyMs} window ${n} ${w}`, { ...b, refuses: (_i, _a, now) => { const m = Math.floor(now / 60000); if (m > window) { window = m; left = n; } if (left > 0) { left -= 1; return undefined; } return { retryAfterMs: w }; } });
    }
    for (const [f, t] of [[0, 60000], [500, 60500], [0, 200000]] as const)
      await one(`${latencyMs} outage ${f} ${t}`, { ...b, refuses: (_i, _a, now) => (now >= f && now < t ? { retryAfterMs: 1000 } : undefined) });
  }
  console.log(out.join("\n"));
}, 200000);
