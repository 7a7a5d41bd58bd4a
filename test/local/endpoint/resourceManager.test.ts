import {
  type ManagedSubscription,
  type ResourceManagerOptions,
  startEntraAuthority,
  startResourceManager,
} from "../../../local/endpoint";
import { shareStarted, useClosing, useLocalTrust } from "../../support/hooks";
import { get, type Reply, tokenFor, withToken } from "./support";

const version = "api-version=2024-10-01";
const one = "/subscriptions/sub-1";
const provider = "providers/Microsoft.CognitiveServices/accounts";

const subscriptions: ManagedSubscription[] = [
  {
    id: "sub-1",
    name: "Production",
    resourceGroups: [
      {
        name: "group-a",
        accounts: [
          {
            name: "my-foundry",
            deployments: [
              { name: "team-chat", model: "gpt-5.4", sku: { name: "Standard", capacity: 7 } },
              { name: "vectors", model: "text-embedding-3-small", provisioningState: "Creating" },
              "gpt-image-2",
            ],
          },
        ],
      },
      {
        name: "group-b",
        location: "westus3",
        accounts: [{ name: "old", kind: "OpenAI", customSubDomainName: "old-sub" }],
      },
      { name: "group-c" },
    ],
  },
  { id: "sub-2" },
];

useLocalTrust();
const authority = shareStarted(() => startEntraAuthority({ clock }));
let nowMs = Date.parse("2026-11-21T09:00:00Z");
const clock = { nowMs: () => nowMs, wait: async () => undefined };
const closeLater = useClosing();

const start = async (options: Partial<ResourceManagerOptions> = {}) => {
  const manager = await startResourceManager({ authority, subscriptions, clock, ...options });
  closeLater(manager);
  const headers = withToken(await tokenFor(authority, manager.scope));
  const read = (path: string, query = version) => get(`${manager.url}${path}?${query}`, headers);
  return { manager, headers, read };
};

const namesIn = ({ body }: Reply) => body.value.map(({ name }: { name: string }) => name);

test("lists subscriptions and resource groups", async () => {
  const { read } = await start();
  expect((await read("/subscriptions")).body.value).toMatchObject([
    { subscriptionId: "sub-1", displayName: "Production", state: "Enabled" },
    { subscriptionId: "sub-2" },
  ]);
  expect(namesIn(await read(`${one}/resourcegroups`))).toEqual(["group-a", "group-b", "group-c"]);
});

test("lists the accounts of a subscription with their addresses", async () => {
  const { read } = await start();
  const { body } = await read(`${one}/${provider}`);
  expect(body.value).toMatchObject([
    {
      id: `${one}/resourceGroups/group-a/${provider}/my-foundry`,
      name: "my-foundry",
      kind: "AIServices",
      location: "swedencentral",
      properties: {
        endpoint: "https://my-foundry.cognitiveservices.azure.com/",
        customSubDomainName: "my-foundry",
        endpoints: { "OpenAI Language Model Instance API": "https://my-foundry.openai.azure.com/" },
      },
    },
    { kind: "OpenAI", location: "westus3", properties: { endpoint: "https://old-sub.openai.azure.com/" } },
  ]);
});

test("lists the accounts of a resource group, whatever the case of its letters", async () => {
  const { read } = await start();
  const path = `/SUBSCRIPTIONS/sub-1/resourcegroups/GROUP-B/providers/microsoft.cognitiveservices/accounts`;
  expect(namesIn(await read(path))).toEqual(["old"]);
  expect(namesIn(await read(`${one}/resourceGroups/group-c/${provider}`))).toEqual([]);
});

test("lists the deployments of an account", async () => {
  const { read } = await start();
  const { body } = await read(`${one}/resourceGroups/group-a/${provider}/my-foundry/deployments`);
  expect(body.value).toMatchObject([
    {
      name: "team-chat",
      sku: { name: "Standard", capacity: 7 },
      properties: {
        model: { format: "OpenAI", name: "gpt-5.4", version: expect.any(String) },
        capabilities: { chatCompletion: "true" },
        provisioningState: "Succeeded",
      },
    },
    { name: "vectors", properties: { capabilities: { embeddings: "true" }, provisioningState: "Creating" } },
    { name: "gpt-image-2", properties: { capabilities: { imageGenerations: "true" } } },
  ]);
});

