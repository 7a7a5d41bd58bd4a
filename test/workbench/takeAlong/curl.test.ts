import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { RecordedRequest } from "../../../local/endpoint";
import { operationsOf } from "../../../local/platform/component";
import { runStep } from "../../../local/platform/runStep";
import { silentLogger } from "../../../local/platform/silentLogger";
import type { TakenExchange } from "../../../local/workbench/takeAlong/takenStep";
import { useEndpoint } from "../../support/hooks";
import { component, fileOf, keyConnection, runBash, takenStep, textOf } from "./takenSteps";

const endpoint = useEndpoint();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "curl-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const connectionOf = (fields: object = {}) => ({
  ...keyConnection,
  fields: { endpoint: endpoint.url, ...fields },
});

/** What the endpoint was asked for, as a run tells it. */
const exchangeOf = ({ method, path: place, query, headers, bodyText }: RecordedRequest): TakenExchange => {
  const url = new URL(place, endpoint.url);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const { "api-key": _key, ...shown } = headers;
  return { method, url: url.href, headers: shown, body: bodyText };
};

/** Runs a step, then the curl of its requests, and gives what arrived each time. */
const sentTwice = async (key: string, entered: Record<string, unknown>) => {
  const operation = operationsOf(component).find((each) => each.key === key);
  if (!operation) throw new Error(`There is no ${key}.`);
  const fields = { endpoint: endpoint.url, apiKey: endpoint.apiKey };
  await runStep(
    component,
    { operation, entered, connections: { connection: { key: "apiKey", fields } } },
    { logger: silentLogger },
  );
  const first = endpoint.requests.splice(0);
  const step = takenStep(
    key,
    {},
    { connections: { connection: connectionOf() }, exchanges: first.map(exchangeOf) },
  );
  const script = fileOf("curl", step).replaceAll("curl -X", "curl --silent -X");
  const { stdout } = await runBash(script, folder, { AZURE_OPENAI_API_KEY: endpoint.apiKey });
  expect(script).not.toContain("boundary=");
  return { first, second: endpoint.requests.splice(0), stdout };
};

/** What is the same of two requests whose clients differ. */
const essence = ({ method, path: place, query, headers, bodyJson, status }: RecordedRequest) => ({
  ...{ method, place, query, bodyJson, status },
  type: headers["content-type"],
  key: headers["api-key"],
});

describe("the curl of a run", () => {
  it("sends the same question, and gets an answer", async () => {
    const entered = { model: "gpt-5.4", userPrompt: "It's $5 `now`!\n\\\"'BODY\nBODY\n😀" };
    const { first, second, stdout } = await sentTwice("createChatCompletion", entered);
    expect(second.map(essence)).toEqual(first.map(essence));
    expect(JSON.parse(stdout)).toHaveProperty("choices");
  });

  it("sends a list's address, parameters and all", async () => {
    const { first, second } = await sentTwice("rawRequest", {
      url: "/v1/files",
      method: "GET",
      queryParams: [{ key: "purpose", value: "a b&c[0]{1}" }],
    });
    expect(first[0]?.query).toMatchObject({ purpose: "a b&c[0]{1}" });
    expect(second.map(essence)).toEqual(first.map(essence));
  });

  it("uploads a file that lies beside it", async () => {
    const line =
      '{"custom_id": "1", "method": "POST", "url": "/v1/chat/completions", "body": {"model": "gpt-5.4", "messages": []}}\n';
    writeFileSync(path.join(folder, "p; x,y.jsonl"), line);
    const { first, second } = await sentTwice("uploadFile", {
      file: line,
      fileName: "p; x,y.jsonl",
      purpose: "batch",
    });
    const parts = ({ bodyText }: RecordedRequest) => [
      bodyText.includes(line),
      /name="purpose"\r\n\r\nbatch/.test(bodyText),
      bodyText.includes("filename="),
    ];
    expect(first.map(parts)).toEqual([[true, true, true]]);
    expect(second.map(parts)).toEqual(first.map(parts));
    expect(second[0]?.status).toBe(200);
  });

  it.each(["plain, without an end", "@file", "two\nBODY\nlines\n", "'\"$HOME"])(
    "sends the text %j as it is",
    async (data) => {
      const { first, second } = await sentTwice("rawRequest", {
        url: "/v1/responses",
        method: "POST",
        data,
        headers: [{ key: "content-type", value: "text/plain" }],
      }).catch(() => ({ first: endpoint.requests.splice(0), second: [] }));
      const step = takenStep(
        "rawRequest",
        {},
        { connections: { connection: connectionOf() }, exchanges: first.slice(0, 1).map(exchangeOf) },
      );
      await runBash(fileOf("curl", step), folder, { AZURE_OPENAI_API_KEY: endpoint.apiKey });
      expect(second).toEqual([]);
      expect(endpoint.requests.map(({ bodyText, headers }) => [bodyText, headers["content-type"]])).toEqual([
        [data, "text/plain"],
      ]);
    },
  );
});

