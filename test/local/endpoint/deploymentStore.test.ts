import { DeploymentStore, type DeploymentStoreOptions, startLocalEndpoint } from "../../../local/endpoint";
import { completeDeployment } from "../../../local/endpoint/catalogue/deployedModel";
import { useClosing } from "../../support/hooks";
import { ask, call, StandingClock } from "./support";

const closeLater = useClosing();
const clock = new StandingClock();

const serve = async (options: DeploymentStoreOptions = {}) => {
  const store = new DeploymentStore({ clock, deployments: ["gpt-5.4"], ...options });
  const endpoint = await startLocalEndpoint({ clock, deployments: store });
  closeLater(endpoint);
  const chat = async (model: string, path = "/openai/v1") =>
    (await call(endpoint, `${path}/chat/completions`, ask("What is 2 plus 2?", { model }))).status;
  return { store, endpoint, chat };
};

test("the data plane serves what is put into the store, after its delay", async () => {
  const { store, chat } = await serve({ dataPlaneDelayMs: 120_000 });
  expect([await chat("gpt-5.4"), await chat("team")]).toEqual([200, 404]);
  store.put({
    ...completeDeployment({ name: "team", model: "gpt-5.4" }),
    createdAtMs: clock.nowMs() + 60_000,
  });
  clock.advance(179_999);
  expect(await chat("team")).toBe(404);
  clock.advance(1);
  expect(await chat("team")).toBe(200);
});

test("the rules are those of the model that runs, whatever its deployment is called", async () => {
  const { endpoint } = await serve({
    deployments: [
      { name: "team", model: "gpt-5.4" },
      { name: "gpt-5.4", model: "gpt-4.1" },
      { name: "gpt-4.1", model: "text-embedding-3-small" },
    ],
  });
  const statusOf = async (model: string) =>
    (await call(endpoint, "/openai/v1/chat/completions", ask("Hi", { model, max_tokens: 5 }))).status;
  expect([await statusOf("team"), await statusOf("gpt-5.4"), await statusOf("gpt-4.1")]).toEqual([
    400, 200, 400,
  ]);
});

test("a paused deployment is 423, a failed and a deleted one 404", async () => {
  const { store, chat } = await serve();
  store.put(completeDeployment({ name: "still", model: "gpt-5.4", isPaused: true }));
  store.put(completeDeployment({ name: "broken", model: "gpt-5.4", provisioningState: "Failed" }));
  store.put({ ...completeDeployment("gpt-5.4"), endsAtMs: clock.nowMs() + 5_000 });
  expect([await chat("still"), await chat("broken"), await chat("gpt-5.4")]).toEqual([423, 404, 200]);
  clock.advance(5_000);
  expect(await chat("gpt-5.4")).toBe(404);
  expect(store.find("GPT-5.4")).toBeUndefined();
});

test("a trained model is called by its name at OpenAI, and by a deployment on Azure", async () => {
  const { store, chat } = await serve();
  const name = "ft:gpt-4.1-2025-04-14:org::a1";
  expect(await chat(name, "/v1")).toBe(404);
  store.addTrained({ name, base: "gpt-4.1" });
  expect([await chat(name, "/v1"), await chat(name)]).toEqual([200, 404]);
  store.put(completeDeployment({ name: "mine", model: name }));
  expect(await chat("mine")).toBe(200);
  expect(store.lookUp("mine", "azureV1")).toEqual({
    state: "served",
    model: name,
    capabilities: ["chatCompletion", "responses"],
  });
  expect(store.deploymentsOf(name).map((deployment) => deployment.name)).toEqual(["mine"]);
  expect([store.removeTrained(name), store.removeTrained(name)]).toEqual([true, false]);
});

test("any model is called by its name at OpenAI, whatever is deployed", async () => {
  const { chat } = await serve();
  const names = ["gpt-4.1", "gpt-4.1-2025-04-14", "gpt-9"];
  const statuses: number[][] = [];
  for (const name of names) statuses.push([await chat(name, "/v1"), await chat(name)]);
  expect(statuses).toEqual([
    [200, 404],
    [200, 404],
    [404, 404],
  ]);
});

test("an open store serves any name but that of a trained model", async () => {
  const { store, chat } = await serve({ deployments: undefined });
  store.addTrained({ name: "gpt-4.1.ft-1", base: "gpt-4.1" });
  expect([await chat("anything"), await chat("gpt-4.1.ft-1")]).toEqual([200, 404]);
});
