import { ownVersion } from "../../src/client/endpoint/address";
import type { Api } from "../../src/client/endpoint/endpointPath";
import type { EndpointFields } from "../../src/client/endpoint/endpointText";
import { resolveEndpoint } from "../../src/client/endpoint/resolveEndpoint";

type Row = [
  fields: EndpointFields,
  api: Api,
  baseUrl: string,
  apiVersion?: string | undefined,
  deployment?: string | undefined,
];

const azure = "https://r.openai.azure.com";
const dated = "2024-10-21";

const check = (...[fields, api, baseUrl, apiVersion, deployment]: Row): void => {
  const endpoint = resolveEndpoint(fields);
  expect({ ...endpoint, baseUrl: endpoint.baseUrl }).toMatchObject({ api, baseUrl });
  expect([ownVersion(endpoint), endpoint.deployment]).toEqual([apiVersion, deployment]);
  expect(endpoint.baseUrl).toBe(`${endpoint.origin}${endpoint.basePath}`);
  expect(endpoint.basePath.startsWith(endpoint.prefix)).toBe(true);
};

describe("an Azure resource", () => {
  it.each<Row>([
    [{ endpoint: azure }, "v1", `${azure}/openai/v1`],
    [{ endpoint: `${azure}/` }, "v1", `${azure}/openai/v1`],
    [{ endpoint: `  ${azure}/  ` }, "v1", `${azure}/openai/v1`],
    [{ endpoint: `"${azure}"` }, "v1", `${azure}/openai/v1`],
    [{ endpoint: `<${azure}>` }, "v1", `${azure}/openai/v1`],
    [{ endpoint: "r.openai.azure.com" }, "v1", `${azure}/openai/v1`],
    [{ endpoint: "HTTPS://R.OpenAI.Azure.com" }, "v1", `${azure}/openai/v1`],
    [{ endpoint: `${azure}:443` }, "v1", `${azure}/openai/v1`],
    [{ endpoint: "r" }, "v1", `${azure}/openai/v1`],
    [{ endpoint: "My-Resource-2" }, "v1", "https://my-resource-2.openai.azure.com/openai/v1"],
    [{ organization: "r" }, "v1", `${azure}/openai/v1`],
    [{ organization: "r.openai.azure.com" }, "v1", `${azure}/openai/v1`],
    [{ endpoint: azure, organization: "other" }, "v1", `${azure}/openai/v1`],
    [{ endpoint: azure, apiVersion: "v1" }, "v1", `${azure}/openai/v1`],
    [{ endpoint: azure, apiVersion: "" }, "v1", `${azure}/openai/v1`],
    [{ endpoint: azure, apiVersion: " V1 " }, "v1", `${azure}/openai/v1`],
    [{ endpoint: azure, apiVersion: "preview" }, "v1", `${azure}/openai/v1`, "preview"],
    [{ endpoint: azure, apiVersion: dated }, "dated", `${azure}/openai`, dated],
    [{ endpoint: azure, apiVersion: "2025-04-01-Preview" }, "dated", `${azure}/openai`, "2025-04-01-preview"],
    [{ endpoint: `${azure}/openai` }, "v1", `${azure}/openai/v1`],
    [{ endpoint: `${azure}/openai/`, apiVersion: dated }, "dated", `${azure}/openai`, dated],
    [{ endpoint: `${azure}/openai/v1` }, "v1", `${azure}/openai/v1`],
    [{ endpoint: `${azure}/openai/v1/` }, "v1", `${azure}/openai/v1`],
    [{ endpoint: `${azure}//openai//v1//` }, "v1", `${azure}/openai/v1`],
    [{ endpoint: `${azure}/openai/v1`, apiVersion: dated }, "v1", `${azure}/openai/v1`],
    [{ endpoint: `${azure}/openai/v1?api-version=preview` }, "v1", `${azure}/openai/v1`, "preview"],
    [{ endpoint: "https://r.services.ai.azure.com" }, "v1", "https://r.services.ai.azure.com/openai/v1"],
    [
      { endpoint: "https://r.services.ai.azure.com/api/projects/p" },
      "v1",
      "https://r.services.ai.azure.com/openai/v1",
    ],
    [
      { endpoint: "https://r.cognitiveservices.azure.com/" },
      "v1",
      "https://r.cognitiveservices.azure.com/openai/v1",
    ],
    [{ endpoint: "https://r.openai.azure.us" }, "v1", "https://r.openai.azure.us/openai/v1"],
    [{ endpoint: "https://r.openai.azure.cn" }, "v1", "https://r.openai.azure.cn/openai/v1"],
  ])("%j", (...row) => check(...row));
});

