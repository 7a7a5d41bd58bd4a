import { chatAnswer } from "../../support/answers";
import { failureOf, keyConnection, run } from "../../support/connector";
import { useServer } from "../../support/hooks";

const server = useServer([chatAnswer()]);

const chat = (fields: Record<string, unknown>, path = "") =>
  run("createChatCompletion", {
    connection: keyConnection(`${server.url}${path}`, fields),
    userPrompt: "Hello",
  });
const sent = (header: string) => server.requests[0]?.headers[header];

const keys = [
  "0123456789abcdef0123456789abcdef",
  "sk-proj-Ab_cd-0123456789",
  "k3y+Secret/0123456789==",
  "id-of-key:secret-part-01234",
];

const wrappings: Array<[what: string, pasted: (key: string) => string]> = [
  ["nothing", (key) => key],
  ["spaces and a line break", (key) => `  ${key}\r\n`],
  ["invisible characters", (key) => `\u200b${key}\ufeff`],
  ["quotes", (key) => `"${key}"`],
  ["curly quotes", (key) => `“${key}”`],
  ["backticks", (key) => `\`${key}\``],
  ["a comma", (key) => `${key},`],
  ["quotes and a comma", (key) => `"${key}",`],
  ["a comma in quotes", (key) => `"${key},"`],
  ["angle brackets", (key) => `<${key}>`],
  ["a variable", (key) => `AZURE_OPENAI_API_KEY=${key}`],
  ["a variable and quotes", (key) => `OPENAI_API_KEY="${key}"`],
  ["an export", (key) => `export AZURE_OPENAI_KEY_1='${key}'`],
  ["a PowerShell variable", (key) => `$env:AZURE_OPENAI_API_KEY = "${key}"`],
  ["a line of JSON", (key) => `"apiKey": "${key}",`],
  ["JSON", (key) => `{"api_key":"${key}"}`],
  ["a line of YAML", (key) => `api-key: ${key}`],
  ["a keyword argument", (key) => `api_key="${key}",`],
  ["a declaration", (key) => `const apiKey = '${key}';`],
  ["a header of curl", (key) => `-H "api-key: ${key}"`],
  ["a bearer token", (key) => `Bearer ${key}`],
  ["a header with a bearer token", (key) => `-H 'Authorization: Bearer ${key}'`],
  ["the portal's label", (key) => `KEY 1 ${key}`],
  ["the portal's label and a colon", (key) => `Key 2: ${key}`],
];

describe("a key is taken out of what stands around it", () => {
  it.each(wrappings)("%s", async (_what, pasted) => {
    for (const key of keys) {
      server.script(chatAnswer());
      await chat({ apiKey: pasted(key) });
      expect(sent("api-key")).toBe(key);
      server.script(chatAnswer());
      await chat({ apiKey: "", subscriptionKey: pasted(key) }, "/v1");
      expect(sent("ocp-apim-subscription-key")).toBe(key);
    }
  });

  it.each([
    "none",
    "EMPTY",
    "ollama",
    "lm-studio",
    "sk-no-key-required",
    "token-abc123",
    "a=b",
    "my-own-key",
  ])("%s, which a local server takes, is one", async (apiKey) => {
    await chat({ apiKey }, "/v1");
    expect(sent("authorization")).toBe(`Bearer ${apiKey}`);
  });
});

const address = "it is an address. Enter the address under Endpoint, and the key here.";
const placeholder = "it is a placeholder. Enter the key itself.";
const hidden = "it was copied where it is hidden. Copy the whole key.";
const unfit = "it contains a space or a character that keys don't have. Copy it again.";

