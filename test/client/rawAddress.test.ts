import { resolveRawUrl } from "../../src/client/endpoint/rawAddress";
import { resolveEndpoint } from "../../src/client/endpoint/resolveEndpoint";

const host = "https://r.openai.azure.com";
const v1 = resolveEndpoint({ endpoint: host });
const previewV1 = resolveEndpoint({ endpoint: host, apiVersion: "preview" });
const dated = resolveEndpoint({ endpoint: host, apiVersion: "2024-10-21" });
const datedGateway = resolveEndpoint({
  endpoint: "https://gw.example/team/a",
  apiVersion: "2025-04-01-preview",
});
const gateway = resolveEndpoint({ endpoint: "https://gw.example/team/a" });
const openai = resolveEndpoint({ isOpenAIKey: true });
const selfHosted = resolveEndpoint({ endpoint: "http://127.0.0.1:8000/llm/v1" });

const resolve = (
  endpoint: typeof v1,
  method: string,
  url: string,
  { model, query = [] }: { model?: string; query?: Array<readonly [string, string]> } = {},
) => resolveRawUrl(endpoint, { method, url, query, ...(model && { model }) }).href;

describe("a v1 endpoint", () => {
  it.each([
    ["/v1/models", "/openai/v1/models"],
    ["v1/models", "/openai/v1/models"],
    ["/models", "/openai/v1/models"],
    ["models", "/openai/v1/models"],
    ["/openai/models", "/openai/v1/models"],
    ["/openai/v1/models", "/openai/v1/models"],
    ["openai/v1/models", "/openai/v1/models"],
    ["  /v1/models  ", "/openai/v1/models"],
    ["/", "/openai/v1/"],
    ["/v1", "/openai/v1"],
    ["/openai/v1", "/openai/v1"],
    ["/v1/", "/openai/v1/"],
    ["/v1models", "/openai/v1/v1models"],
    ["/openaix/models", "/openai/v1/openaix/models"],
    ["/v1/v1/models", "/openai/v1/v1/models"],
    ["/v1/models?limit=2", "/openai/v1/models?limit=2"],
    ["/models?filter=a%20b", "/openai/v1/models?filter=a%20b"],
    ["/models/a%23b", "/openai/v1/models/a%23b"],
    ["/models/ft:gpt-5.4:acme::x", "/openai/v1/models/ft:gpt-5.4:acme::x"],
    ["/files/a..b", "/openai/v1/files/a..b"],
    ["/files/...", "/openai/v1/files/..."],
    ["/files/.hidden", "/openai/v1/files/.hidden"],
    ["/files/100%25", "/openai/v1/files/100%25"],
    [`${host}/openai/v1/models`, "/openai/v1/models"],
    [`${host}/v1/models`, "/openai/v1/models"],
    [`${host}:443/openai/v1/models?limit=2`, "/openai/v1/models?limit=2"],
    ["HTTPS://R.OPENAI.AZURE.COM/openai/v1/models", "/openai/v1/models"],
    [host, "/openai/v1/"],
    [`${host}?limit=2`, "/openai/v1/?limit=2"],
    [
      "/openai/deployments/d/chat/completions",
      "/openai/deployments/d/chat/completions?api-version=2024-10-21",
    ],
    [
      "/openai/deployments/d/chat/completions?api-version=x",
      "/openai/deployments/d/chat/completions?api-version=x",
    ],
  ])("answers %j at %s", (entered, expected) => {
    expect(resolve(v1, "GET", entered)).toBe(`${host}${expected}`);
  });

  it("leaves the model of the body where it is", () => {
    expect(resolve(v1, "POST", "/chat/completions", { model: "gpt-5.4" })).toBe(
      `${host}/openai/v1/chat/completions`,
    );
  });

  it.each(["/images/generations", "/images/edits", "/audio/speech", "/v1/audio/transcriptions"])(
    "asks for the preview of %s, which is in no other version",
    (entered) => {
      expect(new URL(resolve(v1, "POST", entered)).searchParams.get("api-version")).toBe("preview");
    },
  );

  it("sends preview everywhere when the connection says so", () => {
    expect(resolve(previewV1, "GET", "/models")).toBe(`${host}/openai/v1/models?api-version=preview`);
  });

  it("keeps the api-version that the builder entered", () => {
    expect(resolve(v1, "POST", "/images/generations?api-version=v1")).toBe(
      `${host}/openai/v1/images/generations?api-version=v1`,
    );
    const query = [["api-version", "v1"]] as const;
    expect(resolve(v1, "POST", "/images/generations", { query: [...query] })).toBe(
      `${host}/openai/v1/images/generations?api-version=v1`,
    );
  });

  it("adds query parameters behind those of the path, each spelt safely", () => {
    const query = [
      ["limit", "2"],
      ["after", "a&b=c#d/.."],
      ["limit", "3"],
    ] as const;
    const url = new URL(resolve(v1, "GET", "/models?order=asc", { query: [...query] }));
    expect(url.pathname).toBe("/openai/v1/models");
    expect([...url.searchParams]).toEqual([["order", "asc"], ...query]);
  });
});

