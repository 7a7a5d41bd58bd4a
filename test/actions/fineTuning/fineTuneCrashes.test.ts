import type { EntraAuthority, Fault } from "../../../local/endpoint";
import { shareStarted, useLocalTrust, useTestClock } from "../../support/hooks";
import {
  type FineTuned,
  type FineTuneWorld,
  kinds,
  startAuthority,
  startWorld,
  type WorldOptions,
} from "./fineTuneWorld";

useLocalTrust();
useTestClock(Date.now);
const authority: EntraAuthority = shareStarted(startAuthority);

/** With `FINE_TUNE_ROWS=1000`, so many rows go the way, every mishap is tried at every call, and what came of it is printed. */
const askedRows = process.env["FINE_TUNE_ROWS"];
const records = kinds(Number(askedRows ?? 30));
const form = { records, evaluation: { by: "exact", threshold: "80", mostRows: "2" } };
const mostRuns = 4;

/** Where something goes wrong: at which call of which server, and how. */
interface Mishap {
  server: "endpoint" | "manager";
  call: number;
  how: "lost before" | "lost after" | "crash";
}

/** Runs the step until it is ready, whatever goes wrong in the first run. */
const runToTheEnd = async (
  world: FineTuneWorld,
  mishap: Mishap,
): Promise<{ last: FineTuned; runs: number }> => {
  const stop = new AbortController();
  const { call, how } = mishap;
  const server = world[mishap.server];
  const fault: Fault =
    how === "crash" ? { kind: "reset", isServed: true } : { kind: "reset", isServed: how === "lost after" };
  if (call > 0) server.enqueueFaults({ kind: "pass", times: call });
  server.enqueueFaults(fault);
  // A crash is a run whose every call is cut off from here on.
  const observe = () => {
    if (how === "crash" && server.requests.length > call) stop.abort();
  };
  for (let runs = 1; runs <= mostRuns; runs += 1) {
    const context = runs === 1 && how === "crash" ? { signal: stop.signal, observe } : {};
    const last = await world.step(form, context).catch(() => undefined);
    if (last?.isReady) return { last, runs };
  }
  throw new Error(`It was not ready after ${mostRuns} runs.`);
};

type How = Mishap["how"];

const everyHow: How[] = ["lost before", "lost after", "crash"];

/**
 * What can go wrong at a call. In the suite each case is tried once: a look changes nothing, so that its answer is lost
 * as it is itself, and a crash at a second look in a row leaves the same behind as one at the first.
 */
const mishapsAt = (methods: readonly string[], call: number): How[] => {
  if (askedRows !== undefined || methods[call] !== "GET") return everyHow;
  return methods[call - 1] === "GET" ? ["lost before"] : ["lost before", "crash"];
};

const withWorld = async <Result>(
  options: WorldOptions,
  work: (world: FineTuneWorld) => Promise<Result>,
): Promise<Result> => {
  const world = await startWorld(options, options.api === "openai" ? undefined : authority);
  try {
    return await work(world);
  } finally {
    await world.close();
  }
};

const worlds = { azure: { api: "azure" }, openai: { api: "openai" } } as const;

describe.each(["azure", "openai"] as const)("on %s", (api) => {
  it(
    "one set of files, one job and one deployment come of whatever goes wrong at any call",
    async () => {
      const calls = await withWorld(worlds[api], async (world) => {
        expect(await world.step(form)).toMatchObject({ isReady: true });
        const methodsOf = (server: Mishap["server"]) => world[server].requests.map(({ method }) => method);
        return { endpoint: methodsOf("endpoint"), manager: methodsOf("manager") };
      });
      expect(calls.endpoint.length).toBeGreaterThan(15);
      expect(calls.manager.length > 5).toBe(api === "azure");
      const found = new Map<string, number>();
      for (const server of ["endpoint", "manager"] as const)
        for (let call = 0; call < calls[server].length; call += 1)
          for (const how of mishapsAt(calls[server], call)) {
            const mishap = { server, call, how };
            await withWorld(worlds[api], async (world) => {
              const { last, runs } = await runToTheEnd(world, mishap);
              const { files, jobs, deployments } = await world.existing();
              const exists = {
                ...{ files: files.length, distinct: new Set(files).size },
                ...{ jobs: jobs.length, deployments: deployments.length },
              };
              expect({ mishap, passed: last.evaluation?.passed, ...exists }).toEqual({
                mishap,
                ...{ passed: true, files: 3, distinct: 3, jobs: 1, deployments: api === "azure" ? 1 : 0 },
              });
              expect(runs).toBeLessThanOrEqual(2);
              const name = `${how}, ready after ${runs} runs`;
              found.set(name, (found.get(name) ?? 0) + 1);
            });
          }
      expect([...found.keys()]).toContain("crash, ready after 2 runs");
      if (askedRows !== undefined)
        process.stdout.write(`${api}: ${JSON.stringify({ calls, ...Object.fromEntries(found) })}\n`);
    },
    askedRows === undefined ? 300_000 : 3_600_000,
  );
});