describe("what can't be a key is refused by its field and not shown", () => {
  const refused: Array<[pasted: string, sentence: string]> = [
    ["https://my-resource.openai.azure.com", address],
    ["AZURE_OPENAI_ENDPOINT=https://my-resource.openai.azure.com/", address],
    ["<your-key>", placeholder],
    ["<YOUR_AZURE_OPENAI_API_KEY>", placeholder],
    ["[API-KEY]", placeholder],
    ["your-api-key-here", placeholder],
    ["YourApiKey", placeholder],
    ["sk-your-key-here", placeholder],
    ["paste_key_here", placeholder],
    ["AZURE_OPENAI_API_KEY", placeholder],
    ["AZURE_OPENAI_API_KEY=<your-key>", placeholder],
    ["$OPENAI_API_KEY", placeholder],
    ["$" + "{OPENAI_API_KEY}", placeholder],
    ["%OPENAI_API_KEY%", placeholder],
    ["{{apiKey}}", placeholder],
    ["xxxxxxxxxxxxxxxx", placeholder],
    ["sk-xxxxxxxx", placeholder],
    ["undefined", placeholder],
    ["null", placeholder],
    ["[object Object]", placeholder],
    ["changeme", placeholder],
    ["[redacted]", placeholder],
    ["sk-...AbCd", hidden],
    ["sk-proj-****AbCd", hidden],
    ["••••••••••••", hidden],
    ["0123…cdef", hidden],
    ["two words-0123456789", unfit],
    ["0123456789abcdef\n0123456789abcdef", unfit],
    ["schlüssel-0123456789", unfit],
    ['""', "it has nothing but quotes in it. Enter the key."],
    [`k${"e".repeat(20_000)}y`, "it is longer than any key. Copy the key alone."],
    [
      "-----BEGIN CERTIFICATE-----abc",
      "it is a certificate or a private key. Enter the key that the service's page shows.",
    ],
  ];
  it.each(refused)("%j", async (pasted, sentence) => {
    for (const [field, label] of [
      ["apiKey", "API Key"],
      ["subscriptionKey", "Subscription Key"],
    ] as const) {
      const error = await failureOf(chat({ [field]: pasted }));
      expect(error).toMatchObject({ name: "ConnectionError", message: `${label}: ${sentence}` });
    }
    expect(server.requests).toEqual([]);
  });

  it.each(['"', "'", "`", ",", ";", "<", "=", ":", "Bearer ", "key ", "a-", "{", "x", "\u200b"])(
    "200,000 times %j",
    async (part) => {
      const apiKey = `${part.repeat(200_000)}x`;
      expect((await failureOf(chat({ apiKey }))).message).toMatch(/^API Key: it is longer than any key\./);
    },
  );
});

describe("basic authentication of a gateway", () => {
  const encoded = Buffer.from("team:p4ss:word ü").toString("base64");

  it.each([
    "Basic team:p4ss:word ü",
    `Basic ${encoded}`,
    `basic  ${encoded}`,
    `"Basic ${encoded}",`,
    `Authorization: Basic ${encoded}`,
  ])("goes out beside the key as the header wants it: %s", async (subscriptionKey) => {
    await chat({ subscriptionKey, subscriptionKeyHeader: "Authorization" });
    expect(sent("authorization")).toBe(`Basic ${encoded}`);
    expect(sent("api-key")).toMatch(/^k3y/);
  });

  it.each(["g4teway-token-0123", "Bearer g4teway-token-0123", "Authorization: Bearer g4teway-token-0123"])(
    "is not what a bearer token is taken for: %s",
    async (subscriptionKey) => {
      await chat({ subscriptionKey, subscriptionKeyHeader: "authorization" });
      expect(sent("authorization")).toBe("Bearer g4teway-token-0123");
    },
  );

  it.each([
    [
      "Basic nocolon",
      "Authorization",
      "Subscription Key: behind Basic stands user:password, as it is or in Base64. Enter it again.",
    ],
    [
      `Basic ${encoded}`,
      "",
      "Subscription Key Header: a gateway takes Basic under another header. Enter Authorization.",
    ],
    [
      `Basic ${encoded}`,
      "Host",
      "Subscription Key Header: host is set by the transport. Enter the gateway's header.",
    ],
  ])(
    "is refused where it can't work: %s under %j",
    async (subscriptionKey, subscriptionKeyHeader, message) => {
      expect(await failureOf(chat({ subscriptionKey, subscriptionKeyHeader }))).toMatchObject({ message });
      expect(server.requests).toEqual([]);
    },
  );

  it("keeps its password out of errors, in every spelling", async () => {
    server.script({
      status: 401,
      body: { error: { message: `Basic ${encoded} is ${Buffer.from(encoded, "base64")}, which is wrong` } },
    });
    const error = await failureOf(
      chat({ subscriptionKey: `Basic ${encoded}`, subscriptionKeyHeader: "Authorization" }),
    );
    expect(error.message).toContain("which is wrong");
    expect(error.message).not.toContain(encoded);
    expect(error.message).not.toContain("p4ss");
  });
});
