import { connectionTo } from "../actions/support";
import { errorAnswer, htmlPage } from "../support/answers";
import { failureOf } from "../support/connector";
import { shareStarted, useTestClock } from "../support/hooks";
import type { ScriptedServer } from "../support/scriptedServer";
import { byPath, modelList, pick, pickKeys, startAzure } from "./azureSetting";

const azure = shareStarted(() => startAzure());

const mark = "(base model)";

describe("a key's connection", () => {
  it("shows Azure's base models as what they are, in natural order", async () => {
    azure.service.script(byPath({ "/openai/v1/models": modelList("gpt-10", "gpt-9", "gpt-4.1") }));
    expect(await pick("selectDeployment", { connection: azure.withKey() })).toEqual({
      choices: [
        { key: "gpt-4.1", label: `gpt-4.1 ${mark}` },
        { key: "gpt-9", label: `gpt-9 ${mark}` },
        { key: "gpt-10", label: `gpt-10 ${mark}` },
      ],
      warnings: [],
    });
  });

  it("shows the base models of a dated version as well", async () => {
    azure.service.script(byPath({ "/openai/models": modelList("gpt-5.4") }));
    const connection = azure.withKey(undefined, { apiVersion: "2024-10-21" });
    expect((await pick("selectChatDeployment", { connection })).choices).toEqual([
      { key: "gpt-5.4", label: `gpt-5.4 ${mark}` },
    ]);
  });

  it("shows models that can be called as they are without a mark", async () => {
    azure.service.script(byPath({ "/v1/models": modelList("gpt-5.4") }));
    const { choices } = await pick("selectDeployment", {
      connection: connectionTo(azure.service.url, "openai"),
    });
    expect(choices).toEqual([{ key: "gpt-5.4", label: "gpt-5.4" }]);
  });

  it("asks the service once, and nobody else", async () => {
    azure.service.script(byPath({ "/models": modelList("gpt-5.4") }));
    await pick("selectDeployment", { connection: azure.withKey() });
    expect(azure.service.requests).toHaveLength(1);
    expect(azure.manager.requests).toEqual([]);
    expect(azure.entra.requests).toEqual([]);
  });

  it("leaves out what is retired", async () => {
    azure.service.script(
      modelList(
        { id: "old", deprecation: { inference: 1_600_000_000 } },
        { id: "gone", shutdown_date: "2024-01-04" },
        { id: "new", deprecation: { inference: 32_500_000_000 } },
      ),
    );
    expect(await pickKeys("selectDeployment", { connection: azure.withKey() })).toEqual(["new"]);
  });

  it.each([
    ["selectDeployment", ["draw", "gpt-5.4", "gpt-image-2", "text-embedding-3-small", "tts-1"]],
    ["selectChatDeployment", ["draw", "gpt-5.4"]],
    ["selectEmbeddingDeployment", ["draw", "text-embedding-3-small"]],
    ["selectImageDeployment", ["draw", "gpt-image-2"]],
    ["selectAudioDeployment", ["draw", "tts-1"]],
    ["selectSpeechDeployment", ["draw", "tts-1"]],
    ["selectTranscriptionDeployment", ["draw"]],
    ["selectBatchDeployment", ["draw", "gpt-5.4"]],
  ])("offers what fits and what can't be judged: %s", async (picker, keys) => {
    azure.service.script(
      modelList("gpt-5.4", "gpt-image-2", "text-embedding-3-small", "tts-1", {
        id: "draw",
        capabilities: { inference: true, chat_completion: false },
      }),
    );
    expect(await pickKeys(picker, { connection: azure.withKey() })).toEqual(keys);
  });

  it("has the pasted endpoint's deployment on top, once and without a mark", async () => {
    azure.service.script(byPath({ "/models": modelList("a-gpt", "gpt-5.4") }));
    const connection = azure.withKey(`${azure.service.url}/openai/deployments/gpt-5.4/chat/completions`);
    expect((await pick("selectChatDeployment", { connection })).choices).toEqual([
      { key: "gpt-5.4", label: "gpt-5.4 (named by the connection's endpoint)" },
      { key: "a-gpt", label: `a-gpt ${mark}` },
    ]);
  });
});

