import { ownVersion } from "../../src/client/endpoint/address";
import type { ModelsEndpoint } from "../../src/client/endpoint/endpoint";
import { resolveEndpoint } from "../../src/client/endpoint/resolveEndpoint";

const azure = "https://r.openai.azure.com";
const foundry = "https://r.services.ai.azure.com";
const gateway = "https://x.azure-api.net";
const v1 = (origin: string, prefix = "") => ({
  api: "v1",
  baseUrl: `${origin}${prefix}/openai/v1`,
  prefix,
});
const dated = (origin: string, apiVersion: string, prefix = "") => ({
  api: "dated",
  baseUrl: `${origin}${prefix}/openai`,
  apiVersion,
  prefix,
});

type Row = [pasted: string, endpoint: Record<string, unknown>];

const check = (...[pasted, expected]: Row): void => {
  const endpoint = resolveEndpoint({ endpoint: pasted });
  const { api, host, cloud, baseUrl, origin, prefix, deployment, operation, project, query } = endpoint;
  const read = {
    api,
    host,
    cloud,
    baseUrl,
    origin,
    prefix,
    apiVersion: ownVersion(endpoint),
    deployment,
    operation,
    project,
    query,
  };
  const absent = { apiVersion: undefined, deployment: undefined, operation: undefined, project: undefined };
  expect(read).toMatchObject({ ...absent, ...expected });
  expect(origin).toBe(new URL(baseUrl).origin);
};

describe("a host tells whose it is, and in which cloud", () => {
  it.each<Row>([
    [azure, { ...v1(azure), host: "azure", cloud: "public" }],
    ["https://r.cognitiveservices.azure.com/", { host: "azure", cloud: "public" }],
    [foundry, { host: "azure", cloud: "public" }],
    ["https://eastus.api.cognitive.microsoft.com/", { host: "azure", cloud: "public" }],
    ["https://r.openai.azure.us", { host: "azure", cloud: "usGovernment" }],
    ["https://r.cognitiveservices.azure.us/openai/v1", { host: "azure", cloud: "usGovernment" }],
    ["https://r.openai.azure.cn", { host: "azure", cloud: "china" }],
    ["https://R.OPENAI.AZURE.COM.", { host: "azure", cloud: "public", origin: azure }],
    ["https://api.openai.com", { host: "openai", cloud: undefined }],
    ["https://eu.api.openai.com/v1", { host: "openai", baseUrl: "https://eu.api.openai.com/v1" }],
    ["https://us.api.openai.com", { host: "openai", baseUrl: "https://us.api.openai.com/v1" }],
    [`${gateway}/openai`, { host: "other", cloud: undefined }],
    ["http://localhost:11434/v1", { host: "other", api: "openai" }],
    ["https://llm-gateway/v1", { host: "other", api: "openai", baseUrl: "https://llm-gateway/v1" }],
    ["https://evil-openai.azure.com.example.com", { host: "other", cloud: undefined }],
    ["https://openai.azure.com.evil.example/", { host: "other", cloud: undefined }],
  ])("%s", (...row) => check(...row));
});

describe("the target URI of every operation gives its deployment, version and operation", () => {
  it.each<[operation: string]>([
    ["/chat/completions"],
    ["/completions"],
    ["/embeddings"],
    ["/images/generations"],
    ["/images/edits"],
    ["/audio/speech"],
    ["/audio/transcriptions"],
    ["/audio/translations"],
  ])("%s", (operation) => {
    check(`${azure}/openai/deployments/my-one${operation}?api-version=2025-04-01-preview`, {
      ...dated(azure, "2025-04-01-preview"),
      deployment: "my-one",
      operation,
    });
    check(`${azure}/openai/v1${operation}`, { ...v1(azure), operation });
    check(`${gateway}/team/openai/deployments/my-one${operation}?api-version=2024-10-21`, {
      ...dated(gateway, "2024-10-21", "/team"),
      deployment: "my-one",
      operation,
    });
  });
});

describe("other addresses that a portal shows", () => {
  it.each<Row>([
    [`${azure}/openai/v1/responses`, { ...v1(azure), operation: "/responses" }],
    [
      `${azure}/openai/responses?api-version=2025-04-01-preview`,
      { ...dated(azure, "2025-04-01-preview"), operation: "/responses" },
    ],
    [`${foundry}/api/projects/my%20project`, { ...v1(foundry), project: "my project" }],
    [`${foundry}/api/projects/p/`, { ...v1(foundry), project: "p" }],
    [`${foundry}/api/projects/p/agents`, { ...v1(foundry), project: "p" }],
    [`${foundry}/api/projects/p/openai/v1`, { ...v1(foundry, "/api/projects/p"), project: "p" }],
    [
      `${foundry}/api/projects/p/openai/responses?api-version=2025-11-15-preview`,
      {
        ...dated(foundry, "2025-11-15-preview", "/api/projects/p"),
        project: "p",
        operation: "/responses",
      },
    ],
    [`${foundry}/models`, v1(foundry)],
    [
      `${foundry}/models/chat/completions?api-version=2024-05-01-preview`,
      { ...v1(foundry), operation: "/chat/completions" },
    ],
    [`${gateway}/team/openai`, v1(gateway, "/team")],
    [`${gateway}/a/b/c/openai/v1`, v1(gateway, "/a/b/c")],
    [`${gateway}/team`, v1(gateway, "/team")],
    [`${gateway}/openai/models?api-version=2024-10-21`, dated(gateway, "2024-10-21")],
    ["http://127.0.0.1:8000/v1/", { api: "openai", baseUrl: "http://127.0.0.1:8000/v1" }],
    [
      "localhost:11434/v1/chat/completions",
      { api: "openai", baseUrl: "http://localhost:11434/v1", operation: "/chat/completions" },
    ],
    ["https://llm.example/api/v1", { api: "openai", baseUrl: "https://llm.example/api/v1" }],
  ])("%s", (...row) => check(...row));
});

describe("other query parameters travel with every call", () => {
  it.each<[pasted: string, query: ModelsEndpoint["query"]]>([
    [`${gateway}/openai?subscription-key=abc`, [["subscription-key", "abc"]]],
    [
      `${gateway}/openai?code=a%20b&api-version=2024-10-21&x=1`,
      [
        ["code", "a%20b"],
        ["x", "1"],
      ],
    ],
    [`${azure}/openai?API-Version=2024-10-21`, undefined],
    [azure, undefined],
  ])("%s", (pasted, query) => {
    expect(resolveEndpoint({ endpoint: pasted }).query).toEqual(query);
  });
});

describe("an address is taken out of what stands around it", () => {
  it.each([
    `AZURE_OPENAI_ENDPOINT=${azure}/`,
    `export AZURE_OPENAI_ENDPOINT="${azure}"`,
    `$env:AZURE_OPENAI_ENDPOINT = "${azure}"`,
    `"endpoint": "${azure}/",`,
    `azure_endpoint="${azure}",`,
    `[the resource](${azure})`,
    `curl "${azure}/openai/v1/chat/completions" -H "api-key: secret"`,
    `curl -X POST ${azure}/openai/v1 \\\n -d '{}'`,
    `POST ${azure}/openai/v1/responses`,
    `\u200b${azure}\ufeff`,
    `\`${azure}\``,
    `${azure}/#`,
    `GET   ${azure}/openai/v1/models`,
    `POST \t ${azure}/openai/v1/chat/completions`,
    `${azure}\n`,
  ])("%j", (pasted) => {
    expect(resolveEndpoint({ endpoint: pasted }).baseUrl).toBe(`${azure}/openai/v1`);
  });
});
