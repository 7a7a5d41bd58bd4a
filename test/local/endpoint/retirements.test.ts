import { DeploymentStore, startLocalEndpoint } from "../../../local/endpoint";
import { useClosing, useLocalTrust } from "../../support/hooks";
import { createBatch, getBatch, numbered } from "./batchSupport";
import { account, refusalOf, region, useManaged, wanted } from "./managed";
import { ask, call, chatPath, StandingClock } from "./support";

useLocalTrust();
const closeLater = useClosing();
const startManaged = useManaged();

/** Some days on either side of the standing clock's. */
const [past, future] = ["2026-11-21", "2026-12-24"];
const seconds = (day: string) => Date.parse(day) / 1000;

const start = async (deployments?: readonly (string | { name: string; model: string })[]) => {
  const clock = new StandingClock();
  const store = new DeploymentStore({ clock, deployments });
  const endpoint = closeLater(await startLocalEndpoint({ clock, deployments: store }));
  const retire = (retirements: Record<string, string>) => endpoint.controls.change({ retirements });
  const chat = async (model: string, path = chatPath) => {
    const { status, body } = await call(endpoint, path, ask("hi", { model }));
    return [status, body.error?.code];
  };
  return { endpoint, clock, retire, chat };
};

describe("a model answers", () => {
  test("until the day, then as a service does whose model was retired", async () => {
    const { retire, chat, clock } = await start(["gpt-5.4", { name: "mine", model: "gpt-5.4" }]);
    retire({ "gpt-5.4": future });
    expect(await chat("mine")).toEqual([200, undefined]);
    clock.advance(Date.parse(future) - clock.nowMs());
    expect(await chat("mine")).toEqual([410, "ModelDeprecated"]);
    expect(await chat("gpt-5.4")).toEqual([410, "ModelDeprecated"]);
    expect(await chat("gpt-5.4", "/v1/chat/completions")).toEqual([404, "model_not_found"]);
    expect(await chat("gpt-4.1", "/v1/chat/completions")).toEqual([200, undefined]);
    retire({});
    expect(await chat("mine")).toEqual([200, undefined]);
  });

  test("under its name with the version, too, and a deployment by its own name alone", async () => {
    const { retire, chat } = await start(["gpt-5.4", { name: "mine", model: "gpt-5.4" }]);
    retire({ mine: past });
    expect([await chat("mine"), await chat("gpt-5.4")]).toEqual([
      [410, "ModelDeprecated"],
      [200, undefined],
    ]);
    retire({ "gpt-5.4-2026-03-05": past });
    expect(await chat("gpt-5.4")).toEqual([410, "ModelDeprecated"]);
    retire({ "gpt-5.4-2020-01-01": past });
    expect(await chat("gpt-5.4")).toEqual([410, "ModelDeprecated"]);
  });

  test("where any name is served as well", async () => {
    const { retire, chat } = await start();
    retire({ "gpt-5.4": past, anything: past });
    expect(await chat("gpt-5.4")).toEqual([410, "ModelDeprecated"]);
    expect(await chat("anything")).toEqual([410, "ModelDeprecated"]);
    expect(await chat("another")).toEqual([200, undefined]);
  });

  test("no lines of a batch", async () => {
    const { endpoint, retire } = await start(["my-batch"]);
    retire({ "my-batch": past });
    const { body } = await createBatch(endpoint, numbered(1));
    const { errors } = await getBatch(endpoint, body.id);
    expect(errors.data).toMatchObject([{ code: "model_not_found", line: 1 }]);
  });
});

test("a name that nothing has is refused", async () => {
  const { retire } = await start(["gpt-5.4"]);
  expect(retire({ "gpt-9": future })).toMatchObject({ refusals: [{ field: "retirements.gpt-9" }] });
});

test("Azure lists the day, and OpenAI a model as long as it runs", async () => {
  const { endpoint, retire } = await start();
  const listed = async (path: string) =>
    (await call(endpoint, path)).body.data.find(({ id }: { id: string }) => id === "gpt-5.4");
  retire({ "gpt-5.4": future });
  expect((await listed("/openai/v1/models")).deprecation.inference).toBe(seconds(future));
  expect(await listed("/v1/models")).toBeDefined();
  retire({ "gpt-5.4": past });
  expect((await listed("/openai/v1/models")).deprecation.inference).toBe(seconds(past));
  expect(await listed("/v1/models")).toBeUndefined();
  expect((await call(endpoint, "/openai/v1/models/gpt-5.4")).body.deprecation.inference).toBe(seconds(past));
  expect((await call(endpoint, "/v1/models/gpt-5.4")).status).toBe(404);
});

describe("Resource Manager", () => {
  const entriesOf = (body: { value: { model?: object; name?: string }[] }) =>
    body.value.map((entry) => (entry.model ?? entry) as Record<string, unknown>);

  test("lists the day with each way to deploy, in the account and in the region", async () => {
    const { store, call: ask } = await startManaged();
    store.retirements.set({ "gpt-5.4": future });
    for (const place of [account, region]) {
      const { body } = await ask("GET", `${place}/models`);
      const found = entriesOf(body).find(({ name }) => name === "gpt-5.4");
      expect(found).toMatchObject({
        deprecation: { inference: `${future}T00:00:00Z` },
        lifecycleStatus: "GenerallyAvailable",
      });
      expect(found?.["skus"]).toContainEqual(
        expect.objectContaining({ deprecationDate: `${future}T00:00:00Z` }),
      );
    }
  });

  test("deploys no model from its day on, and one that was retired before a later day", async () => {
    const { store, call: ask } = await startManaged();
    store.retirements.set({ "gpt-5.4": past, "o4-mini": future });
    const put = (name: string, version: string) =>
      ask("PUT", `${account}/deployments/new-${name}`, wanted(name, version));
    expect(refusalOf(await put("gpt-5.4", "2026-03-05"))).toEqual([400, "ServiceModelDeprecated"]);
    expect((await put("o4-mini", "2025-04-16")).status).toBe(201);
    const { body } = await ask("GET", `${account}/models`);
    const states = Object.fromEntries(
      entriesOf(body).map(({ name, lifecycleStatus }) => [name, lifecycleStatus]),
    );
    expect([states["gpt-5.4"], states["o4-mini"]]).toEqual(["Deprecated", "Deprecating"]);
  });
});