describe("a dated endpoint", () => {
  it.each([
    [
      "POST",
      "/chat/completions",
      "gpt-5.4",
      "/openai/deployments/gpt-5.4/chat/completions?api-version=2024-10-21",
    ],
    [
      "POST",
      "/v1/chat/completions",
      "my chat",
      "/openai/deployments/my%20chat/chat/completions?api-version=2024-10-21",
    ],
    [
      "POST",
      "/openai/chat/completions",
      "a/b?c#d",
      "/openai/deployments/a%2Fb%3Fc%23d/chat/completions?api-version=2024-10-21",
    ],
    ["POST", "/embeddings", "e", "/openai/deployments/e/embeddings?api-version=2024-10-21"],
    ["POST", "/images/generations", "i", "/openai/deployments/i/images/generations?api-version=2024-10-21"],
    ["POST", "/audio/speech", "s", "/openai/deployments/s/audio/speech?api-version=2024-10-21"],
    [
      "POST",
      "/deployments/d/chat/completions",
      "m",
      "/openai/deployments/d/chat/completions?api-version=2024-10-21",
    ],
    [
      "POST",
      "/openai/deployments/d/chat/completions",
      "m",
      "/openai/deployments/d/chat/completions?api-version=2024-10-21",
    ],
    ["POST", "/chat/completions", undefined, "/openai/chat/completions?api-version=2024-10-21"],
    ["POST", "/batches", "m", "/openai/batches?api-version=2024-10-21"],
    ["POST", "/responses", "m", "/openai/responses?api-version=2024-10-21"],
    ["GET", "/v1/models", undefined, "/openai/models?api-version=2024-10-21"],
    ["GET", "/openai/models", undefined, "/openai/models?api-version=2024-10-21"],
    [
      "GET",
      "/models?api-version=2025-04-01-preview",
      undefined,
      "/openai/models?api-version=2025-04-01-preview",
    ],
    ["GET", "/openai/v1/models", undefined, "/openai/v1/models"],
  ])("answers %s %s with model %s at %s", (method, entered, model, expected) => {
    expect(resolve(dated, method, entered, model ? { model } : {})).toBe(`${host}${expected}`);
  });

  it("puts the deployment behind a gateway's prefix", () => {
    expect(resolve(datedGateway, "POST", "/chat/completions", { model: "d" })).toBe(
      "https://gw.example/team/a/openai/deployments/d/chat/completions?api-version=2025-04-01-preview",
    );
  });
});

describe("a gateway's prefix", () => {
  it.each([
    ["/v1/models", "/team/a/openai/v1/models"],
    ["/openai/models", "/team/a/openai/v1/models"],
    ["/team/a/openai/v1/models", "/team/a/openai/v1/models"],
    ["/team/a/v1/models", "/team/a/openai/v1/models"],
    ["/team/a", "/team/a/openai/v1"],
    ["/team/ab/models", "/team/a/openai/v1/team/ab/models"],
    ["https://gw.example/team/a/openai/v1/models", "/team/a/openai/v1/models"],
    ["/openai/deployments/d/embeddings", "/team/a/openai/deployments/d/embeddings?api-version=2024-10-21"],
  ])("is kept: %s at %s", (entered, expected) => {
    expect(resolve(gateway, "GET", entered)).toBe(`https://gw.example${expected}`);
  });
});

describe("an endpoint that speaks like OpenAI", () => {
  it.each([
    ["/v1/models", "/v1/models"],
    ["/models", "/v1/models"],
    ["/openai/v1/models", "/v1/models"],
    ["https://api.openai.com/v1/models", "/v1/models"],
    ["/images/generations", "/v1/images/generations"],
  ])("answers %s at %s, without an api-version", (entered, expected) => {
    expect(resolve(openai, "POST", entered, { model: "m" })).toBe(`https://api.openai.com${expected}`);
  });

  it("may live below a path of its own", () => {
    expect(resolve(selfHosted, "GET", "/v1/models")).toBe("http://127.0.0.1:8000/llm/v1/models");
    expect(resolve(selfHosted, "GET", "/llm/v1/models")).toBe("http://127.0.0.1:8000/llm/v1/models");
  });
});
