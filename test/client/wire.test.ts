import { createClient } from "../../src/client/createClient";
import { chatPurpose } from "../../src/inputs/model";
import { chatAnswer } from "../support/answers";
import { failureOf, keyConnection, run, silentLogger, testKey } from "../support/connector";
import { useServer } from "../support/hooks";
import { startScriptedServer } from "../support/scriptedServer";

const server = useServer([chatAnswer()]);

const chat = async (fields: Record<string, unknown> = {}, params: Record<string, unknown> = {}) => {
  await run("createChatCompletion", {
    connection: keyConnection(server.url, fields),
    userPrompt: "Hello",
    ...params,
  });
  const [request] = server.requests;
  if (!request) throw new Error("Nothing was sent.");
  return request;
};

describe("where a chat completion goes", () => {
  it.each<[what: string, fields: Record<string, unknown>, url: string]>([
    ["v1", {}, "/openai/v1/chat/completions"],
    ["preview", { apiVersion: "preview" }, "/openai/v1/chat/completions?api-version=preview"],
    [
      "a date",
      { apiVersion: "2024-10-21" },
      "/openai/deployments/my%20chat%2F1/chat/completions?api-version=2024-10-21",
    ],
    ["OpenAI", { isOpenAIKey: "true" }, "/v1/chat/completions"],
  ])("with %s", async (_what, fields, url) => {
    const request = await chat(fields, { model: "my chat/1" });
    expect([request.method, request.url]).toEqual(["POST", url]);
    expect(JSON.parse(request.body)).toEqual({
      model: "my chat/1",
      messages: [{ role: "user", content: "Hello" }],
    });
  });
});

describe("the headers that go out", () => {
  it("are few, and none of them is the SDK's telemetry", async () => {
    const { headers } = await chat();
    expect(Object.keys(headers).sort()).toEqual(
      [
        "accept",
        "accept-encoding",
        "api-key",
        "connection",
        "content-length",
        "content-type",
        "host",
        "user-agent",
      ].sort(),
    );
    expect(headers["user-agent"]).toBe("azure-openai-connector");
  });

  it.each<[what: string, fields: Record<string, unknown>, expected: Record<string, string | undefined>]>([
    ["Azure's key in its own header", {}, { "api-key": testKey, authorization: undefined }],
    [
      "OpenAI's key as a bearer",
      { isOpenAIKey: true },
      { authorization: `Bearer ${testKey}`, "api-key": undefined },
    ],
    ["a key that was pasted with quotes", { apiKey: ` "${testKey}" ` }, { "api-key": testKey }],
    ["a key that was pasted with Bearer", { apiKey: `Bearer ${testKey}` }, { "api-key": testKey }],
    [
      "OpenAI's organization",
      { isOpenAIKey: true, organization: "org-42" },
      { "openai-organization": "org-42" },
    ],
    [
      "no organization that is a resource's name",
      { isOpenAIKey: true, organization: "r" },
      { "openai-organization": undefined },
    ],
    ["no organization to Azure", { organization: "org-42" }, { "openai-organization": undefined }],
  ])("have %s", async (_what, fields, expected) => {
    const { headers } = await chat(fields);
    for (const [name, value] of Object.entries(expected))
      expect([name, headers[name]]).toEqual([name, value]);
  });

  it.each(["api-key", "Authorization", "HOST", "Proxy-Authorization", "Content-Length", "Transfer-Encoding"])(
    "can't be overruled by a raw request's %s",
    async (name) => {
      const error = await failureOf(
        run("rawRequest", {
          connection: keyConnection(server.url),
          url: "/v1/models",
          method: "GET",
          headers: [{ key: name, value: "mine" }],
        }),
      );
      expect(error.message).toMatch(/^Headers: /);
      expect(server.requests).toEqual([]);
    },
  );
});

describe("half characters", () => {
  const half = "\ud83d";
  const sent = () => server.requests[0]?.body ?? "";

  it("of a prompt go out as U+FFFD, and whole ones as they are", async () => {
    await chat({}, { userPrompt: `cut ${half}`, systemPrompt: "whole 👋" });
    expect(sent()).not.toMatch(/\\ud/i);
    expect(JSON.parse(sent()).messages.at(-1).content).toBe("cut \ufffd");
    expect(sent()).toContain("whole 👋");
  });

  it.each([
    ["JSON", { data: '{"input":"\\ud83d, \\ud83d\\ude00"}' }, '{"input":"\\ufffd, \\ud83d\\ude00"}'],
    [
      "text, which has no escapes",
      { data: "\\ud83d", headers: [{ key: "Content-Type", value: "text/plain" }] },
      "\\ud83d",
    ],
  ])("of raw %s", async (_what, params, wanted) => {
    const connection = keyConnection(server.url);
    await run("rawRequest", { connection, method: "POST", url: "/v1/evals", ...params });
    expect(sent()).toBe(wanted);
  });

  it("of a form's fields", async () => {
    const formData = [
      { key: "metadata", value: { note: `cut ${half}` } },
      { key: "path", value: "C:\\ud83d" },
    ];
    const form = { connection: keyConnection(server.url), method: "POST", url: "/v1/files" };
    await run("rawRequest", { ...form, formData });
    const refused = failureOf(run("rawRequest", { ...form, formData: [{ key: "prompt", value: half }] }));
    expect((await refused).message).toMatch(/^Form Data: the text has half a character in it/);
    expect(sent()).toContain('{"note":"cut \\ufffd"}');
    expect(sent()).toContain("C:\\ud83d");
  });
});

