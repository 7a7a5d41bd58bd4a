import OpenAI, { AzureOpenAI } from "openai";
import { startLocalEndpoint } from "../../../local/endpoint";
import { shareStarted } from "../../support/hooks";
import { ask, call, chatPath } from "./support";

const endpoint = shareStarted(() => startLocalEndpoint());

describe("paths", () => {
  test.each([
    "/openai/v1/chat/completions",
    "/openai/v1/chat/completions?api-version=preview",
    "/openai/deployments/gpt-5.4/chat/completions?api-version=2024-10-21",
    "/openai/deployments/my%20model/chat/completions?api-version=2025-04-01-preview",
    "/v1/chat/completions",
  ])("chat is served at %s", async (path) => {
    const { status, body } = await call(endpoint, path, ask("Tell me about tea"));
    expect(status).toBe(200);
    expect(body.choices[0].message.content).toContain("tea");
  });

  test.each([
    "/openai/deployments/gpt-5.4/chat/completions",
    "/openai/deployments/gpt-5.4/chat/completions?api-version=v1",
    "/openai/chat/completions?api-version=2024-10-21",
    "/openai/deployments/gpt-5.4/batches?api-version=2024-10-21",
    "/openai/deployments?api-version=2024-10-21",
    "/openai/v1/nothing/here",
    "/",
  ])("Azure answers Resource not found at %s", async (path) => {
    const { status, body } = await call(endpoint, path, ask("hi"));
    expect(status).toBe(404);
    expect(body).toEqual({ error: { code: "404", message: "Resource not found" } });
  });

  test("OpenAI answers an unknown path in its own words", async () => {
    const { status, body } = await call(endpoint, "/v1/nothing", ask("hi"));
    expect(status).toBe(404);
    expect(body.error).toMatchObject({
      type: "invalid_request_error",
      message: "Invalid URL (POST /v1/nothing)",
    });
  });

  test("a dated version is refused on the v1 path", async () => {
    const { status, body } = await call(endpoint, `${chatPath}?api-version=2024-10-21`, ask("hi"));
    expect([status, body.error.message]).toEqual([400, "API version not supported"]);
  });

  test("the deployment in a dated path is the model of the answer", async () => {
    const path = "/openai/deployments/my%20model/chat/completions?api-version=2024-10-21";
    const { body } = await call(endpoint, path, { messages: [{ role: "user", content: "hi" }] });
    expect(body.model).toBe("my model");
  });
});

describe("models", () => {
  test("Azure lists its models with capabilities and dates of retirement", async () => {
    const { body } = await call(endpoint, "/openai/v1/models");
    expect(body.data.length).toBeGreaterThanOrEqual(12);
    expect(body.data.find(({ id }: { id: string }) => id === "gpt-5.4")).toMatchObject({
      object: "model",
      lifecycle_status: "generally-available",
      capabilities: { inference: true, chat_completion: true, embeddings: false, fine_tune: false },
      deprecation: { inference: 1819843200 },
    });
  });

  test("dated routes list models at resource level", async () => {
    const { status, body } = await call(endpoint, "/openai/models?api-version=2024-10-21");
    expect([status, body.object]).toEqual([200, "list"]);
  });

  test("OpenAI entries have four fields", async () => {
    const { body } = await call(endpoint, "/v1/models/gpt-5.4");
    expect(Object.keys(body)).toEqual(["id", "object", "created", "owned_by"]);
  });

  test("an unknown model is 404 in either api", async () => {
    const azure = await call(endpoint, "/openai/v1/models/none");
    const openai = await call(endpoint, "/v1/models/none");
    expect([azure.status, azure.body.error.code]).toEqual([404, "ResourceNotFound"]);
    expect([openai.status, openai.body.error.code]).toEqual([404, "model_not_found"]);
  });
});

