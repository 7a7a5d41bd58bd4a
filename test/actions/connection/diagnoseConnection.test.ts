import { startLocalEndpoint } from "../../../local/endpoint";
import { diagnoseConnection } from "../../../src/actions/connection/diagnoseConnection";
import type { Diagnosis } from "../../../src/client/diagnosis/diagnose";
import { checkNames } from "../../../src/client/errors/checkNames";
import { debugContext, entraConnection, keyConnection, run, testKey } from "../../support/connector";
import { shareStarted, useLocalTrust } from "../../support/hooks";
import { exposureOf, leaksIn } from "../../support/leaks";
import { type ReceivedRequest, startScriptedServer } from "../../support/scriptedServer";
import { apis, connectionTo } from "../support";

const endpoint = shareStarted(() =>
  startLocalEndpoint({ tls: true, apiKey: testKey, deployments: ["gpt-5.4"] }),
);
useLocalTrust();

beforeEach(() => {
  endpoint.requests.length = 0;
});

const diagnose = async (params: Record<string, unknown>): Promise<Diagnosis> =>
  (await run("diagnoseConnection", params)).data as Diagnosis;

describe("Diagnose Connection", () => {
  it.each(apis)("passes all checks of a key that is right (%s)", async (api) => {
    const connection = connectionTo(endpoint.url, api);
    const diagnosis = await diagnose({ connection, model: "gpt-5.4" });
    expect(diagnosis).toMatchObject({ ok: true, summary: "All checks passed.", api: api });
    expect(diagnosis.apiVersion).toBe(api === "dated" ? "2024-10-21" : null);
    expect(diagnosis.checks.map(({ check }) => check)).toEqual(checkNames);
    expect(diagnosis.checks.every(({ status, mend }) => status === "pass" && mend === "")).toBe(true);
    expect(endpoint.requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
  });

  it("passes all checks of a service principal that is right", async () => {
    const connection = entraConnection(endpoint.entra, endpoint.url);
    const diagnosis = await diagnose({ connection, model: "gpt-5.4" });
    expect(diagnosis).toMatchObject({ ok: true, endpoint: `${endpoint.url}/openai/v1`, api: "v1" });
    expect(diagnosis.checks[3]?.detail).toBe(
      "The token is for https://cognitiveservices.azure.com, and is taken.",
    );
    expect(endpoint.requests).toHaveLength(2);
  });

  it("names the nine checks in their order", () => {
    expect(checkNames).toEqual([
      "DNS",
      "TLS",
      "Credential",
      "Audience",
      "Role",
      "Network rules",
      "Deployment",
      "API version",
      "Quota headers",
    ]);
    const example = diagnoseConnection.examplePayload?.data as Diagnosis;
    expect(example.checks.map(({ check }) => check)).toEqual(checkNames);
  });

  it("needs no more than a connection, and leaves the model out when it is empty", async () => {
    const diagnosis = await diagnose({
      connection: keyConnection(endpoint.url, { defaultModel: "" }),
      model: "  ",
    });
    expect(diagnosis.ok).toBe(true);
    expect(endpoint.requests).toHaveLength(1);
  });

  it.each([
    ["no fields", { key: "apiKey", configVarKey: "c", fields: {} }],
    ["another connector's connection", { ...keyConnection("https://127.0.0.1:1"), key: "other" }],
    ["a token that was never had", { ...keyConnection("https://127.0.0.1:1"), key: "entraUser" }],
    ["a field of another kind", keyConnection("http://127.0.0.1:1", { apiKey: 5, endpoint: {} })],
  ])("throws nothing for %s", async (_what, connection) => {
    expect((await diagnose({ connection })).ok).toBe(false);
  });
});

describe("a diagnosis", () => {
  const echo =
    (status: number) => (request: ReceivedRequest, response: import("node:http").ServerResponse) => {
      response.writeHead(status, {
        "content-type": "application/json",
        "x-request-id": JSON.stringify(request.headers),
      });
      response.end(
        JSON.stringify({ error: { code: "401", message: JSON.stringify(request.headers) }, data: [] }),
      );
    };

  it.each([200, 400, 401, 403, 404, 429, 500])(
    "shows and logs no secret that a server echoes with %d",
    async (status) => {
      const server = await startScriptedServer([echo(status)], { tls: true });
      const { entra } = endpoint;
      const secrets = [testKey, "another-gateway-key-0123456789", entra?.clientSecret ?? ""];
      try {
        for (const connection of [
          keyConnection(server.url, { subscriptionKey: secrets[1] }),
          entraConnection(entra, server.url),
        ]) {
          const exposure = await exposureOf((captured) =>
            run("diagnoseConnection", { connection, model: "gpt-5.4" }, debugContext(captured)),
          );
          expect(exposure.failed).toBe(false);
          expect(exposure.logged).toContain("/models");
          const tokens = (entra?.tokensIssued ?? []).map(({ token }) => token.split(".")[1] ?? "");
          expect(leaksIn(exposure, [...secrets, ...tokens])).toEqual([]);
        }
      } finally {
        await server.close();
      }
    },
  );

  it("does not show a key that was entered as the model", async () => {
    const server = await startScriptedServer([{ body: { data: [], choices: [{}] } }]);
    const connection = keyConnection(server.url);
    const exposure = await exposureOf(() => run("diagnoseConnection", { connection, model: testKey }));
    await server.close();
    expect(exposure.output).toContain("[redacted] is there.");
    expect(leaksIn(exposure, [testKey])).toEqual([]);
  });

  it("asks a service that goes on refusing twice at most", async () => {
    for (const status of [400, 401, 403, 404, 408, 429, 500, 503]) {
      const server = await startScriptedServer([{ status }], { tls: true });
      await diagnose({ connection: entraConnection(endpoint.entra, server.url), model: "gpt-5.4" });
      expect(server.requests.length).toBeLessThanOrEqual(2);
      await server.close();
    }
  });
});
