import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { startEntraAuthority } from "../../local/endpoint";
import { chatAnswer } from "../support/answers";
import { entraConnection, failureOf, keyConnection, run, testKey } from "../support/connector";
import { shareServer, shareStarted } from "../support/hooks";

const server = shareServer();
const stranger = shareServer([chatAnswer()]);
const entra = shareStarted(() => startEntraAuthority());
const trusted = getCACertificates("default");

beforeAll(() => {
  setDefaultCACertificates([...trusted, entra.certificate]);
});
afterAll(() => {
  setDefaultCACertificates(trusted);
});
beforeEach(() => stranger.script(chatAnswer()));

const credentials = {
  "an Azure key": { connection: () => keyConnection(server.url), header: "api-key", value: () => testKey },
  "an OpenAI key": {
    connection: () => keyConnection(server.url, { isOpenAIKey: "true" }),
    header: "authorization",
    value: () => `Bearer ${testKey}`,
  },
  "an Entra token": {
    connection: () => entraConnection(entra, server.url),
    header: "authorization",
    value: () => `Bearer ${entra.tokensIssued.at(-1)?.token}`,
  },
} as const;

const names = Object.keys(credentials) as Array<keyof typeof credentials>;
const statuses = [301, 302, 303, 307, 308];
const locations: Array<[what: string, location: () => string]> = [
  ["to another host", () => `${stranger.url}/openai/v1/chat/completions`],
  ["to another host without a scheme", () => `//${new URL(stranger.url).host}/openai/v1/chat/completions`],
  ["to another path of the same host", () => "/elsewhere"],
  ["to nowhere", () => ""],
];

describe.each(names)("%s", (name) => {
  const { connection, header, value } = credentials[name];

  describe.each(locations)("redirected %s", (_what, location) => {
    it.each(statuses)("by a %d goes no further", async (status) => {
      server.script({ status, headers: { location: location() } });
      const error = await failureOf(
        run("createChatCompletion", { connection: connection(), userPrompt: "Hello" }),
      );
      expect(error).toMatchObject({ kind: "unexpectedResponse", status, attempts: 1 });
      expect(error.message).toContain("Create Chat Completion was redirected");
      expect(server.requests.map(({ headers }) => headers[header])).toEqual([value()]);
      expect(stranger.requests).toEqual([]);
    });
  });

  it("is not sent on by a raw request that retries all errors", async () => {
    server.script({ status: 307, headers: { location: `${stranger.url}/v1/models` } });
    const error = await failureOf(
      run("rawRequest", {
        connection: connection(),
        url: "/v1/models",
        method: "GET",
        maxRetries: "3",
        retryAllErrors: "true",
      }),
    );
    expect(error).toMatchObject({ kind: "unexpectedResponse", attempts: 1 });
    expect(server.requests).toHaveLength(1);
    expect(stranger.requests).toEqual([]);
  });
});

describe("the error of a redirect", () => {
  const redirectTo = async (location: string) => {
    server.script({ status: 302, headers: { location } });
    return failureOf(
      run("createChatCompletion", { connection: keyConnection(server.url), userPrompt: "Hello" }),
    );
  };

  it("names where it leads, so that the builder can enter it as Endpoint", async () => {
    const { message } = await redirectTo("https://gateway.example/openai?session=abc#top");
    expect(message).toContain(
      "It leads to https://gateway.example/openai, and the credential is not sent along.",
    );
    expect(message).not.toMatch(/session|abc|top/);
  });

  it.each(["http://[", "", "::::"])("survives the location %j", async (location) => {
    expect((await redirectTo(location)).message).toMatch(/was redirected \(status 302\)\. It leads to /);
  });

  it("leaves a user name and a password out", async () => {
    const { message } = await redirectTo("https://joe:hunter22@gateway.example/openai");
    expect(message).not.toMatch(/joe|hunter22/);
  });

  it("is not what a 304 is, nor another status that leads nowhere", async () => {
    for (const status of [300, 304, 305, 399]) {
      server.script({ status });
      const error = await failureOf(
        run("createChatCompletion", { connection: keyConnection(server.url), userPrompt: "Hello" }),
      );
      expect(error).toMatchObject({ kind: "unexpectedResponse", status, attempts: 1 });
      expect(error.message).toMatch(/got something other than an answer \(status 3\d\d\)\. .*cache or proxy/);
      expect(error.message).not.toMatch(/redirected|leads to/);
    }
  });
});
