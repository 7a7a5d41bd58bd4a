import { failureOf, run, testKey } from "../../support/connector";
import { shareEndpoint, useServer } from "../../support/hooks";
import { type Api, apis, connectionTo, datedVersion, onlyRequest } from "../support";

/** Has what each operation always answers with. */
const anyAnswer = { choices: [{}], data: [{}] };

const endpoint = shareEndpoint();
const server = useServer([{ body: anyAnswer }]);

const send = (params: Record<string, unknown>, api: Api = "v1") =>
  run("rawRequest", {
    connection: connectionTo(server.url, api),
    method: "GET",
    url: "/models",
    ...params,
  });

const sentUrl = () => server.requests[0]?.url;

/** Spellings of the same address. */
const modelsUrls = ["/v1/models", "/models", "models", "v1/models", "/openai/v1/models", "/openai/models"];

describe("a path below the base", () => {
  test.each(modelsUrls.flatMap((url) => apis.map((api) => [url, api] as const)))(
    "is completed: %s on %s",
    async (url, api) => {
      const connection = connectionTo(endpoint.url, api);
      const { data } = await run("rawRequest", { connection, method: "GET", url });
      expect(data).toMatchObject({ object: "list", data: expect.any(Array) });
    },
  );

  test.each<[Api, string]>([
    ["v1", "/openai/v1/models"],
    ["dated", `/openai/models?api-version=${datedVersion}`],
    ["openai", "/v1/models"],
  ])("has the api-version where it is needed: %s", async (api, expected) => {
    await send({ url: "/v1/models" }, api);
    expect(sentUrl()).toBe(expected);
  });

  test("may be a whole URL of the connection's own origin", async () => {
    await send({ url: `${server.url}/openai/v1/models?limit=2` });
    expect(sentUrl()).toBe("/openai/v1/models?limit=2");
  });

  test.each<[Api, string, string]>([
    ["v1", "/chat/completions", "/openai/v1/chat/completions"],
    [
      "dated",
      "/chat/completions",
      `/openai/deployments/my%20model/chat/completions?api-version=${datedVersion}`,
    ],
    [
      "dated",
      "/v1/chat/completions",
      `/openai/deployments/my%20model/chat/completions?api-version=${datedVersion}`,
    ],
    [
      "dated",
      "/openai/deployments/other/chat/completions",
      `/openai/deployments/other/chat/completions?api-version=${datedVersion}`,
    ],
    ["dated", "/batches", `/openai/batches?api-version=${datedVersion}`],
    ["dated", "/openai/v1/chat/completions", "/openai/v1/chat/completions"],
    [
      "v1",
      "/openai/deployments/other/chat/completions",
      `/openai/deployments/other/chat/completions?api-version=${datedVersion}`,
    ],
    ["v1", "/images/generations", "/openai/v1/images/generations?api-version=preview"],
    ["openai", "/images/generations", "/v1/images/generations"],
  ])("has the model's deployment where it is needed: %s %s", async (api, url, expected) => {
    await send({ method: "POST", url, data: { model: "my model" } }, api);
    expect(sentUrl()).toBe(expected);
  });

  test.each([
    ["/models?api-version=preview", "/openai/v1/models?api-version=preview"],
    ["/images/generations?api-version=v1", "/openai/v1/images/generations?api-version=v1"],
  ])("keeps an api-version of its own: %s", async (url, expected) => {
    await send({ url });
    expect(sentUrl()).toBe(expected);
  });

  test("is tidied of spaces around it", async () => {
    await send({ url: "  /v1/models \n" });
    expect(sentUrl()).toBe("/openai/v1/models");
  });
});

