import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { startEntraAuthority } from "../../local/endpoint";
import { brokenGzip, chatAnswer, resetConnection, resetMidBody, truncatedBody } from "../support/answers";
import { debugContext, entraConnection, keyConnection, run } from "../support/connector";
import { shareServer, shareStarted, useTestClock } from "../support/hooks";
import { exposureOf, leaksIn } from "../support/leaks";
import { type ScriptEntry, type ScriptedAnswer, sendAnswer } from "../support/scriptedServer";

const server = shareServer();
const entra = shareStarted(() => startEntraAuthority());
const clock = useTestClock(Date.now);
const trusted = getCACertificates("default");
const azureKey = "k3y+Secret/0123456789==abcdefghij";

beforeAll(() => {
  setDefaultCACertificates([...trusted, entra.certificate]);
});
afterAll(() => {
  setDefaultCACertificates(trusted);
});

const secretsOf = () => [azureKey, entra.clientSecret, ...entra.tokensIssued.map(({ token }) => token)];

const connections = {
  "an Azure key": () => keyConnection(server.url, { apiKey: azureKey }),
  "an OpenAI key": () => keyConnection(server.url, { apiKey: azureKey, isOpenAIKey: "true" }),
  "an Entra token": () => entraConnection(entra, server.url),
};

/** Answers with the credential that the request carried. */
const echo =
  (answer: (secret: string) => ScriptedAnswer): ScriptEntry =>
  ({ headers }, response) =>
    sendAnswer(response, answer(String(headers["api-key"] ?? headers.authorization).replace("Bearer ", "")));

const json = { "content-type": "application/json" };
const errorWith = (fields: object, status = 400) => ({
  status,
  body: { error: { message: "No.", ...fields } },
});
const asUnicode = (text: string) =>
  text.replace(/[^a-z0-9]/gi, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
const lowerPercent = (text: string) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase());

const scripts: Array<[what: string, entry: ScriptEntry]> = [
  ["an answer", chatAnswer()],
  ["an answer that repeats it", echo((secret) => chatAnswer(`Your key is ${secret}.`))],
  [
    "an answer that repeats it in a field",
    echo((secret) => ({ body: { ...Object(chatAnswer().body), [secret]: secret } })),
  ],
  [
    "an answer that repeats it with escaped slashes",
    echo((secret) => ({
      headers: json,
      body: JSON.stringify(chatAnswer(secret).body).replaceAll("/", "\\/"),
    })),
  ],
  [
    "an answer that repeats it with escaped characters",
    echo((secret) => ({
      headers: json,
      body: JSON.stringify(chatAnswer(secret).body).replace(secret, asUnicode(secret)),
    })),
  ],
  [
    "an answer whose headers repeat it",
    echo((secret) => ({
      ...chatAnswer(),
      headers: { "x-request-id": secret, "x-echo": secret, "set-cookie": secret },
    })),
  ],
  ["an answer that repeats it as a URL spells it", echo((secret) => chatAnswer(encodeURIComponent(secret)))],
  [
    "an error whose request id repeats it as a URL spells it",
    echo((secret) => ({ ...errorWith({}), headers: { "x-request-id": encodeURIComponent(secret) } })),
  ],
  ["an error", errorWith({})],
  [
    "an error whose sentence repeats it",
    echo((secret) => errorWith({ message: `Key ${secret} is wrong` }, 401)),
  ],
  [
    "an error whose sentence ends in it",
    echo((secret) => errorWith({ message: `${"long ".repeat(117)}${secret}` })),
  ],
  ["an error whose code repeats it", echo((secret) => errorWith({ code: secret }))],
  [
    "an error whose type and param repeat it",
    echo((secret) => errorWith({ type: secret, param: secret }, 500)),
  ],
  [
    "an error whose filter repeats it",
    echo((secret) => errorWith({ innererror: { content_filter_result: { [secret]: { filtered: true } } } })),
  ],
  [
    "an error whose request id repeats it",
    echo((secret) => ({ ...errorWith({}), headers: { "apim-request-id": secret } })),
  ],
  [
    "an error whose x-request-id repeats it",
    echo((secret) => ({ ...errorWith({}), headers: { "x-request-id": secret } })),
  ],
  [
    "an error that is tried again and repeats it",
    echo((secret) => ({ ...errorWith({ code: secret }, 500), headers: { "x-ms-request-id": secret } })),
  ],
  [
    "a flat error that repeats it",
    echo((secret) => ({ status: 403, body: { statusCode: 403, message: `${secret}` } })),
  ],
  [
    "a text that repeats it",
    echo((secret) => ({ status: 500, body: `proxy: authorization: Bearer ${secret}` })),
  ],
  [
    "a page that repeats it",
    echo((secret) => ({ status: 502, body: `<html><title>${secret}</title></html>` })),
  ],
  [
    "an error that repeats it as a URL spells it",
    echo((secret) => errorWith({ message: `at /?key=${encodeURIComponent(secret)}` })),
  ],
  [
    "an error that repeats it as a URL spells it, in lower case",
    echo((secret) => errorWith({ message: `at /?key=${lowerPercent(secret)}` })),
  ],
  ["a 2xx error that repeats it", echo((secret) => ({ body: { error: { message: secret, code: secret } } }))],
  [
    "a page in place of an answer",
    echo((secret) => ({ headers: { "content-type": "text/html" }, body: `<html>${secret}` })),
  ],
  ["broken JSON that repeats it", echo((secret) => ({ headers: json, body: `{"choices": "${secret}` }))],
  [
    "a redirect to a path with it",
    echo((secret) => ({ status: 302, headers: { location: `https://evil.example/${secret}/x` } })),
  ],
  [
    "a redirect to a query with it",
    echo((secret) => ({ status: 307, headers: { location: `https://evil.example/?k=${secret}` } })),
  ],
  [
    "a redirect to a host with it",
    echo((secret) => ({
      status: 307,
      headers: { location: `https://u:${encodeURIComponent(secret)}@evil.example/` },
    })),
  ],
  ["a refused credential", errorWith({ code: "401" }, 401)],
  ["a rate limit beyond the budget", { ...errorWith({}, 429), headers: { "retry-after": "86400" } }],
  ["a reset connection", resetConnection],
  ["a reset in the middle", resetMidBody],
  ["a cut-off body", truncatedBody],
  ["broken gzip", brokenGzip],
  ["no answer in time", () => clock.fireEarliestTimer()],
];

