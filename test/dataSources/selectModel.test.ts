import { type Api, apis, connectionTo, onlyRequest, quiet } from "../actions/support";
import { errorAnswer, htmlPage } from "../support/answers";
import { failureOf, harness } from "../support/connector";
import { shareEndpoint, shareServer } from "../support/hooks";
import type { ScriptedServer } from "../support/scriptedServer";
import { TestClock } from "../support/testClock";

const endpoint = shareEndpoint();
const server = shareServer();
let clock: TestClock;

beforeEach(() => {
  clock = new TestClock();
});

afterEach(() => clock.restore());

interface Choice {
  key: string;
  label?: string;
}

const select = async (connection: unknown): Promise<Choice[]> =>
  (await harness.dataSource("selectModel", { connection }, quiet)).result as Choice[];

const selectAt = (api: Api) => select(connectionTo(endpoint.url, api));

const azureChoices = [
  { key: "gpt-4.1", label: "gpt-4.1 (chat)" },
  { key: "gpt-4.1-2025-04-14", label: "gpt-4.1-2025-04-14 (chat, fine-tuning)" },
  { key: "gpt-4.1-mini", label: "gpt-4.1-mini (chat)" },
  { key: "gpt-4.1-mini-2025-04-14", label: "gpt-4.1-mini-2025-04-14 (chat, fine-tuning)" },
  { key: "gpt-4.1-nano-2025-04-14", label: "gpt-4.1-nano-2025-04-14 (chat, fine-tuning)" },
  { key: "gpt-4o-2024-08-06", label: "gpt-4o-2024-08-06 (chat, fine-tuning)" },
  { key: "gpt-4o-mini-2024-07-18", label: "gpt-4o-mini-2024-07-18 (chat, fine-tuning)" },
  { key: "gpt-4o-mini-tts", label: "gpt-4o-mini-tts (speech)" },
  { key: "gpt-5.4", label: "gpt-5.4 (chat)" },
  { key: "gpt-5.4-mini", label: "gpt-5.4-mini (chat)" },
  { key: "gpt-5.6-sol", label: "gpt-5.6-sol (chat)" },
  { key: "gpt-6-luna", label: "gpt-6-luna (chat)" },
  { key: "gpt-6-sol", label: "gpt-6-sol (chat)" },
  { key: "gpt-6.1-sol", label: "gpt-6.1-sol (chat)" },
  { key: "gpt-image-2", label: "gpt-image-2 (images)" },
  { key: "gpt-image-2.5-flare", label: "gpt-image-2.5-flare (images)" },
  { key: "gpt-transcribe", label: "gpt-transcribe (transcription)" },
  { key: "o4-mini-2025-04-16", label: "o4-mini-2025-04-16 (chat, fine-tuning)" },
  { key: "text-embedding-3-large", label: "text-embedding-3-large (embeddings)" },
  { key: "text-embedding-3-small", label: "text-embedding-3-small (embeddings)" },
];