describe("query parameters", () => {
  test.each<[string, unknown]>([
    [
      "a key-value list",
      [
        { key: "after", value: "a b&c=d" },
        { key: "limit", value: "20" },
      ],
    ],
    ["an object", { after: "a b&c=d", limit: 20 }],
  ])("come as %s", async (_what, queryParams) => {
    await send({ queryParams });
    expect(sentUrl()).toBe("/openai/v1/models?after=a+b%26c%3Dd&limit=20");
  });

  test("are added to those of the URL", async () => {
    await send({ url: "/models?order=asc", queryParams: { limit: "0" } });
    expect(sentUrl()).toBe("/openai/v1/models?order=asc&limit=0");
  });

  test("may hold a name several times", async () => {
    await send({
      queryParams: [
        { key: "include[]", value: "a" },
        { key: "include[]", value: "b" },
      ],
    });
    expect(sentUrl()).toBe("/openai/v1/models?include%5B%5D=a&include%5B%5D=b");
  });

  test.each(["queryParams", "headers"])("have no objects for values: %s", async (input) => {
    await send({ [input]: { filter: { status: "done" } } }).catch(() => undefined);
    expect(JSON.stringify(server.requests)).not.toMatch(/object(\+|%20| )Object/i);
  });

  test("may name the api-version", async () => {
    await send({ queryParams: [{ key: "api-version", value: "2025-04-01-preview" }] }, "dated");
    expect(sentUrl()).toBe("/openai/models?api-version=2025-04-01-preview");
  });
});

describe("an address elsewhere", () => {
  test.each([
    "https://example.com/v1/models",
    "//example.com/v1/models",
    "http://127.0.0.1:1/openai/v1/models",
    "https:example.com",
    "file:///etc/passwd",
    "/../secret",
    "/models/../../secret",
    "/models/%2e%2e/%2e%2e/secret",
    "/models/%252e%252e/secret",
    "/models\\..\\secret",
    "\\\\example.com\\models",
  ])("is refused before anything is sent: %s", async (url) => {
    const failure = await failureOf(send({ url }));
    expect(failure.message).toMatch(/^URL: /);
    expect(failure.message).not.toContain(testKey);
    expect(server.requests).toEqual([]);
  });
});

describe("methods", () => {
  test.each(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("%s goes out as it is", async (method) => {
    const { data } = await send({ method });
    expect(server.requests[0]?.method).toBe(method);
    expect(data).toEqual(anyAnswer);
  });

  test("may be written in small letters", async () => {
    await send({ method: " post " });
    expect(server.requests[0]?.method).toBe("POST");
  });

  test.each(["", "FETCH", undefined])("have to be known: %j", async (method) => {
    const failure = await failureOf(send({ method }));
    expect(failure.message).toMatch(
      /^Method: .*Choose one of GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS\./,
    );
  });
});

describe("headers", () => {
  test.each<[string, unknown]>([
    [
      "a key-value list",
      [
        { key: "X-MS-Client-Request-Id", value: "7f1c" },
        { key: "x-count", value: 0 },
      ],
    ],
    ["an object", { "X-MS-Client-Request-Id": "7f1c", "x-count": 0 }],
  ])("come as %s", async (_what, headers) => {
    await send({ headers });
    expect(server.requests[0]?.headers).toMatchObject({ "x-ms-client-request-id": "7f1c", "x-count": "0" });
  });

  test("say what kind of answer is expected, unless the builder does", async () => {
    await send({});
    await send({ headers: { Accept: "text/csv" } });
    await send({ responseType: "binary" });
    expect(server.requests.map(({ headers }) => headers.accept)).toEqual([
      "application/json",
      "text/csv",
      "*/*",
    ]);
  });

  test.each([
    "api-key",
    "Api-Key",
    "Authorization",
    "Proxy-Authorization",
    "Host",
    "Content-Length",
    "Transfer-Encoding",
    "Connection",
    "Expect",
    "Upgrade",
  ])("that the connection sets are refused by name: %s", async (name) => {
    const failure = await failureOf(send({ headers: [{ key: name, value: "x" }] }));
    expect(failure.message).toMatch(/^Headers: /);
    expect(failure.message).toContain(name);
    expect(server.requests).toEqual([]);
  });

  test.each<[string, string]>([
    ["x bad", "x"],
    ["x-bad", "a\r\nx-other: b"],
    ["x-bad", "naïve ☃"],
  ])("that can't be sent are refused by name: %j %j", async (name, value) => {
    const failure = await failureOf(send({ headers: [{ key: name, value }] }));
    expect(failure.message).toMatch(/^Headers: /);
    expect(failure.message).toContain(name);
    expect(server.requests).toEqual([]);
  });

  test("carry the credential of the connection", async () => {
    await run("rawRequest", { connection: connectionTo(endpoint.url), method: "GET", url: "/models" });
    const { headers } = onlyRequest(endpoint);
    expect(headers["api-key"]).toBe(testKey);
    expect(headers).not.toHaveProperty("authorization");
  });
});
