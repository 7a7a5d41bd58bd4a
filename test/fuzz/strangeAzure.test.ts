import { findCase } from "../../local/cases/loadCase";
import { seededRandom } from "../../local/endpoint/server/seededRandom";
import { chatAnswer } from "../support/answers";
import { entraConnection, run } from "../support/connector";
import { shareServer, shareStarted, useLocalTrust, useShortWaits } from "../support/hooks";
import { fuzzCases } from "./fuzzCases";
import { type FuzzedStep, fuzzedSteps } from "./fuzzedSteps";
import { startFuzzWorld } from "./fuzzWorld";
import { startMutatingServer } from "./mutatingServer";
import { faultOf, outcomeInTestTime } from "./outcomeFaults";
import { pick } from "./strangeValues";

/*
 * What Azure Resource Manager says to steps that ask the endpoint as well, and what Microsoft Entra answers when it is
 * asked for a token, made strange. Steps that need Resource Manager are among those of strangeAnswers.
 */

useLocalTrust();
// What a step needs is made in the machine's time.
useShortWaits();
const fuzzed = shareStarted(startFuzzWorld);

const kinds = ["actions", "dataSources"] as const;
/** Steps that ask Resource Manager among others. */
let managedSteps: FuzzedStep[];

const asksManager = async ({ name, prepare }: FuzzedStep): Promise<boolean> => {
  const perform = await prepare();
  const before = fuzzed.world.managed.length;
  const outcome = await outcomeInTestTime(perform);
  expect([name, faultOf(outcome), Object.keys(outcome)]).toEqual([name, undefined, ["result"]]);
  return fuzzed.world.managed.length > before;
};

test("a service principal's steps end well while nothing is strange, and some ask Resource Manager", async () => {
  const steps = kinds.flatMap((kind) =>
    fuzzedSteps(fuzzed, kind, "entra").filter(({ key }) => findCase(kind, key)?.needs !== "resourceManager"),
  );
  const keys = new Set<string>();
  for (const step of steps) if (step.name.endsWith(" 1") && (await asksManager(step))) keys.add(step.key);
  expect([...keys]).toEqual(expect.arrayContaining(["listModels", "getModel", "selectDeployment"]));
  managedSteps = steps.filter(({ key }) => keys.has(key));
});

fuzzCases(
  "whatever Resource Manager says, a step has a result, or an error with a sentence",
  async (number) => {
    const step = pick(seededRandom(number), managedSteps);
    const perform = await step.prepare();
    fuzzed.makeStrange(seededRandom(number), "manager");
    const fault = faultOf(await outcomeInTestTime(perform));
    fuzzed.makeStrange(undefined);
    return fault && `${step.name}: ${fault}`;
  },
  // The steps are few, and each is drawn many times.
  0.5,
);

describe("Entra", () => {
  const service = shareServer([chatAnswer()]);
  const front = shareStarted(() => startMutatingServer(authority().authorityHost));
  const authority = () => {
    const { entra } = fuzzed.world.endpointFor();
    if (!entra) throw new Error("The endpoint has no Entra authority.");
    return entra;
  };

  fuzzCases("whatever it answers, a step has a result, or an error with a sentence", async (number) => {
    const random = seededRandom(number);
    front.random = random;
    const connection = entraConnection(authority(), service.url, {
      authorityHost: front.url,
      // Another secret is another token.
      ...(random() < 0.2 && { clientSecret: `wrong~client~secret~${number}` }),
    });
    const action = pick(random, ["createChatCompletion", "diagnoseConnection"]);
    const params = { connection, userPrompt: "x", model: "gpt-5.4", requestOptions: { maxRetries: "0" } };
    const fault = faultOf(await outcomeInTestTime(() => run(action, params)));
    front.random = undefined;
    authority().revokeAll();
    return fault && `${action}: ${fault}`;
  });
});