describe("the choices", () => {
  test.each(["v1", "dated"] as const)(
    "are Azure's models, sorted and labelled by their flags: %s",
    async (api) => {
      expect(await selectAt(api)).toEqual(azureChoices);
    },
  );

  test("are OpenAI's models, sorted and labelled by their names", async () => {
    const withoutTuning = azureChoices.map(({ key, label }) => ({
      key,
      label: label.replace(", fine-tuning", ""),
    }));
    const moderation = { key: "omni-moderation-latest", label: "omni-moderation-latest (moderation)" };
    expect(await selectAt("openai")).toEqual(withoutTuning.toSpliced(-2, 0, moderation));
  });

  test.each(apis)("are elements of key and label alone: %s", async (api) => {
    const choices = await selectAt(api);
    expect(choices).not.toEqual([]);
    for (const choice of choices) expect(Object.keys(choice)).toEqual(["key", "label"]);
  });

  test("leave out what Azure has retired by now", async () => {
    clock.restore();
    clock = new TestClock(Date.parse("2027-09-02T00:00:00Z"));
    const keys = (await selectAt("v1")).map(({ key }) => key);
    expect(keys).not.toContain("gpt-4.1");
    expect(keys).not.toContain("gpt-5.4");
    expect(keys).toEqual(expect.arrayContaining(["gpt-5.4-mini", "gpt-6-sol"]));
  });

  test("leave out what OpenAI has shut down by now", async () => {
    server.script({
      body: {
        object: "list",
        data: [
          { id: "gpt-new", object: "model", created: 1, owned_by: "system", shutdown_date: null },
          { id: "gpt-old", object: "model", created: 1, owned_by: "system", shutdown_date: "2026-05-12" },
          { id: "gpt-later", object: "model", created: 1, owned_by: "system", shutdown_date: "2027-05-12" },
        ],
      },
    });
    const choices = await select(connectionTo(server.url, "openai"));
    expect(choices.map(({ key }) => key)).toEqual(["gpt-later", "gpt-new"]);
  });

  test("put numbers in their order", async () => {
    const data = ["o10", "o9", "a"].map((id) => ({ id, object: "model" }));
    server.script({ body: { object: "list", data } });
    expect((await select(connectionTo(server.url))).map(({ key }) => key)).toEqual(["a", "o9", "o10"]);
  });

  test("are the bare name of a model that nothing is known of", async () => {
    server.script({ body: { object: "list", data: [{ id: "mystery", object: "model" }] } });
    expect(await select(connectionTo(server.url))).toEqual([{ key: "mystery", label: "mystery" }]);
  });

  test("are an empty list where the service has no models", async () => {
    server.script({ body: { object: "list", data: [] } });
    expect(await select(connectionTo(server.url))).toEqual([]);
  });
});

describe("the request", () => {
  test.each<[Api, string, Record<string, string>]>([
    ["v1", "/openai/v1/models", {}],
    ["dated", "/openai/models", { "api-version": "2024-10-21" }],
    ["openai", "/v1/models", {}],
  ])("goes to the right address: %s", async (api, path, query) => {
    await selectAt(api);
    expect(onlyRequest(endpoint)).toMatchObject({ method: "GET", path, query });
  });

  test("does not keep the form waiting longer than 25 seconds", async () => {
    server.script(() => clock.fireEarliestTimer());
    const failure = await failureOf(select(connectionTo(server.url)));
    expect(failure).toMatchObject({ kind: "timeout" });
    expect(clock.now() - Date.parse("2026-11-21T09:00:00Z")).toBeLessThanOrEqual(25_000);
  });
});

describe("what goes wrong", () => {
  test.each(apis)("is told as the connection's fault for a wrong key: %s", async (api) => {
    const connection = connectionTo(endpoint.url, api, { apiKey: "another-key-0123456789" });
    const failure = await failureOf(select(connection));
    expect(failure.name).toBe("ConnectionError");
    expect(failure.message).toMatch(/^Select Model was rejected/);
    expect(failure.message).not.toContain("another-key");
  });

  test("is told for a connection that is not filled in", async () => {
    const failure = await failureOf(select(connectionTo(endpoint.url, "v1", { endpoint: "" })));
    expect(failure.name).toBe("ConnectionError");
    expect(failure.message).toMatch(/^Endpoint: /);
  });

  test.each<[string, Parameters<ScriptedServer["script"]>[0], string]>([
    ["a web page", htmlPage(), "unexpectedResponse"],
    ["an empty answer", { body: "" }, "unexpectedResponse"],
    ["an error in place of a list", { body: { error: { message: "Stopped." } } }, "unexpectedResponse"],
    ["an object without a list", { body: { object: "list" } }, "unexpectedResponse"],
    ["an address that does not exist", errorAnswer(404), "notFound"],
    ["an error of the service", errorAnswer(500), "service"],
  ])("is an error in the data source's words: %s", async (_what, answer, kind) => {
    server.script(answer);
    const failure = await failureOf(select(connectionTo(server.url)));
    expect(failure).toMatchObject({ kind });
    expect(failure.message).toMatch(/^Select Model /);
  });
});