describe("a service without a list", () => {
  const withoutList = [404, 405, 501];

  it.each(withoutList)("leaves the deployment that the endpoint names: %d", async (status) => {
    azure.service.script({ ...errorAnswer(status, { "x-should-retry": "false" }) });
    const connection = azure.withKey(`${azure.service.url}/openai/deployments/my-gpt/chat/completions`);
    expect(await pick("selectChatDeployment", { connection })).toEqual({
      choices: [{ key: "my-gpt", label: "my-gpt (named by the connection's endpoint)" }],
      warnings: [],
    });
  });

  it.each(withoutList)("leaves an empty list, and the log says what to do: %d", async (status) => {
    azure.service.script({ ...errorAnswer(status, { "x-should-retry": "false" }) });
    expect(await pick("selectChatDeployment", { connection: azure.withKey() })).toEqual({
      choices: [],
      warnings: [
        "Select Chat Deployment: the service offers no list. Type the name of the deployment or model.",
      ],
    });
  });
});

describe("what goes wrong", () => {
  it.each([401, 403])(
    "is told as the connection's fault when the credential is refused: %d",
    async (status) => {
      azure.service.script(errorAnswer(status));
      const failure = await failureOf(pick("selectImageDeployment", { connection: azure.withKey() }));
      expect(failure.name).toBe("ConnectionError");
      expect(failure.message).toMatch(/^Select Image Deployment was rejected/);
    },
  );

  it("is told for a connection that is not filled in, before any call", async () => {
    azure.service.script(modelList());
    const connection = azure.principal("", {});
    const failure = await failureOf(pick("selectDeployment", { connection }));
    expect(failure).toMatchObject({ name: "ConnectionError", message: expect.stringMatching(/^Endpoint: /) });
    expect(azure.service.requests).toEqual([]);
  });

  it("is not taken for a service without a list: a web page", async () => {
    azure.service.script(htmlPage());
    const failure = await failureOf(pick("selectDeployment", { connection: azure.withKey() }));
    expect(failure).toMatchObject({ kind: "unexpectedResponse" });
  });
});

describe("time", () => {
  const clock = useTestClock(Date.now);
  let silent: ScriptedServer;

  const hang = () => setImmediate(() => clock.fireEarliestTimer());

  beforeEach(async () => {
    // The identity library reckons in the machine's time.
    silent = await azure.serve(hang);
  });

  const principal = () =>
    azure.principal(`${azure.service.url}/api/projects/my-project`, { managementHost: silent.url });

  it("is left for the catalogue when neither list of deployments answers", async () => {
    azure.service.script(byPath({ "/my-project/deployments": hang, "/models": modelList("gpt-5.4") }));
    const startedMs = clock.now();
    const { choices, warnings } = await pick("selectDeployment", { connection: principal() });
    expect(choices.map(({ key }) => key)).toEqual(["gpt-5.4"]);
    expect(warnings).toHaveLength(2);
    expect(silent.requests.length).toBeGreaterThan(0);
    expect(clock.now() - startedMs).toBeLessThanOrEqual(17_000);
  });

  it("ends after 25 seconds when nothing answers at all", async () => {
    azure.service.script(hang);
    const startedMs = clock.now();
    const failure = await failureOf(pick("selectDeployment", { connection: principal() }));
    expect(failure).toMatchObject({ kind: "timeout" });
    expect(clock.now() - startedMs).toBeLessThanOrEqual(25_000);
  });

  it("of one attempt is 8 seconds", async () => {
    const delays: number[] = [];
    azure.service.script(() => {
      delays.push(...clock.timerDelays);
      hang();
    }, modelList("gpt-5.4"));
    await pick("selectDeployment", { connection: azure.withKey() });
    expect(delays).toEqual([8_000]);
  });
});
