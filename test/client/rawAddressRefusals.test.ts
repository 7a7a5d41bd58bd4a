import fc from "fast-check";
import { deploymentsPathOf } from "../../src/client/endpoint/address";
import type { ModelsEndpoint } from "../../src/client/endpoint/endpoint";
import { resolveRawUrl } from "../../src/client/endpoint/rawAddress";
import { resolveEndpoint } from "../../src/client/endpoint/resolveEndpoint";
import { failureOf, keyConnection, run, testKey } from "../support/connector";
import { shareServer } from "../support/hooks";
import type { ScriptedServer } from "../support/scriptedServer";

const seed = 20261121;

const server = shareServer([{ body: {} }]);
const stranger = shareServer([{ body: {} }]);
beforeEach(() => {
  server.script({ body: {} });
  stranger.script({ body: {} });
});

const send = (url: string, prefix = "") =>
  run("rawRequest", { connection: keyConnection(`${server.url}${prefix}`), url, method: "GET" });

const hostOf = (target: ScriptedServer) => new URL(target.url).host;

describe("a URL of another origin is refused before anything is sent", () => {
  it.each<[what: string, url: () => string]>([
    ["http", () => `${stranger.url}/v1/models`],
    ["https", () => "https://evil.example/v1/models"],
    ["upper case", () => stranger.url.toUpperCase()],
    ["the same host by https", () => server.url.replace("http:", "https:")],
    [
      "the same host at another port",
      () => `http://127.0.0.1:${Number(new URL(server.url).port) + 1}/v1/models`,
    ],
    ["the same host without its port", () => "http://127.0.0.1/v1/models"],
    ["the same address by another name", () => server.url.replace("127.0.0.1", "localhost")],
    ["no scheme", () => `//${hostOf(stranger)}/v1/models`],
    ["three slashes", () => `///${hostOf(stranger)}/v1/models`],
    ["no slashes", () => `http:${hostOf(stranger)}/v1/models`],
    ["one slash", () => `http:/${hostOf(stranger)}/v1/models`],
    ["a backslash for a slash", () => `/\\${hostOf(stranger)}/v1/models`],
    ["two backslashes", () => `\\\\${hostOf(stranger)}/v1/models`],
    ["backslashes behind the scheme", () => `http:\\\\${hostOf(stranger)}\\v1`],
    ["our host as the user name", () => `http://${hostOf(server)}@${hostOf(stranger)}/v1/models`],
    ["our host as user name and password", () => `http://127.0.0.1:80@${hostOf(stranger)}/v1/models`],
    ["our host behind a backslash", () => `http://${hostOf(stranger)}\\@${hostOf(server)}/v1`],
    ["our host behind a hash", () => `http://${hostOf(stranger)}#@${hostOf(server)}/v1`],
    ["our host behind a question mark", () => `http://${hostOf(stranger)}?@${hostOf(server)}/v1`],
    ["our host as the first label", () => `http://${hostOf(server)}.evil.example/v1`],
    ["a user name on our host", () => `http://joe@${hostOf(server)}/v1/models`],
    ["a password on our host", () => `http://:pw@${hostOf(server)}/v1/models`],
    ["a tab in the scheme", () => `ht\ttp://${hostOf(stranger)}/v1`],
    ["a tab between the slashes", () => `/\t/${hostOf(stranger)}/v1`],
    ["a line break between the slashes", () => `/\n/${hostOf(stranger)}/v1`],
    ["a carriage return in front", () => `/\r\n/${hostOf(stranger)}/v1`],
    ["a null character", () => `\u0000//${hostOf(stranger)}/v1`],
    ["spaces in front", () => `   //${hostOf(stranger)}/v1`],
    ["a no-break space in front", () => `\u00a0//${hostOf(stranger)}/v1`],
    ["another protocol", () => `ftp://${hostOf(server)}/v1`],
    ["a file", () => "file:///etc/passwd"],
    ["data", () => "data:application/json,{}"],
    ["a web socket", () => server.url.replace("http:", "ws:")],
    ["a host that is no host", () => "https://"],
    ["a scheme alone", () => "http:"],
  ])("%s", async (_what, url) => {
    const { message } = await failureOf(send(url()));
    expect(message).toMatch(/^URL: .* Enter a path such as \/v1\/models\.$/);
    expect(message).not.toContain(testKey);
    expect(server.requests).toEqual([]);
    expect(stranger.requests).toEqual([]);
  });
});