describe("the environment of the runner", () => {
  const variables = {
    OPENAI_BASE_URL: "http://127.0.0.1:9/v1",
    OPENAI_API_KEY: "sk-of-the-environment",
    OPENAI_ORG_ID: "org-of-the-environment",
    OPENAI_PROJECT_ID: "proj-of-the-environment",
    OPENAI_API_VERSION: "2020-01-01",
    OPENAI_LOG: "debug",
    AZURE_OPENAI_API_KEY: "key-of-the-environment",
    AZURE_OPENAI_ENDPOINT: "http://127.0.0.1:9",
    HTTP_PROXY: "http://127.0.0.1:9",
    http_proxy: "http://127.0.0.1:9",
    NO_PROXY: "",
  };
  const former = { ...process.env };
  afterEach(() => {
    for (const name of Object.keys(variables)) {
      if (former[name] === undefined) delete process.env[name];
      else process.env[name] = former[name];
    }
  });

  it("changes nothing of what is sent", async () => {
    Object.assign(process.env, variables);
    const { url, headers } = await chat({ isOpenAIKey: "true" });
    expect(url).toBe("/v1/chat/completions");
    expect(headers["authorization"]).toBe(`Bearer ${testKey}`);
    expect(JSON.stringify(headers)).not.toContain("environment");
  });
});

describe("typed calls beside the actions", () => {
  const client = () =>
    createClient({ logger: silentLogger }, { action: "Any Action", connection: keyConnection(server.url) });

  it("read binary answers byte by byte", async () => {
    const sound = Buffer.from([0, 255, 128, 10, 13]);
    server.script({ headers: { "content-type": "audio/mpeg" }, body: sound });
    const { answer: speech } = await client().withModel("tts", chatPurpose, (openai) =>
      openai.audio.speech.create({ model: "tts", voice: "alloy", input: "Hello" }),
    );
    expect(Buffer.from(await speech.arrayBuffer())).toEqual(sound);
    expect(server.requests[0]?.url).toBe("/openai/v1/audio/speech?api-version=preview");
  });

  it("page through lists", async () => {
    server.script(
      { body: { object: "list", data: [{ id: "file-1" }], has_more: true } },
      { body: { object: "list", data: [{ id: "file-2" }], has_more: false } },
    );
    const ids = await client().withResource(async (openai) => {
      const found: string[] = [];
      for await (const file of openai.files.list({ limit: 1 })) found.push(file.id);
      return found;
    });
    expect(ids).toEqual(["file-1", "file-2"]);
    expect(server.requests.map(({ url }) => url)).toEqual([
      "/openai/v1/files?limit=1",
      "/openai/v1/files?limit=1&after=file-1",
    ]);
  });

  it("take an empty answer to a DELETE", async () => {
    server.script({ status: 204 });
    await client().withResource((openai) => openai.files.delete("file-1"));
    expect(server.requests).toMatchObject([{ method: "DELETE", url: "/openai/v1/files/file-1" }]);
  });

  it("keep the connection's credential whatever header a caller sets", async () => {
    const url = new URL(`${server.url}/openai/v1/models`);
    await client().request({ method: "GET", url, headers: { "api-key": "mine" }, expects: "json" });
    expect(server.requests[0]?.headers["api-key"]).toBe(testKey);
  });

  it("throw the connector's error, not the SDK's", async () => {
    server.script({ status: 404, body: { error: { code: "404", message: "No such file" } } });
    const error = await failureOf(client().withResource((openai) => openai.files.retrieve("file-9")));
    expect(error).toMatchObject({ name: "AzureOpenAIError", kind: "notFound", status: 404 });
    expect(error.message).toMatch(/^Any Action asked for something that is not there .*No such file\./);
  });
});

it("a certificate that nobody vouches for is the connection's problem", async () => {
  const secure = await startScriptedServer([chatAnswer()], { tls: true });
  const error = await failureOf(
    run("createChatCompletion", { connection: keyConnection(secure.url), userPrompt: "Hello" }),
  );
  await secure.close();
  expect(error).toMatchObject({ name: "ConnectionError", kind: "network", attempts: 1 });
  expect(error.message).toMatch(
    /could not reach https:\/\/localhost.*The certificate of localhost:\d+ can't be trusted/,
  );
  expect(secure.requests).toEqual([]);
});
