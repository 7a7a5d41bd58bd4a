import { seededRandom } from "../../local/endpoint/server/seededRandom";
import component from "../../src/index";
import { shareEndpoint, shareStarted } from "../support/hooks";
import { TestClock } from "../support/testClock";
import { fuzzCases } from "./fuzzCases";
import { type FuzzedStep, fuzzedSteps, isLeftOut } from "./fuzzedSteps";
import { startMutatingServer } from "./mutatingServer";
import { faultOf, outcomeOf } from "./outcomeFaults";

const endpoint = shareEndpoint({ batches: { durationMs: 0 } });
const server = shareStarted(() => startMutatingServer(endpoint.url));
let steps: FuzzedStep[];

beforeAll(async () => {
  steps = await fuzzedSteps(endpoint);
});

test("the steps are every action, and end well while nothing is strange", async () => {
  const names = new Set(steps.map(({ name }) => name.split(" ")[0]));
  expect(Object.keys(component.actions).filter((key) => !names.has(key) && !isLeftOut(key))).toEqual([]);
  for (const { name, run } of steps) {
    const outcome = await outcomeOf(() => run(server.url));
    expect([name, faultOf(outcome)]).toEqual([name, undefined]);
    // What has ended can't be cancelled, and what is not there can't be deleted.
    if (!/^(cancelBatch|deleteFile|deleteModel)/.test(name))
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