const climbing = [
  "/..",
  "/../models",
  "../models",
  "..",
  ".",
  "/./models",
  "/v1/../../secrets",
  "/v1/../models",
  "/openai/v1/../../admin",
  "/openai/deployments/../../admin",
  "/models/..",
  "/models/..?x=1",
  "/models/..#x",
  "/%2e%2e/models",
  "/%2E%2e/models",
  "/.%2e/models",
  "/%2e./models",
  "/%2e/models",
  "/%252e%252e/models",
  "/%25252e%25252e/models",
  "/..%2f..%2fmodels",
  "/..%2F..%2Fmodels",
  "/%2e%2e%2fmodels",
  "/%2e%2e%252fmodels",
  "/v1%2f..%2f..%2fadmin",
  "/..%5c..%5cadmin",
  "/..%255cadmin",
  "/%2e%2e/%2e%2e/admin/%zz",
  "/%2e%2e/%2e%2e/admin/%",
  "/.%2e/%ff",
  "/%2e%2e/%c0%ae",
  "/models/%2e%2e/%E0%A4%A",
];

describe("a path that climbs out of the base is refused before anything is sent", () => {
  it.each(climbing)("%s", async (path) => {
    const { message } = await failureOf(send(path));
    expect(message).toMatch(/^URL: .* Enter a path such as \/v1\/models\.$/);
    expect(server.requests).toEqual([]);
  });

  it.each(climbing.filter((path) => path.startsWith("/")))(
    "%s, as a whole URL of our own origin",
    async (path) => {
      const { message } = await failureOf(send(`${server.url}${path}`));
      expect(message).toMatch(/^URL: .* Enter a path such as \/v1\/models\.$/);
      expect(server.requests).toEqual([]);
    },
  );

  it.each([
    "/%2e%2e/%2e%2e/%2e%2e/admin/%zz",
    "/%2e%2e/%2e%2e/%2e%2e/teammate/%zz",
    "/team/../teammate",
    "/%2e%2e/%2e%2e/%2e%2e/team%zz",
  ])("%s, out of a gateway's prefix", async (path) => {
    await failureOf(send(path, "/team"));
    expect(server.requests).toEqual([]);
  });
});

it.each([
  ["half a character", "/models/\ud83d"],
  ["half a character in the query", "/models?after=\udc00"],
  ["a #", "/vector_stores/a#b/files"],
  ["20,000 characters", `/models/${"a".repeat(20_000)}`],
  ["an encoding 50,000 deep", `/v1/%${"25".repeat(50_000)}2e`],
])("a URL with %s is refused", async (_what, url) => {
  expect((await failureOf(send(url))).message).toMatch(/^URL: it .* Enter a path such as \/v1\/models\.$/);
  expect(server.requests).toEqual([]);
});

it.each(["", "/openai/v1"])("a dot segment behind an encoding of any depth is refused (%s)", (prefix) => {
  const endpoint = resolveEndpoint({ endpoint: "https://gw.example/team" });
  for (let depth = 0; depth < 2500; depth += 100) {
    const url = `${prefix}/%${"25".repeat(depth)}2e%${"25".repeat(depth)}2E%${"25".repeat(depth)}2fx`;
    expect(() => resolveRawUrl(endpoint, { method: "GET", url, query: [] })).toThrow(/^URL: it climbs/);
  }
});

it("an empty URL is refused", async () => {
  expect((await failureOf(send("  "))).message).toMatch(/^URL: /);
  expect(server.requests).toEqual([]);
});

