import { type EntraAuthority, type LocalEndpoint, startLocalEndpoint } from "../../../local/endpoint";
import { entraToken } from "../../../src/client/identity/entraTokens";
import { entraConnection, failureOf, run } from "../../support/connector";
import { useLocalTrust, useTestClock } from "../../support/hooks";

const minute = 60_000;
const lifetimeMinutes = 60;

const clock = useTestClock(Date.now);
let endpoint: LocalEndpoint;
let entra: EntraAuthority;
useLocalTrust();

const start = async (tokenLifetimeSeconds: number) => {
  endpoint = await startLocalEndpoint({
    tls: true,
    clock: { nowMs: () => clock.now(), wait: async () => undefined },
    entra: { tokenLifetimeSeconds, clock: { nowMs: () => clock.now(), wait: async () => undefined } },
  });
  if (!endpoint.entra) throw new Error("no authority");
  entra = endpoint.entra;
};

// An authority for each test: tokens are kept by the authority's address.
beforeEach(async () => {
  // The identity library reckons in the machine's time.
  await start(lifetimeMinutes * 60);
});
afterEach(async () => {
  await endpoint.close();
});

const tokenRequests = () => entra.requests.filter(({ path }) => path.endsWith("/token"));
const bearers = () =>
  endpoint.requests.map(({ headers }) => headers["authorization"]?.replace("Bearer ", ""));
const token = (index: number) => entra.tokensIssued[index]?.token;

const chat = (fields: Record<string, unknown> = {}, requestOptions: Record<string, string> = {}) =>
  run("createChatCompletion", {
    connection: entraConnection(entra, endpoint.url, fields),
    model: "gpt-5.4",
    userPrompt: "Hello",
    requestOptions,
  });

describe("a token", () => {
  it("goes out as a bearer, and no key beside it", async () => {
    await chat();
    expect(bearers()).toEqual([token(0)]);
    expect(endpoint.requests[0]?.headers).not.toHaveProperty("api-key");
  });

  it("is asked for with the client's secret and the cloud's scope", async () => {
    await chat();
    const { clientId, clientSecret } = entra;
    expect(tokenRequests()).toMatchObject([
      {
        path: `/${entra.tenantId}/oauth2/v2.0/token`,
        form: { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret },
      },
    ]);
    expect(tokenRequests()[0]?.form["scope"]).toMatch(/^https:\/\/cognitiveservices\.azure\.com\/\.default/);
  });

  it("is shared by a hundred concurrent calls", async () => {
    await Promise.all(Array.from({ length: 100 }, () => chat()));
    expect(tokenRequests()).toHaveLength(1);
    expect(new Set(bearers())).toEqual(new Set([token(0)]));
    expect(endpoint.requests).toHaveLength(100);
  });

  it("is kept from one step to the next", async () => {
    await chat();
    await chat();
    await run("rawRequest", {
      connection: entraConnection(entra, endpoint.url),
      url: "/v1/models",
      method: "GET",
    });
    expect(tokenRequests()).toHaveLength(1);
  });

  it.each<[what: string, fields: Record<string, unknown>]>([
    ["client", { clientId: "22222222-0000-4000-8000-000000000000" }],
    ["secret", { clientSecret: "another~secret~value" }],
    ["tenant", { tenantId: "33333333-0000-4000-8000-000000000000" }],
  ])("is not given to another %s", async (_what, fields) => {
    await chat();
    await failureOf(chat(fields));
    expect(endpoint.requests).toHaveLength(1);
    await chat();
    expect(entra.tokensIssued).toHaveLength(1);
  });

  it("is one for each scope", async () => {
    const { tenantId, clientId, clientSecret, authorityHost } = entra;
    const proof = { type: "secret", secret: clientSecret } as const;
    const request = { tenantId, clientId, proof, authorityHost };
    const scopes = ["https://cognitiveservices.azure.com/.default", "https://ai.azure.com/.default"];
    const tokens = await Promise.all(
      [...scopes, ...scopes].map((scope) => entraToken({ ...request, scope })),
    );
    expect(new Set(tokens).size).toBe(2);
    expect(tokens.slice(0, 2)).toEqual(tokens.slice(2));
  });
});

