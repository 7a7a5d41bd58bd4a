import { partKinds } from "../../local/cases/loadCase";
import { seededRandom } from "../../local/endpoint/server/seededRandom";
import { partsOf } from "../cases/parts";
import { shareStarted, useLocalTrust, useShortWaits } from "../support/hooks";
import { fuzzCases } from "./fuzzCases";
import { type FuzzedStep, fuzzedSteps } from "./fuzzedSteps";
import { startFuzzWorld } from "./fuzzWorld";
import { faultOf, outcomeInTestTime } from "./outcomeFaults";

useLocalTrust();
// What a step needs is made in the machine's time.
useShortWaits();
const fuzzed = shareStarted(startFuzzWorld);
let steps: FuzzedStep[];

beforeAll(() => {
  steps = partKinds.flatMap((kind) => fuzzedSteps(fuzzed, kind));
});

test("the steps are every part, and end well while nothing is strange", async () => {
  const stepKeys = new Set(steps.map(({ key }) => key));
  const keys = partKinds.flatMap((kind) => Object.keys(partsOf(kind)));
  expect(keys.filter((key) => !stepKeys.has(key))).toEqual([]);
  for (const { name, prepare } of steps) {
    const outcome = await outcomeInTestTime(await prepare());
    expect([name, faultOf(outcome), Object.keys(outcome)]).toEqual([name, undefined, ["result"]]);
  }
});

fuzzCases("whatever is answered, what comes out is a result, or an error with a sentence", async (number) => {
  const step = steps[number % steps.length] as FuzzedStep;
  const run = await step.prepare();
  fuzzed.makeStrange(seededRandom(number));
  const fault = faultOf(await outcomeInTestTime(run));
  fuzzed.makeStrange(undefined);
  return fault && `${step.name}: ${fault}`;
});