describe("whatever is entered", () => {
  const origin = "https://gw.example:8443";
  const endpoints: ModelsEndpoint[] = [
    resolveEndpoint({ endpoint: origin }),
    resolveEndpoint({ endpoint: origin, apiVersion: "2024-10-21" }),
    resolveEndpoint({ endpoint: `${origin}/team/a` }),
    resolveEndpoint({ endpoint: `${origin}/team/a`, apiVersion: "preview" }),
    resolveEndpoint({ endpoint: `${origin}/team/a/openai`, apiVersion: "2025-04-01-preview" }),
    resolveEndpoint({ endpoint: `${origin}/v1` }),
    resolveEndpoint({ endpoint: `${origin}/llm/v1` }),
    resolveEndpoint({ endpoint: `${origin}/llm`, isOpenAIKey: true }),
    resolveEndpoint({ endpoint: `${origin}/team/a/deployments/d/chat/completions` }),
    resolveEndpoint({ endpoint: `${origin}/team/a/chat/completions?api-version=2024-10-21` }),
    resolveEndpoint({ endpoint: `${origin}/v1/a/g/azure-openai/r/d` }),
  ];
  // biome-ignore format: one line reads better than forty
  const tricks = [
    "/", "//", "///", "\\", "%2f", "%2F", "%5c", "%252f", ".", "..", "%2e", "%2E", "%252e", "%252e%252e", ".%2e", "%2e%2e",
    "..;", "%00", "%zz", "%", "%c0%ae", "%ff", "@", ":", "::", "#", "?", "&", "=", ";", " ", "\t", "\n", "\r", "\u0000", "\u00a0", "\ufeff",
    "\u2024", "\uff0e", "\uff0f", "\u2215", "[::1]", "http:", "https:", "HTTPS://", "javascript:", "file:", "evil.example",
    "//evil.example", origin, "gw.example", "gw.example:8443", "user:pw@", "team", "/team/a", "/team/ab", "v1", "openai", "/openai/v1",
    "/openai/deployments", "deployments", "models", "chat/completions", "localhost", "0", "%0a", "%0d%0a",
  ];
  const entered = fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .array(fc.constantFrom(...tricks), { minLength: 1, maxLength: 9 })
        .map((parts) => parts.join("")),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.oneof(fc.constantFrom(...tricks), fc.string({ maxLength: 4 })), { maxLength: 6 })
        .map((parts) => parts.join("")),
    },
    { weight: 1, arbitrary: fc.webUrl() },
  );
  const model = fc.oneof(
    fc.constantFrom("m", "..", ".", "../..", "a/b", "%2e%2e", "\\..\\", "//x"),
    fc.string({ maxLength: 5 }),
  );

  it("the credential goes to the endpoint's origin and stays below its base", () => {
    let accepted = 0;
    const property = fc.property(
      fc.constantFrom(...endpoints),
      fc.constantFrom("GET", "POST"),
      entered,
      model,
      (endpoint, method, url, name) => {
        let resolved: URL;
        try {
          resolved = resolveRawUrl(endpoint, { method, url, query: [], model: name });
        } catch (error) {
          expect((error as Error).message).toMatch(/^URL: /);
          return;
        }
        accepted += 1;
        const { basePath } = endpoint;
        const root = endpoint.api === "v1" ? endpoint.datedPath : undefined;
        const roots = [root ?? basePath, deploymentsPathOf(endpoint) ?? basePath];
        expect([resolved.origin, resolved.username, resolved.password]).toEqual([endpoint.origin, "", ""]);
        const isBelow = roots.some(
          (root) => resolved.pathname === root || resolved.pathname.startsWith(`${root}/`),
        );
        expect(isBelow ? "below" : resolved.href).toBe("below");
      },
    );
    fc.assert(property, { seed, numRuns: 30_000 });
    expect(accepted).toBeGreaterThan(3000);
  });
});
