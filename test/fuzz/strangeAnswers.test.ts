import type { LocalEndpoint } from "../../local/endpoint";
import { seededRandom } from "../../local/endpoint/seededRandom";
import component from "../../src/index";
import { startEndpoint } from "../actions/support";
import { TestClock } from "../support/testClock";
import { fuzzCases } from "./fuzzCases";
import { type FuzzedStep, fuzzedSteps } from "./fuzzedSteps";
import { type MutatingServer, startMutatingServer } from "./mutatingServer";
import { faultOf, outcomeOf } from "./outcomeFaults";

let endpoint: LocalEndpoint;
let server: MutatingServer;
let steps: FuzzedStep[];

beforeAll(async () => {
  endpoint = await startEndpoint({ batches: { durationMs: 0 } });
  server = await startMutatingServer(endpoint.url);
  steps = await fuzzedSteps(endpoint);
});

afterAll(() => Promise.all([server.close(), endpoint.close()]));

test("the steps are every action, and end well while nothing is strange", async () => {
  const names = new Set(steps.map(({ name }) => name.split(" ")[0]));
  expect(Object.keys(component.actions).filter((key) => !names.has(key))).toEqual([]);
  for (const { name, run } of steps) {
    const outcome = await outcomeOf(() => run(server.url));
    expect([name, faultOf(outcome)]).toEqual([name, undefined]);
    // What has ended can't be cancelled, and what is not there can't be deleted.
    if (!/^(cancelBatch|deleteFile)/.test(name))
      expect([name, outcome]).toEqual([name, { result: expect.anything() }]);
  }
});

fuzzCases("whatever is answered, what comes out is a result, or an error with a sentence", async (number) => {
  const step = steps[number % steps.length] as FuzzedStep;
  server.random = seededRandom(number);
  const clock = new TestClock();
  const fault = faultOf(await outcomeOf(() => step.run(server.url)));
  clock.restore();
  server.random = undefined;
  return fault && `${step.name}: ${fault}`;
});
