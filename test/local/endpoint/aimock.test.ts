import OpenAI from "openai";
import { startLocalEndpoint } from "../../../local/endpoint";
import { shareStarted } from "../../support/hooks";
import { call } from "./support";

const endpoint = shareStarted(() => startLocalEndpoint());
let client: OpenAI;

beforeAll(() => {
  client = new OpenAI({ apiKey: endpoint.apiKey, baseURL: `${endpoint.url}/openai/v1`, maxRetries: 0 });
});

describe("responses", () => {
  test("answer the prompt, count tokens and can be fetched and deleted", async () => {
    const response = await client.responses.create({ model: "gpt-5.4", input: "What is 2 + 2?" });
    expect(response.output_text).toBe("4");
    expect(response.usage).toMatchObject({ output_tokens: 1, input_tokens_details: { cached_tokens: 0 } });
    expect((await client.responses.retrieve(response.id)).id).toBe(response.id);
    await client.responses.delete(response.id);
    await expect(client.responses.retrieve(response.id)).rejects.toMatchObject({ status: 404 });
  });

  test("satisfy a schema and say when they are incomplete", async () => {
    const schema = { type: "object", properties: { count: { type: "integer" } }, required: ["count"] };
    const structured = await client.responses.create({
      model: "gpt-5.4",
      input: "There are 5 apples",
      text: { format: { type: "json_schema", name: "apples", schema } },
    });
    expect(JSON.parse(structured.output_text)).toEqual({ count: 5 });
    const short = await client.responses.create({
      model: "x",
      input: "Tell me about tea",
      max_output_tokens: 2,
    });
    expect([short.status, short.incomplete_details?.reason]).toEqual(["incomplete", "max_output_tokens"]);
  });

  test("refuse a forbidden prompt in their own shape", async () => {
    const { status, body } = await call(endpoint, "/openai/v1/responses", {
      model: "x",
      input: "forbidden-content",
    });
    expect([status, body.error.content_filters[0].blocked]).toEqual([400, true]);
  });

  test("are served at resource level on a dated version", async () => {
    const path = "/openai/responses?api-version=2025-04-01-preview";
    const { status, body } = await call(endpoint, path, { model: "x", input: "What is 1 + 1?" });
    expect([status, body.object]).toEqual([200, "response"]);
  });
});

describe("embeddings", () => {
  const cosine = (a: number[], b: number[]) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

  test("have unit length, the model's size, and put like texts close together", async () => {
    const { data, usage } = await client.embeddings.create({
      model: "text-embedding-3-small",
      input: ["the cat sat on the mat", "a cat on a mat", "quarterly revenue report"],
    });
    const [cat, mat, revenue] = data.map(({ embedding }) => embedding);
    if (cat === undefined || mat === undefined || revenue === undefined)
      throw new Error("Three were asked for.");
    expect(cat).toHaveLength(1536);
    expect(cosine(cat, cat)).toBeCloseTo(1, 4);
    expect(cosine(cat, mat)).toBeGreaterThan(cosine(cat, revenue) + 0.3);
    expect(usage.prompt_tokens).toBeGreaterThan(5);
  });

  test("come as numbers and in the size asked for, on the dated path too", async () => {
    const path = "/openai/deployments/my-embeddings/embeddings?api-version=2024-10-21";
    const { body } = await call(endpoint, path, { input: "tea", dimensions: 8 });
    expect(body.data[0].embedding).toHaveLength(8);
    expect(body.model).toBe("my-embeddings");
  });

  test("are refused without an input", async () => {
    const { status, body } = await call(endpoint, "/openai/v1/embeddings", { model: "x" });
    expect([status, body.error.param]).toEqual([400, "input"]);
  });
});