describe("renewal ahead of time", () => {
  it("leaves a token alone while more than five minutes of it are left", async () => {
    await chat();
    clock.advance((lifetimeMinutes - 6) * minute);
    await chat();
    expect(tokenRequests()).toHaveLength(1);
  });

  it("replaces a token in its last five minutes", async () => {
    await chat();
    clock.advance((lifetimeMinutes - 4) * minute);
    await chat();
    expect(bearers()).toEqual([token(0), token(1)]);
  });

  it("waits for the second half of a short life", async () => {
    await endpoint.close();
    await start(240);
    await chat();
    clock.advance(1.5 * minute);
    await chat();
    expect(tokenRequests()).toHaveLength(1);
    clock.advance(minute);
    await chat();
    expect(tokenRequests()).toHaveLength(2);
  });

  it("that fails lets the old token serve to its end", async () => {
    await chat();
    clock.advance((lifetimeMinutes - 2) * minute);
    entra.failNextWith("AADSTS7000222");
    await chat();
    expect(bearers()).toEqual([token(0), token(0)]);
    clock.advance(3 * minute);
    entra.failNextWith("AADSTS7000222");
    expect((await failureOf(chat())).message).toContain("Client Secret has expired");
  });
});

describe("a token that the service refuses", () => {
  it("is renewed once, and no retry is spent on it", async () => {
    await chat();
    entra.revokeAll();
    await chat({}, { maxRetries: "0" });
    expect(endpoint.requests.map(({ status }) => status)).toEqual([200, 401, 200]);
    expect(bearers()).toEqual([token(0), token(0), token(1)]);
    expect(clock.waits).toEqual([]);
  });

  it("is renewed once by all the calls that it was refused to", async () => {
    await chat();
    entra.revokeAll();
    await Promise.all(Array.from({ length: 20 }, () => chat()));
    expect(tokenRequests()).toHaveLength(2);
  });

  it("a second time is the error", async () => {
    endpoint.enqueueFaults({ kind: "status", status: 401, times: 5 });
    const error = await failureOf(chat());
    expect(error).toMatchObject({ name: "ConnectionError", status: 401, kind: "rejected", attempts: 2 });
    expect(endpoint.requests).toHaveLength(2);
    expect(tokenRequests()).toHaveLength(2);
    expect(error.message).toContain("Check that the identity may use the resource");
  });

  it("for want of a role is not renewed, since no token changes that", async () => {
    const body = {
      error: { code: "PermissionDenied", message: "The principal lacks the required data action." },
    };
    endpoint.enqueueFaults({ kind: "status", status: 401, body });
    const error = await failureOf(chat());
    expect(error).toMatchObject({ status: 401, code: "PermissionDenied", attempts: 1 });
    expect(error.message).toContain("Cognitive Services OpenAI User");
    expect(tokenRequests()).toHaveLength(1);
  });

  it("is renewed for a request that creates something too: it was refused", async () => {
    await chat();
    entra.revokeAll();
    const file = {
      formData: [{ key: "purpose", value: "batch" }],
      fileData: [{ key: "file", value: "{}\n" }],
    };
    await run("rawRequest", {
      connection: entraConnection(entra, endpoint.url),
      url: "/v1/files",
      method: "POST",
      ...file,
    });
    expect(endpoint.requests.map(({ status }) => status).slice(1)).toEqual([401, expect.any(Number)]);
    expect(tokenRequests()).toHaveLength(2);
  });
});

it("a key that is refused is not tried again", async () => {
  const connection = {
    key: "apiKey",
    configVarKey: "",
    fields: { apiKey: "wrong-key-000000", endpoint: endpoint.url },
  };
  const error = await failureOf(
    run("createChatCompletion", { connection, model: "gpt-5.4", userPrompt: "Hello" }),
  );
  expect(error).toMatchObject({ status: 401, attempts: 1 });
  expect(endpoint.requests).toHaveLength(1);
});