describe("what every answer and every request carries", () => {
  test("Azure answers have the ids that support asks for", async () => {
    const { headers } = await call(endpoint, chatPath, ask("hi"), {
      headers: { "x-ms-client-request-id": "mine" },
    });
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get("apim-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get("x-ms-region")).toBe("Local");
    expect(headers.get("x-ms-client-request-id")).toBe("mine");
    expect(Number(headers.get("openai-processing-ms"))).toBeGreaterThan(0);
  });

  test("OpenAI answers have a request id and no Azure headers", async () => {
    const { headers } = await call(endpoint, "/v1/models");
    expect(headers.get("x-request-id")).toMatch(/^req_[0-9a-f]{32}$/);
    expect(headers.get("apim-request-id")).toBeNull();
  });

  test("requests are recorded with their query, headers, body and status", async () => {
    await call(endpoint, `${chatPath}?api-version=v1`, ask("note this"));
    const recorded = endpoint.requests.at(-1);
    expect(recorded).toMatchObject({
      method: "POST",
      path: chatPath,
      query: { "api-version": "v1" },
      headers: { "api-key": endpoint.apiKey, "content-type": "application/json" },
      bodyJson: ask("note this"),
      status: 200,
    });
    expect(recorded?.bodyText).toContain("note this");
    expect(recorded?.atMs).toBeGreaterThan(0);
  });

  test("a body that is not JSON is refused", async () => {
    const response = await fetch(`${endpoint.url}${chatPath}`, {
      method: "POST",
      headers: { "api-key": endpoint.apiKey },
      body: "not json",
    });
    expect(response.status).toBe(400);
  });
});

describe("the openai SDK", () => {
  test("chats and draws on the v1 path", async () => {
    const client = new OpenAI({
      apiKey: endpoint.apiKey,
      baseURL: `${endpoint.url}/openai/v1`,
      maxRetries: 0,
    });
    const chat = await client.chat.completions.create({
      model: "gpt-5.4",
      messages: [{ role: "user", content: "What is 6 times 7?" }],
    });
    expect(chat.choices[0]?.message.content).toBe("42");
    const images = await client.images.generate({ model: "gpt-image-2", prompt: "a cat" });
    expect(images.data).toHaveLength(1);
  });

  test("streams an answer word by word", async () => {
    const client = new OpenAI({ apiKey: endpoint.apiKey, baseURL: `${endpoint.url}/v1`, maxRetries: 0 });
    const stream = await client.chat.completions.create({
      ...{ model: "gpt-5.4", stream: true, stream_options: { include_usage: true } },
      messages: [{ role: "user", content: "What is 6 times 7?" }],
    });
    let text = "";
    let total = 0;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? "";
      total = chunk.usage?.total_tokens ?? total;
    }
    expect(text).toBe("42");
    expect(total).toBeGreaterThan(0);
  });

  test("AzureOpenAI chats on the dated path", async () => {
    const client = new AzureOpenAI({
      apiKey: endpoint.apiKey,
      endpoint: endpoint.url,
      apiVersion: "2024-10-21",
      maxRetries: 0,
    });
    const chat = await client.chat.completions.create({
      model: "my-deployment",
      messages: [{ role: "user", content: "Say hello" }],
    });
    expect([chat.model, chat.choices[0]?.message.content]).toEqual(["my-deployment", "hello"]);
  });
});

describe("deployments", () => {
  const limited = shareStarted(() => startLocalEndpoint({ deployments: ["chat-one"] }));

  test.each([
    ["/openai/v1/chat/completions", "DeploymentNotFound"],
    ["/openai/deployments/other/chat/completions?api-version=2024-10-21", "DeploymentNotFound"],
    ["/v1/chat/completions", "model_not_found"],
  ])("another name is 404 at %s", async (path, code) => {
    const { status, body } = await call(limited, path, ask("hi", { model: "other" }));
    expect([status, body.error.code]).toEqual([404, code]);
  });

  test("a model whose name spells nothing is not there, to be read or deleted", async () => {
    for (const method of ["GET", "DELETE"])
      expect((await call(limited, "/openai/v1/models/%ff%", undefined, { method })).status).toBe(404);
  });

  test("a given name is served, and the model list stays the catalogue", async () => {
    expect((await call(limited, chatPath, ask("hi", { model: "chat-one" }))).status).toBe(200);
    expect((await call(limited, "/openai/v1/models/gpt-5.4")).status).toBe(200);
  });
});
