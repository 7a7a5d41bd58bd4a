import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { ClientSecretCredential } from "@azure/identity";
import { type LocalEndpoint, startLocalEndpoint } from "../../../local/endpoint";
import { ask, call, chatPath } from "./support";

const azureScope = "https://cognitiveservices.azure.com/.default";

describe("keys", () => {
  let endpoint: LocalEndpoint;

  beforeAll(async () => {
    endpoint = await startLocalEndpoint({ apiKey: "my-own-key" });
  });

  afterAll(() => endpoint.close());

  const statusWith = async (path: string, headers: Record<string, string>) => {
    const response = await fetch(`${endpoint.url}${path}`, { headers });
    return {
      status: response.status,
      body: (await response.json()) as { error: { code: string; message: string } },
    };
  };

  test("Azure takes the key in its own header or as a bearer", async () => {
    expect((await statusWith("/openai/v1/models", { "api-key": "my-own-key" })).status).toBe(200);
    expect((await statusWith("/openai/v1/models", { authorization: "Bearer my-own-key" })).status).toBe(200);
  });

  test("OpenAI takes a bearer only", async () => {
    expect((await statusWith("/v1/models", { authorization: "Bearer my-own-key" })).status).toBe(200);
    expect((await statusWith("/v1/models", { "api-key": "my-own-key" })).status).toBe(401);
  });

  test.each([{}, { "api-key": "wrong" }, { authorization: "Bearer wrong" }] as Record<string, string>[])(
    "Azure refuses %j in the gateway's shape",
    async (headers) => {
      const { status, body } = await statusWith("/openai/v1/models", headers);
      expect([status, body.error.code]).toEqual([401, "401"]);
      expect(body.error.message).toContain("invalid subscription key or wrong API endpoint");
    },
  );

  test("OpenAI names the code of a wrong key and never repeats the key", async () => {
    const { status, body } = await statusWith("/v1/models", { authorization: "Bearer wrong-secret" });
    expect([status, body.error.code]).toEqual([401, "invalid_api_key"]);
    expect(JSON.stringify(body)).not.toContain("wrong-secret");
  });

  test("a stranger learns nothing about paths", async () => {
    expect((await statusWith("/openai/nothing", {})).status).toBe(401);
  });
});

describe("Entra tokens over TLS", () => {
  let endpoint: LocalEndpoint;
  let authorities: string[];
  let nowMs = Date.parse("2026-11-21T09:00:00Z");

  beforeAll(async () => {
    const clock = { nowMs: () => nowMs, wait: async () => undefined };
    endpoint = await startLocalEndpoint({ tls: true, clock, entra: { tokenLifetimeSeconds: 600 } });
    authorities = getCACertificates("default");
    setDefaultCACertificates([...authorities, endpoint.certificate ?? ""]);
  });

  afterAll(async () => {
    setDefaultCACertificates(authorities);
    await endpoint.close();
  });

  const entra = () => {
    if (endpoint.entra === undefined) throw new Error("The endpoint has no Entra authority.");
    return endpoint.entra;
  };

  const credential = (overrides: { tenantId?: string; clientId?: string; clientSecret?: string } = {}) => {
    const { tenantId, clientId, clientSecret, authorityHost } = entra();
    return new ClientSecretCredential(
      overrides.tenantId ?? tenantId,
      overrides.clientId ?? clientId,
      overrides.clientSecret ?? clientSecret,
      { authorityHost, disableInstanceDiscovery: true, retryOptions: { maxRetries: 0 } },
    );
  };

  const statusWithToken = async (token: string): Promise<number> => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const response = await fetch(`${endpoint.url}${chatPath}`, {
      method: "POST",
      headers,
      body: JSON.stringify(ask("hi")),
    });
    return response.status;
  };

  test("the endpoint speaks https with a certificate for localhost", async () => {
    expect(endpoint.url).toMatch(/^https:\/\/localhost:\d+$/);
    expect((await call(endpoint, chatPath, ask("hi"))).status).toBe(200);
  });

  test("@azure/identity gets a token that the endpoint accepts", async () => {
    const { token } = await credential().getToken(azureScope);
    expect(entra().tokensIssued.at(-1)?.audience).toBe("https://cognitiveservices.azure.com");
    expect(
      entra().requests.map(({ method, path }) => `${method} ${path.replace(entra().tenantId, "TENANT")}`),
    ).toEqual(["GET /TENANT/v2.0/.well-known/openid-configuration", "POST /TENANT/oauth2/v2.0/token"]);
    expect(await statusWithToken(token)).toBe(200);
  });

  test("an expired, revoked or unknown token is refused", async () => {
    const { token } = await credential().getToken(azureScope);
    nowMs += 601_000;
    expect(await statusWithToken(token)).toBe(401);
    const second = await credential().getToken("https://ai.azure.com/.default");
    expect(await statusWithToken(second.token)).toBe(200);
    entra().revokeAll();
    expect(await statusWithToken(second.token)).toBe(401);
    expect(await statusWithToken("eyJhbGciOiJub25lIn0.eyJhdWQiOiJ4In0.x")).toBe(401);
  });

  test.each([
    [{ clientSecret: "wrong" }, 7000215, "invalid_client", 401],
    [{ clientId: "99999999-0000-4000-8000-000000000000" }, 700016, "unauthorized_client", 400],
    [{ tenantId: "99999999-0000-4000-8000-000000000000" }, 90002, "invalid_request", 400],
  ])("%j fails with AADSTS%i", async (overrides, code, error, status) => {
    const failure = credential(overrides).getToken(azureScope);
    await expect(failure).rejects.toThrow(code === 90002 ? /90002|endpoints_resolution/ : `AADSTS${code}`);
    const { authorityHost, tenantId, clientId, clientSecret } = { ...entra(), ...overrides };
    const response = await fetch(`${authorityHost}/${tenantId}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
        scope: azureScope,
      }),
    });
    const body = (await response.json()) as Record<string, unknown>;
    expect(response.status).toBe(status);
    expect(body).toMatchObject({ error, error_codes: [code], correlation_id: expect.any(String) });
    expect(body["error_description"]).toMatch(new RegExp(`^AADSTS${code}: `));
  });

  test("an unknown audience is refused", async () => {
    await expect(credential().getToken("https://graph.microsoft.com/.default")).rejects.toThrow(
      "AADSTS500011",
    );
  });

  test("the next failure can be chosen", async () => {
    entra().failNextWith("AADSTS7000222");
    await expect(credential().getToken(azureScope)).rejects.toThrow("AADSTS7000222");
    await expect(credential().getToken(azureScope)).resolves.toHaveProperty("token");
  });

  test("an assertion that no registered certificate signed is refused", async () => {
    const { authorityHost, tenantId, clientId } = entra();
    const response = await fetch(`${authorityHost}/${tenantId}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: "a.b.c",
        scope: azureScope,
      }),
    });
    expect(await response.json()).toMatchObject({
      error: "invalid_client",
      error_codes: [expect.any(Number)],
    });
  });

  test("instance discovery is answered", async () => {
    const response = await fetch(`${entra().authorityHost}/common/discovery/instance?api-version=1.1`);
    expect(await response.json()).toMatchObject({ metadata: [{ aliases: [expect.any(String)] }] });
  });
});
