import {
  type LocalEndpoint,
  type LocalEndpointOptions,
  startEntraAuthority,
  startLocalEndpoint,
} from "../../../local/endpoint";
import { shareStarted, useClosing, useLocalTrust } from "../../support/hooks";
import { ask, call, chatPath, get, tokenFor, withToken } from "./support";

const datedChat = "/openai/deployments/gpt-5.4/chat/completions?api-version=2024-10-21";

useLocalTrust();
const authority = shareStarted(() => startEntraAuthority({ clock, tokenLifetimeSeconds: 600 }));
const closeLater = useClosing();
let nowMs = Date.parse("2026-11-21T09:00:00Z");
const clock = { nowMs: () => nowMs, wait: async () => undefined };

async function start(options: LocalEndpointOptions = {}) {
  const endpoint = await startLocalEndpoint({ authority, clock, ...options });
  closeLater(endpoint);
  return endpoint;
}

const models = async ({ url }: LocalEndpoint, token: string) =>
  get(`${url}/openai/v1/models`, withToken(token));

describe("a token", () => {
  test.each(["https://cognitiveservices.azure.com", "https://ai.azure.com"])(
    "for %s is accepted",
    async (audience) => {
      const endpoint = await start();
      expect((await models(endpoint, await tokenFor(authority, `${audience}/.default`))).status).toBe(200);
    },
  );

  test.each(["https://cognitiveservices.azure.us", "https://management.azure.com"])(
    "for %s is for somebody else",
    async (audience) => {
      const endpoint = await start();
      const { status, body } = await models(endpoint, await tokenFor(authority, `${audience}/.default`));
      expect([status, body.statusCode]).toEqual([401, 401]);
      expect(body.message).toContain("audience is incorrect (https://cognitiveservices.azure.com)");
    },
  );

  test("is for the cloud that the resource is in", async () => {
    const endpoint = await start({ access: { cloud: "usGovernment" } });
    const token = await tokenFor(authority, "https://cognitiveservices.azure.us/.default");
    expect((await models(endpoint, token)).status).toBe(200);
    expect((await models(endpoint, await tokenFor(authority))).status).toBe(401);
  });

  test("may be for whom the endpoint says", async () => {
    const endpoint = await start({ access: { audiences: ["https://management.azure.com/"] } });
    const token = await tokenFor(authority, "https://management.azure.com/.default");
    expect((await models(endpoint, token)).status).toBe(200);
  });

  test("is over by the endpoint's clock", async () => {
    const endpoint = await start();
    const token = await tokenFor(authority);
    nowMs += 601_000;
    const { status, body } = await models(endpoint, token);
    expect([status, body.message]).toEqual([401, expect.stringContaining("has expired")]);
  });

  test("counts where a wrong key comes along", async () => {
    const { url } = await start();
    const headers = { ...withToken(await tokenFor(authority)), "api-key": "the-gateway's" };
    expect((await get(`${url}/openai/v1/models`, headers)).status).toBe(200);
  });
});

describe("an authority that was given", () => {
  test("is the endpoint's, and is left running", async () => {
    const endpoint = await startLocalEndpoint({ authority });
    expect(endpoint.entra).toBe(authority);
    await endpoint.close();
    await expect(tokenFor(authority)).resolves.toEqual(expect.any(String));
  });
});

describe("a missing role", () => {
  test.each([
    ["POST", chatPath, "accounts/OpenAI/deployments/chat/completions/action"],
    ["POST", datedChat, "accounts/OpenAI/deployments/chat/completions/action"],
    ["POST", "/openai/v1/embeddings", "accounts/OpenAI/deployments/embeddings/action"],
    ["GET", "/openai/v1/models", "accounts/OpenAI/models/read"],
    ["GET", "/openai/v1/files", "accounts/OpenAI/files/read"],
    ["DELETE", "/openai/v1/files/file-1", "accounts/OpenAI/files/delete"],
  ])("is 401 PermissionDenied at %s %s", async (method, path, action) => {
    const { url } = await start({ access: { isRoleMissing: true } });
    const headers = { ...withToken(await tokenFor(authority)), "content-type": "application/json" };
    const body = method === "POST" ? JSON.stringify(ask("hi")) : null;
    const response = await fetch(`${url}${path}`, { method, headers, body });
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    expect([response.status, error.code]).toEqual([401, "PermissionDenied"]);
    expect(error.message).toContain(
      `lacks the required data action \`Microsoft.CognitiveServices/${action}\``,
    );
  });

  test("does not bother a key", async () => {
    expect((await call(await start({ access: { isRoleMissing: true } }), chatPath, ask("hi"))).status).toBe(
      200,
    );
  });
});

