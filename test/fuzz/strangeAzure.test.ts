import { type EntraAuthority, startEntraAuthority } from "../../local/endpoint/azure/entra/entraAuthority";
import {
  type ResourceManager,
  startResourceManager,
} from "../../local/endpoint/azure/resourceManager/startResourceManager";
import { seededRandom } from "../../local/endpoint/server/seededRandom";
import component from "../../src/index";
import { quiet } from "../actions/support";
import { byPath, modelList, subscriptionWith } from "../dataSources/azureSetting";
import { chatAnswer } from "../support/answers";
import { entraConnection, harness, run } from "../support/connector";
import { useLocalTrust } from "../support/hooks";
import { type ScriptedServer, startScriptedServer } from "../support/scriptedServer";
import { TestClock } from "../support/testClock";
import { fuzzCases } from "./fuzzCases";
import { type MutatingServer, startMutatingServer } from "./mutatingServer";
import { faultOf, outcomeOf } from "./outcomeFaults";
import { pick } from "./strangeValues";

/*
 * What Azure Resource Manager lists for the pickers and what Microsoft Entra answers when it is asked for a token,
 * made strange.
 */

let authority: EntraAuthority;
let manager: ResourceManager;
let service: ScriptedServer;
let managerFront: MutatingServer;
let authorityFront: MutatingServer;
useLocalTrust();

beforeAll(async () => {
  authority = await startEntraAuthority();
  service = await startScriptedServer([
    byPath({ "/models": modelList("gpt-5.4", "text-embedding-3-large"), "/chat/completions": chatAnswer() }),
  ]);
  managerFront = await startMutatingServer("https://localhost:1");
  authorityFront = await startMutatingServer(authority.authorityHost);
  authority.addResource(managerFront.url);
  const deployments = Object.entries({
    "my-chat": "chatCompletion",
    "my-batch": "chatCompletion",
    "my-embedding": "embeddings",
    "my-image": "imageGenerations",
    "my-audio": "audio",
  }).map(([name, ability]) => ({
    ...{ name, model: name, capabilities: [ability] },
    // Batches take deployments of their own kind alone.
    sku: { name: name === "my-batch" ? "GlobalBatch" : "GlobalStandard", capacity: 50 },
  }));
  const account = (name: string) => ({ name, endpoint: `${service.url}/`, deployments });
  manager = await startResourceManager({
    authority,
    audiences: [managerFront.url],
    subscriptions: [subscriptionWith("s1", account("first"), account("second")), subscriptionWith("s2")],
    pageSize: 1,
  });
  managerFront.target = manager.url;
});

afterAll(async () => {
  await Promise.all(
    [authority, service, manager, managerFront, authorityFront].map((server) => server.close()),
  );
});

/** Those that ask Resource Manager; what a service keeps is listed by the service alone. */
const pickers = Object.keys(component.dataSources).filter(
  (key) => !/File|Job|Checkpoint|FineTuned/.test(key),
);

const form = () => ({
  connection: entraConnection(authority, service.url, { managementHost: managerFront.url }),
  ...{ subscriptionId: "s1", resourceGroup: "rg", modelName: "gpt-5.4" },
});

const pickFrom = (key: string) => harness.dataSource(key, form(), quiet as never);

/** Actions that show what Resource Manager says of models. */
const catalogueActions = ["listModels", "getModel", "listQuotaUsage", "listModelCapacities"];

test.each(pickers)("%s shows something while nothing is strange", async (key) => {
  const outcome = await outcomeOf(() => pickFrom(key));
  expect(outcome).toEqual({ result: { result: expect.arrayContaining([expect.anything()]) } });
});

fuzzCases(
  "whatever Resource Manager lists, a picker has choices, or an error with a sentence",
  async (number) => {
    const key = pickers[number % pickers.length] as string;
    managerFront.random = seededRandom(number);
    const clock = new TestClock(Date.now());
    const fault = faultOf(await outcomeOf(() => pickFrom(key)));
    clock.restore();
    managerFront.random = undefined;
    return fault && `${key}: ${fault}`;
  },
);

fuzzCases(
  "whatever Resource Manager says of models, a step has a result, or an error with a sentence",
  async (number) => {
    const action = catalogueActions[number % catalogueActions.length] as string;
    managerFront.random = seededRandom(number);
    const clock = new TestClock(Date.now());
    const params = { ...form(), accountName: "first", model: "my-chat", includeQuota: "true" };
    const fault = faultOf(
      await outcomeOf(() => run(action, { ...params, requestOptions: { maxRetries: "1" } })),
    );
    clock.restore();
    managerFront.random = undefined;
    return fault && `${action}: ${fault}`;
  },
);

fuzzCases("whatever Entra answers, a step has a result, or an error with a sentence", async (number) => {
  const random = seededRandom(number);
  authorityFront.random = random;
  const clock = new TestClock(Date.now());
  const connection = entraConnection(authority, service.url, {
    authorityHost: authorityFront.url,
    // Another secret is another token.
    ...(random() < 0.2 && { clientSecret: `wrong~client~secret~${number}` }),
  });
  const action = pick(random, ["createChatCompletion", "diagnoseConnection"]);
  const fault = faultOf(
    await outcomeOf(() =>
      run(action, { connection, userPrompt: "x", model: "gpt-5.4", requestOptions: { maxRetries: "0" } }),
    ),
  );
  clock.restore();
  authorityFront.random = undefined;
  authority.revokeAll();
  return fault && `${action}: ${fault}`;
});