describe("a target URI as a deployment's page shows it", () => {
  const deployed = `${azure}/openai/deployments`;
  it.each<Row>([
    [
      { endpoint: `${deployed}/my-chat/chat/completions?api-version=${dated}` },
      "dated",
      `${azure}/openai`,
      dated,
      "my-chat",
    ],
    [
      { endpoint: `${deployed}/my%20chat/embeddings?api-version=2025-04-01-preview` },
      "dated",
      `${azure}/openai`,
      "2025-04-01-preview",
      "my chat",
    ],
    [{ endpoint: `${deployed}/d` }, "dated", `${azure}/openai`, dated, "d"],
    [{ endpoint: `${deployed}/d`, apiVersion: "2024-06-01" }, "dated", `${azure}/openai`, "2024-06-01", "d"],
    [
      { endpoint: `${deployed}/d?api-version=${dated}`, apiVersion: "2024-06-01" },
      "dated",
      `${azure}/openai`,
      "2024-06-01",
      "d",
    ],
    [
      { endpoint: `${deployed}/d?api-version=${dated}`, apiVersion: "v1" },
      "dated",
      `${azure}/openai`,
      dated,
      "d",
    ],
    [
      { endpoint: `https://gw.example/team/openai/deployments/d/chat/completions` },
      "dated",
      "https://gw.example/team/openai",
      dated,
      "d",
    ],
    [{ endpoint: `${azure}/openai/v1/chat/completions` }, "v1", `${azure}/openai/v1`],
    [
      { endpoint: `${azure}/openai/responses?api-version=2025-04-01-preview` },
      "dated",
      `${azure}/openai`,
      "2025-04-01-preview",
    ],
    [
      { endpoint: `${azure}/openai/images/generations?api-version=preview` },
      "v1",
      `${azure}/openai/v1`,
      "preview",
    ],
    [{ endpoint: `${azure}/openai/models?api-version=${dated}` }, "dated", `${azure}/openai`, dated],
  ])("%j", (...row) => check(...row));
});

describe("OpenAI, and servers that speak like it", () => {
  it.each<Row>([
    [{ isOpenAIKey: true }, "openai", "https://api.openai.com/v1"],
    [{ isOpenAIKey: true, organization: "org-1" }, "openai", "https://api.openai.com/v1"],
    [{ isOpenAIKey: true, apiVersion: "v1" }, "openai", "https://api.openai.com/v1"],
    [{ isOpenAIKey: true, apiVersion: dated }, "openai", "https://api.openai.com/v1"],
    [{ endpoint: "https://api.openai.com" }, "openai", "https://api.openai.com/v1"],
    [{ endpoint: "api.openai.com" }, "openai", "https://api.openai.com/v1"],
    [{ endpoint: "https://api.openai.com/v1" }, "openai", "https://api.openai.com/v1"],
    [{ endpoint: "https://api.openai.com/v1/chat/completions" }, "openai", "https://api.openai.com/v1"],
    [{ endpoint: "https://eu.api.openai.com" }, "openai", "https://eu.api.openai.com/v1"],
    [{ endpoint: "https://llm.example/v1" }, "openai", "https://llm.example/v1"],
    [{ endpoint: "https://llm.example/api/v1/" }, "openai", "https://llm.example/api/v1"],
    [{ endpoint: "https://llm.example/api/v1/embeddings" }, "openai", "https://llm.example/api/v1"],
    [{ endpoint: "https://llm.example", isOpenAIKey: true }, "openai", "https://llm.example/v1"],
    [{ endpoint: "https://llm.example/api", isOpenAIKey: true }, "openai", "https://llm.example/api"],
    [{ endpoint: "http://127.0.0.1:8000/v1" }, "openai", "http://127.0.0.1:8000/v1"],
    [{ endpoint: "localhost:11434/v1" }, "openai", "http://localhost:11434/v1"],
  ])("%j", (...row) => check(...row));
});

describe("a gateway in front", () => {
  it.each<Row>([
    [{ endpoint: "https://a.azure-api.net" }, "v1", "https://a.azure-api.net/openai/v1"],
    [{ endpoint: "https://a.azure-api.net/team" }, "v1", "https://a.azure-api.net/team/openai/v1"],
    [{ endpoint: "https://a.azure-api.net/team/openai/v1" }, "v1", "https://a.azure-api.net/team/openai/v1"],
    [
      { endpoint: "https://a.azure-api.net/team/x", apiVersion: dated },
      "dated",
      "https://a.azure-api.net/team/x/openai",
      dated,
    ],
    [
      { endpoint: "https://a.azure-api.net/team/openai", apiVersion: dated },
      "dated",
      "https://a.azure-api.net/team/openai",
      dated,
    ],
    [{ endpoint: "https://gw.example:8443/x" }, "v1", "https://gw.example:8443/x/openai/v1"],
  ])("%j", (...row) => check(...row));
});

describe("a loopback host", () => {
  it.each<Row>([
    [{ endpoint: "http://127.0.0.1:4010" }, "v1", "http://127.0.0.1:4010/openai/v1"],
    [{ endpoint: "http://localhost:4010" }, "v1", "http://localhost:4010/openai/v1"],
    [{ endpoint: "http://[::1]:4010" }, "v1", "http://[::1]:4010/openai/v1"],
    [{ endpoint: "http://api.localhost" }, "v1", "http://api.localhost/openai/v1"],
    [{ endpoint: "127.0.0.1:4010" }, "v1", "http://127.0.0.1:4010/openai/v1"],
    [{ endpoint: "localhost" }, "v1", "http://localhost/openai/v1"],
    [{ endpoint: "https://localhost:4443" }, "v1", "https://localhost:4443/openai/v1"],
    [
      { endpoint: "http://127.0.0.1:4010", apiVersion: dated },
      "dated",
      "http://127.0.0.1:4010/openai",
      dated,
    ],
    [{ endpoint: "http://127.0.0.1:4010", isOpenAIKey: true }, "openai", "http://127.0.0.1:4010/v1"],
  ])("%j", (...row) => check(...row));
});