const prompt = "Where was the 2020 World Series played?";
const body = JSON.stringify({ model: "gpt-5.4", messages: [{ role: "user", content: prompt }] });
const rawChat = {
  url: "/v1/chat/completions",
  method: "POST",
  data: body,
  maxRetries: "1",
  debugRequest: "true",
};

const steps: Array<[what: string, action: string, params: Record<string, unknown>]> = [
  [
    "Create Chat Completion",
    "createChatCompletion",
    { userPrompt: prompt, requestOptions: { maxRetries: "1" } },
  ],
  ["Raw Request for JSON", "rawRequest", rawChat],
  ["Raw Request for text", "rawRequest", { ...rawChat, responseType: "text" }],
  ["Raw Request for a file", "rawRequest", { ...rawChat, responseType: "binary" }],
];

describe.each(Object.entries(connections))("%s is never shown", (_name, connection) => {
  describe.each(steps)("by %s with debugging on", (_step, action, params) => {
    it.each(scripts)("after %s", async (_what, entry) => {
      server.script(entry);
      const exposure = await exposureOf((captured) =>
        run(action, { connection: connection(), ...params }, debugContext(captured)),
      );
      expect(exposure.logged).not.toBe("");
      expect(leaksIn(exposure, secretsOf())).toEqual([]);
    });
  });
});

describe("the log of debug mode", () => {
  const logOf = async (action: string, params: Record<string, unknown>) => {
    server.script({
      ...chatAnswer("In Arlington."),
      headers: { "x-ms-region": "East US", "x-mine": "unlisted-value" },
    });
    const step = { connection: keyConnection(server.url), ...params };
    return (await exposureOf((captured) => run(action, step, debugContext(captured)))).logged;
  };

  it("has no word of the prompt and of the answer", async () => {
    const logged = await logOf("createChatCompletion", { userPrompt: prompt });
    expect(logged).toContain("/openai/v1/chat/completions");
    expect(logged).not.toMatch(/World Series|Arlington/);
  });

  it("has both where the builder asked for it on the step", async () => {
    const logged = await logOf("rawRequest", rawChat);
    expect(logged).toMatch(/World Series/);
    expect(logged).toMatch(/Arlington/);
  });

  it("has the values of listed headers and query parameters alone", async () => {
    const logged = await logOf("rawRequest", {
      ...rawChat,
      headers: [{ key: "x-secret-of-mine", value: "unlisted-request-value" }],
      queryParams: [
        { key: "limit", value: "77" },
        { key: "sig", value: "unlisted-signature" },
      ],
    });
    expect(logged).toMatch(/East US/);
    expect(logged).toMatch(/limit=77/);
    expect(logged).toMatch(/x-secret-of-mine/);
    expect(logged).not.toMatch(/unlisted/);
  });
});

it("without debugging, all that is logged of a call that succeeds is what it used", async () => {
  server.script(chatAnswer());
  const { logged } = await exposureOf((captured) =>
    run(
      "createChatCompletion",
      { connection: keyConnection(server.url), userPrompt: prompt },
      { logger: captured.logger },
    ),
  );
  expect(logged.split("\n").filter((line) => !/^'?Usage: \{[^{]*"tokens":/.test(line))).toEqual([]);
  expect(logged).not.toContain(prompt);
});