test("brackets in an address are no pattern", async () => {
  const url = `${endpoint.url}/v1/files?purpose=[1-3]{a,b}`;
  const exchanges = [{ method: "GET", url, headers: {} }];
  const step = takenStep("listFiles", {}, { connections: { connection: connectionOf() }, exchanges });
  await runBash(fileOf("curl", step), folder, { AZURE_OPENAI_API_KEY: endpoint.apiKey });
  expect(endpoint.requests.map(({ query }) => query)).toEqual([{ purpose: "[1-3]{a,b}" }]);
});

const exchange: TakenExchange = { method: "GET", url: "https://a.example/v1/models", headers: {} };

describe("a key", () => {
  const textFor = (connection: typeof keyConnection, given = exchange) =>
    fileOf("curl", takenStep("listModels", {}, { connections: { connection }, exchanges: [given] }));

  it("is a variable in the header that its connection has", () => {
    expect(textFor(keyConnection)).toContain(`-H 'api-key: '"$AZURE_OPENAI_API_KEY"`);
    const openAI = { ...keyConnection, fields: { isOpenAIKey: "true" } };
    expect(textFor(openAI)).toContain('-H "Authorization: Bearer $OPENAI_API_KEY"');
    expect(textFor({ key: "entraUser", fields: {}, secretFields: [] })).toContain(
      '-H "Authorization: Bearer $TOKEN"',
    );
  });

  it("of a gateway stands in the header that its connection names", () => {
    const gateway = {
      key: "apiKey",
      fields: { subscriptionKeyHeader: "X-Gate'way" },
      secretFields: ["subscriptionKey"],
    };
    const text = textFor(gateway);
    expect(text).toContain(`-H 'X-Gate'\\''way: '"$AZURE_OPENAI_SUBSCRIPTION_KEY"`);
    expect(text).not.toContain("api-key");
  });

  it("in an address is a variable, named by its parameter", () => {
    const text = textFor(keyConnection, {
      ...exchange,
      url: "https://a.example/v1?subscription-key=abc&x=1",
    });
    expect(text).toContain(`'https://a.example/v1?subscription-key='"$SUBSCRIPTION_KEY"'&x=1'`);
  });
});

test("many requests are counted, a huge body is a file, and none is a sentence", () => {
  const exchanges = Array.from({ length: 12 }, () => ({
    ...exchange,
    method: "POST",
    body: "x".repeat(300_000),
  }));
  const text = textOf("curl", takenStep("listModels", {}, { exchanges }));
  expect(text.notes).toContain("2 more requests are left out.");
  expect(text.parts[0]?.text.length).toBeLessThan(5000);
  expect(text.parts[0]?.text).toContain("--data-binary @body1.bin");
  expect(textOf("curl", takenStep("listModels", {}))).toMatchObject({
    parts: [],
    notes: [expect.any(String)],
  });
});