test("cuts every list into pages whose links lead on", async () => {
  const { manager, read, headers } = await start({ pageSize: 2 });
  const path = `${one}/resourceGroups/group-a/${provider}/my-foundry/deployments`;
  const first = await read(path);
  expect(new URL(first.body.nextLink).origin).toBe(manager.url);
  const second = await get(first.body.nextLink, headers);
  expect([first, second].map(namesIn)).toEqual([["team-chat", "vectors"], ["gpt-image-2"]]);
  expect(second.body).not.toHaveProperty("nextLink");
});

test.each([
  ["/subscriptions/none/resourcegroups", "SubscriptionNotFound"],
  [`${one}/resourceGroups/none/${provider}`, "ResourceGroupNotFound"],
  [`${one}/resourceGroups/group-a/${provider}/none/deployments`, "ResourceNotFound"],
  [`${one}/elsewhere`, "NotFound"],
])("%s is 404 %s", async (path, code) => {
  const { read } = await start();
  const { status, body } = await read(path);
  expect([status, body.error.code]).toEqual([404, code]);
});

test.each([
  ["", "MissingApiVersionParameter"],
  ["api-version=v1", "InvalidApiVersionParameter"],
])("a query of %j is 400 %s", async (query, code) => {
  const { read } = await start();
  const { status, body } = await read("/subscriptions", query);
  expect([status, body.error.code]).toEqual([400, code]);
});

describe("a token", () => {
  test("has to be there, and be for Resource Manager", async () => {
    const { manager } = await start();
    const address = `${manager.url}/subscriptions?${version}`;
    const missing = await get(address);
    expect([missing.status, missing.body.error.code]).toEqual([401, "AuthenticationFailed"]);
    expect(missing.headers.get("www-authenticate")).toContain(authority.authorityHost);
    const wrong = await get(address, withToken(await tokenFor(authority)));
    expect([wrong.status, wrong.body.error.code]).toEqual([401, "InvalidAuthenticationTokenAudience"]);
    const unknown = await get(address, withToken("a.b.c"));
    expect([unknown.status, unknown.body.error.code]).toEqual([401, "InvalidAuthenticationToken"]);
  });

  test("may be for the public cloud's own address", async () => {
    const { manager } = await start();
    const headers = withToken(await tokenFor(authority, "https://management.azure.com/.default"));
    expect((await get(`${manager.url}/subscriptions?${version}`, headers)).status).toBe(200);
  });

  test("is over by the stand-in's clock", async () => {
    const { read } = await start();
    nowMs += 3_601_000;
    const { status, body } = await read("/subscriptions");
    expect([status, body.error.code]).toEqual([401, "ExpiredAuthenticationToken"]);
  });
});

test("an action without a role is 403 AuthorizationFailed, and others are not", async () => {
  const action = "Microsoft.CognitiveServices/accounts/deployments/read";
  const { read } = await start({ deniedActions: [action] });
  const { status, body } = await read(`${one}/resourceGroups/group-a/${provider}/my-foundry/deployments`);
  expect([status, body.error.code]).toEqual([403, "AuthorizationFailed"]);
  expect(body.error.message).toContain(action);
  expect((await read(`${one}/${provider}`)).status).toBe(200);
  expect((await (await start({ deniedActions: ["*"] })).read("/subscriptions")).status).toBe(403);
});

test("faults and requests are those of any server here", async () => {
  const { manager, read } = await start({ faults: [{ kind: "rateLimited", retryAfter: 3 }] });
  expect((await read("/subscriptions")).headers.get("retry-after")).toBe("3");
  expect((await read("/subscriptions")).status).toBe(200);
  expect(manager.requests.map(({ status }) => status)).toEqual([429, 200]);
});
