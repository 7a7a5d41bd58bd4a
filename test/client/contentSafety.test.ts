import { createClient } from "../../src/client/createClient";
import { resolveEndpoint } from "../../src/client/endpoint/resolveEndpoint";
import { safetyEndpoint } from "../../src/client/endpoint/safetyEndpoint";
import { safetyCredential } from "../../src/client/identity/safetyCredential";
import { failureOf, keyConnection, run, silentLogger, testKey } from "../support/connector";
import { useServer } from "../support/hooks";

const label = "Content Safety Endpoint";
const token = "opaque-access-token-0123456789abcdef";

const credentialFor = (safety: string, endpoint: string, connection: object = keyConnection(endpoint)) =>
  safetyCredential(
    connection as ReturnType<typeof keyConnection>,
    resolveEndpoint({ endpoint }),
    safetyEndpoint(label, safety) as NonNullable<ReturnType<typeof safetyEndpoint>>,
  ).headers();

const tokenConnection = (endpoint: string) => ({
  key: "entraToken",
  configVarKey: "Azure OpenAI",
  fields: { accessToken: token, endpoint },
});

describe("the API key goes", () => {
  it.each([
    ["https://r.cognitiveservices.azure.com", "https://r.openai.azure.com"],
    [
      "https://r.services.ai.azure.com/contentsafety/text:analyze?api-version=2024-09-01",
      "https://r.openai.azure.com",
    ],
    ["https://westeurope.api.cognitive.microsoft.com", "https://westeurope.api.cognitive.microsoft.com"],
    ["https://gw.example.com/safe", "https://gw.example.com/team/openai"],
  ])("to %s beside %s", (safety, endpoint) => {
    expect(credentialFor(safety, endpoint)).toEqual({ "ocp-apim-subscription-key": testKey });
  });

  it.each([
    ["https://other.cognitiveservices.azure.com", "https://r.openai.azure.com"],
    ["https://r.cognitiveservices.azure.us", "https://r.openai.azure.com"],
    ["https://r.example.com", "https://r.openai.azure.com"],
    ["https://r.cognitiveservices.azure.com.example.com", "https://r.openai.azure.com"],
    ["https://northeurope.api.cognitive.microsoft.com", "https://westeurope.api.cognitive.microsoft.com"],
    ["https://gw.example.com:8443", "https://gw.example.com"],
    ["http://127.0.0.1:4010", "http://127.0.0.1:4011"],
  ])("never to %s beside %s", (safety, endpoint) => {
    expect(() => credentialFor(safety, endpoint)).toThrow("Content Safety Key: it is empty");
  });

  it("never to another place from OpenAI", () => {
    const connection = keyConnection("", { isOpenAIKey: "true" });
    const own = resolveEndpoint({ isOpenAIKey: true });
    const place = safetyEndpoint(label, "https://r.cognitiveservices.azure.com");
    expect(() => safetyCredential(connection, own, place as never)).toThrow("Content Safety Key");
  });
});

describe("over the on-premises agent", () => {
  const server = useServer();

  it("goes where the connection goes, with its API key", async () => {
    server.script({ body: { categoriesAnalysis: [] } });
    const { fields } = keyConnection("http://localhost:9", { contentSafetyEndpoint: "http://localhost:9" });
    const { hostname: host, port } = new URL(server.url);
    const connection = { key: "onPremApiKey", fields: { ...fields, host, port } };
    await run("moderateContent", { connection, text: "x" });
    expect(server.requests).toMatchObject([
      { headers: { host: "localhost:9", "ocp-apim-subscription-key": testKey } },
    ]);
  });
});

describe("a token goes", () => {
  it("to a resource of Azure in its cloud", () => {
    const endpoint = "https://r.openai.azure.com";
    const connection = tokenConnection(endpoint);
    expect(credentialFor("https://other.cognitiveservices.azure.com", endpoint, connection)).toEqual({
      authorization: `Bearer ${token}`,
    });
  });

  it.each(["https://safe.example.com", "https://other.cognitiveservices.azure.us"])(
    "never to %s",
    (safety) => {
      const endpoint = "https://r.openai.azure.com";
      expect(() => credentialFor(safety, endpoint, tokenConnection(endpoint))).toThrow("Content Safety Key");
    },
  );
});

it("sends its own key wherever the builder says", () => {
  const endpoint = "https://r.openai.azure.com";
  const connection = keyConnection(endpoint, { contentSafetyKey: '"a-key-0123456789abcdef"' });
  expect(credentialFor("https://safe.example.com", endpoint, connection)).toEqual({
    "ocp-apim-subscription-key": "a-key-0123456789abcdef",
  });
});

it.each([
  ["https://r.cognitiveservices.azure.com/", "https://r.cognitiveservices.azure.com/contentsafety"],
  ["https://r.services.ai.azure.com/api/projects/p", "https://r.services.ai.azure.com/contentsafety"],
  ["https://gw.example.com/safe/", "https://gw.example.com/safe/contentsafety"],
  ["https://gw.example.com/a/contentsafety/image:analyze", "https://gw.example.com/a/contentsafety"],
])("finds Content Safety at %s", (entered, baseUrl) => {
  expect(safetyEndpoint(label, entered)?.baseUrl).toBe(baseUrl);
});

it.each([
  [{ contentSafetyEndpoint: "http://safe.example.com" }, "Content Safety Endpoint: http://"],
  [{ contentSafetyEndpoint: "https://portal.azure.com" }, "Content Safety Endpoint: portal.azure.com"],
  [{ contentSafetyEndpoint: "https://api.openai.com" }, "Content Safety Endpoint: it is OpenAI's."],
  [{ contentSafetyEndpoint: "a".repeat(3000) }, "longer than any address"],
  [
    { contentSafetyKey: "key-0123456789abcdef" },
    "Content Safety Endpoint: it is empty, and Content Safety Key",
  ],
  [{ contentSafetyEndpoint: "https://key-0123456789abcdef@x.example.com" }, "Content Safety Endpoint"],
])("refuses the fields %j by name, and hides what may be a key", async (fields, words) => {
  const connection = keyConnection("https://r.openai.azure.com", fields);
  const client = createClient({ logger: silentLogger }, { action: "Moderate Content", connection });
  const failure = await failureOf(client.contentSafety());
  expect(failure).toHaveProperty("connection");
  expect(failure.message).toContain(words);
  expect(failure.message).not.toContain("key-0123456789abcdef");
});

it("is none where the connection names none", async () => {
  const connection = keyConnection("https://r.openai.azure.com");
  const client = createClient({ logger: silentLogger }, { action: "Moderate Content", connection });
  expect(await client.contentSafety()).toBeUndefined();
});