describe("switched-off keys", () => {
  test("are 403, while tokens are as good as ever", async () => {
    const endpoint = await start({ access: { areKeysDisabled: true } });
    const { status, body } = await call(endpoint, chatPath, ask("hi"));
    expect([status, body.error.code]).toEqual([403, "AuthenticationTypeDisabled"]);
    expect((await models(endpoint, await tokenFor(authority))).status).toBe(200);
  });
});

describe("network rules", () => {
  test.each([
    [{ isNetworkBlocked: true }, "Access denied due to Virtual Network/Firewall rules."],
    [{ isPublicAccessDisabled: true }, "Public access is disabled. Please configure private endpoint."],
  ])("%j refuse everybody before any credential is looked at", async (access, message) => {
    const endpoint = await start({ access });
    expect(await call(endpoint, chatPath, ask("hi"))).toMatchObject({
      status: 403,
      body: { error: { code: "403", message } },
    });
    expect((await get(`${endpoint.url}/openai/v1/models`)).status).toBe(403);
  });
});

describe("a resource without v1", () => {
  test("answers Resource not found there, and serves dated routes", async () => {
    const endpoint = await start({ isV1Missing: true, deployments: ["gpt-5.4"] });
    expect(await call(endpoint, chatPath, ask("hi"))).toMatchObject({
      status: 404,
      body: { error: { code: "404", message: "Resource not found" } },
    });
    expect((await call(endpoint, datedChat, ask("hi"))).status).toBe(200);
  });
});

describe("deployments with their models", () => {
  test("are called by the name that the customer chose", async () => {
    const endpoint = await start({ deployments: [{ name: "team-chat", model: "gpt-5.4" }] });
    expect((await call(endpoint, chatPath, ask("hi", { model: "team-chat" }))).status).toBe(200);
    const { status, body } = await call(endpoint, chatPath, ask("hi", { model: "gpt-5.4" }));
    expect([status, body.error.code]).toEqual([404, "DeploymentNotFound"]);
    expect((await call(endpoint, datedChat, ask("hi"))).status).toBe(404);
  });
});

describe("a Foundry project", () => {
  const path = "/api/projects/my-project/deployments";
  const aiScope = "https://ai.azure.com/.default";
  const deployments = ["gpt-5.4", { name: "vectors", model: "text-embedding-3-small" }, "gpt-image-2"];
  const startProject = (options: LocalEndpointOptions = {}) =>
    start({ projects: ["my-project"], deployments, ...options });

  test("lists the deployments", async () => {
    const { url } = await startProject();
    const { status, body } = await get(
      `${url}${path}?api-version=v1`,
      withToken(await tokenFor(authority, aiScope)),
    );
    expect(status).toBe(200);
    expect(body.nextLink).toBeUndefined();
    expect(body.value).toMatchObject([
      { name: "gpt-5.4", type: "ModelDeployment", capabilities: { chat_completion: "true" } },
      {
        name: "vectors",
        modelName: "text-embedding-3-small",
        modelVersion: expect.any(String),
        modelPublisher: "OpenAI",
        sku: { name: "GlobalStandard" },
        capabilities: { embeddings: "true" },
      },
      { name: "gpt-image-2", capabilities: { image_generations: "true" } },
    ]);
  });

  test("lists them page by page", async () => {
    const { url, requests } = await startProject({ projectPageSize: 2 });
    const headers = withToken(await tokenFor(authority, aiScope));
    const first = await get(`${url}${path}?api-version=v1`, headers);
    const second = await get(first.body.nextLink, headers);
    const names = [first, second].map(({ body }) => body.value.map(({ name }: { name: string }) => name));
    expect(names).toEqual([["gpt-5.4", "vectors"], ["gpt-image-2"]]);
    expect(second.body.nextLink).toBeUndefined();
    expect(requests[1]?.query).toMatchObject({ "api-version": "v1" });
  });

  test("takes no key, and no token for another audience", async () => {
    const endpoint = await startProject();
    const address = `${endpoint.url}${path}?api-version=v1`;
    expect((await get(address, { "api-key": endpoint.apiKey })).status).toBe(401);
    const { status, body } = await get(address, withToken(await tokenFor(authority)));
    expect([status, body.message]).toEqual([401, expect.stringContaining("(https://ai.azure.com)")]);
  });

  test("wants a version, a role and its right name", async () => {
    const headers = withToken(await tokenFor(authority, aiScope));
    const { url } = await startProject();
    expect((await get(`${url}${path}`, headers)).status).toBe(400);
    expect((await get(`${url}${path}?api-version=none`, headers)).status).toBe(400);
    const other = `${url}/api/projects/other/deployments?api-version=v1`;
    expect(await get(other, headers)).toMatchObject({ status: 404, body: { error: { code: "NotFound" } } });
    const barred = await startProject({ access: { isRoleMissing: true } });
    const { status, body } = await get(`${barred.url}${path}?api-version=v1`, headers);
    expect([status, body.error.code]).toEqual([401, "PermissionDenied"]);
  });
});
