import { type Gateway, type GatewayOptions, startGateway, startLocalEndpoint } from "../../../local/endpoint";
import { useClosing, useLocalTrust, useStarted } from "../../support/hooks";
import { ask, chatPath, tokenFor, withToken } from "./support";

const gatewayScope = "api://local-gateway";

useLocalTrust();
let nowMs = Date.parse("2026-11-21T09:00:00Z");
const clock = { nowMs: () => nowMs, wait: async () => undefined };
const backend = useStarted(() =>
  startLocalEndpoint({ tls: true, clock, entra: { resources: [gatewayScope] } }),
);
const closeLater = useClosing();

const start = async (options: Partial<GatewayOptions> = {}) => {
  const gateway = await startGateway({ backend, clock, ...options });
  closeLater(gateway);
  return gateway;
};

const entra = () => {
  if (backend.entra === undefined) throw new Error("The endpoint has no Entra authority.");
  return backend.entra;
};

const withKey = ({ subscriptionKeyHeader, subscriptionKey = "" }: Gateway) => ({
  [subscriptionKeyHeader]: subscriptionKey,
});

const chat = async (
  gateway: Gateway,
  headers: Record<string, string> = withKey(gateway),
  path = chatPath,
) => {
  const response = await fetch(`${gateway.endpoint}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(ask("What is 6 times 7?")),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? "" : JSON.parse(text) };
};

describe("passing on", () => {
  test("takes the prefix and the key off, and puts the backend's own key on", async () => {
    const gateway = await start({ prefix: "/team/models", tls: true });
    expect(gateway.endpoint).toBe(`${gateway.url}/team/models`);
    const headers = { ...withKey(gateway), "x-team": "finance" };
    const { status, body } = await chat(gateway, headers, `${chatPath}?tier=gold`);
    expect([status, body.choices[0].message.content]).toEqual([200, "42"]);
    expect(gateway.requests).toMatchObject([
      {
        path: `/team/models${chatPath}`,
        query: { tier: "gold" },
        headers: { "ocp-apim-subscription-key": gateway.subscriptionKey, "x-team": "finance" },
        status: 200,
      },
    ]);
    const [passed] = backend.requests;
    expect(passed).toMatchObject({ path: chatPath, query: { tier: "gold" } });
    expect(passed?.headers).toMatchObject({ "api-key": backend.apiKey, "x-team": "finance" });
    expect(passed?.headers).not.toHaveProperty("ocp-apim-subscription-key");
  });

  test("hands the backend's errors and headers back as they are", async () => {
    const gateway = await start();
    backend.enqueueFaults({ kind: "rateLimited", retryAfter: 7 });
    const { status, headers, body } = await chat(gateway);
    expect([status, body.error.code, headers.get("retry-after")]).toEqual([429, "429", "7"]);
    expect(headers.get("apim-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("leaves the caller's credential alone when told so", async () => {
    const gateway = await start({ backendCredential: "caller", subscriptionKeyHeader: "api-key" });
    const token = await tokenFor(entra());
    expect((await chat(gateway, { ...withKey(gateway), ...withToken(token) })).status).toBe(200);
    expect(backend.requests[0]?.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      "api-key": gateway.subscriptionKey,
    });
  });

  test("that meets a broken connection is 500 in the gateway's shape", async () => {
    const gateway = await start();
    backend.enqueueFaults({ kind: "reset" });
    expect(await chat(gateway)).toMatchObject({ status: 500, body: { statusCode: 500 } });
  });
});

describe("the subscription key", () => {
  test.each(["Ocp-Apim-Subscription-Key", "api-key", "x-my-key"])("may be asked for in %s", async (name) => {
    const gateway = await start({ subscriptionKeyHeader: name });
    expect((await chat(gateway)).status).toBe(200);
    const missing = await chat(gateway, { "x-other": "1" });
    expect(missing.status).toBe(401);
    expect(missing.headers.get("www-authenticate")).toContain(`name="${name}"`);
    expect(missing.body).toEqual({
      statusCode: 401,
      message: expect.stringContaining("missing subscription key"),
    });
    const invalid = await chat(gateway, { [name]: "wrong" });
    expect(invalid.body).toEqual({
      statusCode: 401,
      message: expect.stringContaining("invalid subscription key"),
    });
    expect(backend.requests).toHaveLength(1);
  });

  test("may stand in the query, from where it is not passed on", async () => {
    const gateway = await start();
    const path = `${chatPath}?subscription-key=${gateway.subscriptionKey}&tier=gold`;
    expect((await chat(gateway, {}, path)).status).toBe(200);
    expect(backend.requests[0]?.query).toEqual({ tier: "gold" });
  });

  test("may be none", async () => {
    const gateway = await start({ subscriptionKey: null });
    expect(gateway.subscriptionKey).toBeUndefined();
    expect((await chat(gateway, {})).status).toBe(200);
  });
});

describe("a token that the gateway wants", () => {
  const startWithBearer = () =>
    start({ bearer: { issuer: entra(), audiences: [gatewayScope] }, backendCredential: "gateway" });

  test("gets through beside the key", async () => {
    const gateway = await startWithBearer();
    const token = await tokenFor(entra(), `${gatewayScope}/.default`);
    expect((await chat(gateway, { ...withKey(gateway), ...withToken(token) })).status).toBe(200);
    expect(backend.requests[0]?.headers).not.toHaveProperty("authorization");
  });

  test("is 401 when it is missing, forged, for another audience or over", async () => {
    const gateway = await startWithBearer();
    const good = await tokenFor(entra(), `${gatewayScope}/.default`);
    const other = await tokenFor(entra());
    const messageWith = async (headers: Record<string, string>) => {
      const { status, body } = await chat(gateway, { ...withKey(gateway), ...headers });
      expect([status, body.statusCode]).toEqual([401, 401]);
      return body.message;
    };
    expect(await messageWith({})).toBe("JWT not present.");
    expect(await messageWith(withToken("a.b.c"))).toContain("Signature validation failed");
    expect(await messageWith(withToken(other))).toContain("Audience validation failed");
    nowMs += 3_601_000;
    expect(await messageWith(withToken(good))).toContain("Lifetime validation failed");
  });
});

describe("operations", () => {
  const dated = "/openai/deployments/gpt-5.4/chat/completions?api-version=2024-10-21";

  test.each([chatPath, dated])("of the imported API are served at %s", async (path) => {
    const gateway = await start({ operations: ["/chat/completions"] });
    expect((await chat(gateway, withKey(gateway), path)).status).toBe(200);
  });

  test.each(["/openai/v1/responses", "/openai/v1/models", "/nothing"])(
    "outside of it are 404 in the gateway's shape at %s",
    async (path) => {
      const gateway = await start({ operations: ["/chat/completions"] });
      expect(await chat(gateway, withKey(gateway), path)).toMatchObject({
        status: 404,
        body: { statusCode: 404, message: "Resource not found" },
      });
      expect(backend.requests).toEqual([]);
    },
  );

  test("without the prefix are 404 too", async () => {
    const gateway = await start({ prefix: "/team" });
    expect((await chat({ ...gateway, endpoint: gateway.url })).status).toBe(404);
  });
});

describe("policies", () => {
  test("a rate limit is 429 with the wait, until the period is over", async () => {
    const gateway = await start({ rateLimit: { calls: 1, renewalSeconds: 10 } });
    expect((await chat(gateway)).status).toBe(200);
    nowMs += 4000;
    const { status, headers, body } = await chat(gateway);
    expect([status, headers.get("retry-after")]).toEqual([429, "6"]);
    expect(body).toEqual({ statusCode: 429, message: "Rate limit is exceeded. Try again in 6 seconds." });
    nowMs += 6000;
    expect((await chat(gateway)).status).toBe(200);
  });

  test("a quota is 403 with the time until there is more", async () => {
    const gateway = await start({ quota: { calls: 1, renewalSeconds: 7265 } });
    await chat(gateway);
    expect(await chat(gateway)).toMatchObject({
      status: 403,
      body: { message: "Out of call volume quota. Quota will be replenished in 02:01:05." },
    });
  });

  test("a forbidden address is 403", async () => {
    const { status, body } = await chat(await start({ isAddressForbidden: true }));
    expect([status, body.statusCode]).toEqual([403, 403]);
  });

  test("a backend that is down is 503 without a body", async () => {
    const { status, headers, body } = await chat(await start({ isBackendDown: true }));
    expect([status, body, headers.get("content-type")]).toEqual([503, "", null]);
  });

  test("a fault comes before them all", async () => {
    const gateway = await start({ faults: [{ kind: "status", status: 503, body: "" }] });
    expect((await chat(gateway, {})).status).toBe(503);
    expect((await chat(gateway)).status).toBe(200);
  });
});

describe("made-up headers", () => {
  const madeUp = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`x-own-${index}`, "1"]));

  test.each([
    [10, 200],
    [11, 431],
  ])("%d of them are %d where ten are allowed", async (count, expected) => {
    const gateway = await start({ mostCustomHeaders: 10, subscriptionKeyHeader: "x-key" });
    const headers = { ...withKey(gateway), ...madeUp(count), "x-ms-client-request-id": "mine" };
    expect((await chat(gateway, headers)).status).toBe(expected);
    expect(gateway.customHeaders).toEqual([Object.keys(madeUp(count))]);
  });

  test("are counted and not limited unless asked", async () => {
    const gateway = await start();
    expect((await chat(gateway, { ...withKey(gateway), ...madeUp(20) })).status).toBe(200);
    expect(gateway.customHeaders[0]).toHaveLength(20);
  });
});
