import OpenAI from "openai";
import { startLocalEndpoint } from "../../../local/endpoint";
import { shareStarted } from "../../support/hooks";
import { call } from "./support";

const endpoint = shareStarted(() => startLocalEndpoint());
let client: OpenAI;

beforeAll(() => {
  client = new OpenAI({ apiKey: endpoint.apiKey, baseURL: `${endpoint.url}/openai/v1`, maxRetries: 0 });
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

  test("put words of one meaning together, in any of their forms", async () => {
    const { data } = await client.embeddings.create({
      model: "text-embedding-3-small",
      input: ["Two invoices were paid", "the payment of an invoice", "a car", "vehicles"],
    });
    const [invoices, payment, car, vehicles] = data.map(({ embedding }) => embedding);
    if (!invoices || !payment || !car || !vehicles) throw new Error("Four were asked for.");
    expect(cosine(invoices, payment)).toBeGreaterThan(0.5);
    expect(cosine(car, vehicles)).toBeGreaterThan(0.9);
    expect(cosine(car, payment)).toBeLessThan(0.3);
  });

  const invalid = "'$.input' is invalid.";
  const long = "tea coffee milk ".repeat(4000);
  const model = "text-embedding-3-small";

  test.each<[what: string, sent: object, error: object]>([
    ["an empty list", { model, input: [] }, { message: expect.stringContaining(invalid), code: null }],
    ["an empty text in a list", { model, input: ["a", ""] }, { message: expect.stringContaining(invalid) }],
    ["something else", { model, input: [{}] }, { message: expect.stringContaining(invalid), param: null }],
    [
      "2,049 texts",
      { model, input: Array.from({ length: 2049 }, () => "a") },
      { code: "array_above_max_length" },
    ],
    [
      "a text of more than 8,192 tokens",
      { model, input: ["a", long] },
      { message: expect.stringMatching(/maximum context length is 8192 tokens, however you requested \d+/) },
    ],
    [
      "more than 300,000 tokens",
      { model, input: Array.from({ length: 160 }, () => "tea coffee milk ".repeat(700)) },
      {
        ...{ type: "max_tokens_per_request", code: "max_tokens_per_request", param: null },
        message: expect.stringMatching(/^Requested \d+ tokens, max 300000 tokens per request$/),
      },
    ],
    [
      "ada-002's own dimensions",
      { model: "text-embedding-ada-002", input: "a", dimensions: 1536 },
      { message: "This model does not support specifying dimensions.", param: null, code: null },
    ],
    ["dimensions of null", { model: "text-embedding-ada-002", input: "a", dimensions: null }, { code: null }],
    ["too many dimensions", { model, input: "a", dimensions: 3072 }, { param: "dimensions" }],
  ])("refuse %s", async (_what, sent, error) => {
    const { status, body } = await call(endpoint, "/openai/v1/embeddings", sent);
    expect([status, body.error]).toEqual([400, expect.objectContaining(error)]);
  });

  test("let a lone empty text through", async () => {
    const { status } = await call(endpoint, "/openai/v1/embeddings", { model, input: "" });
    expect(status).toBe(200);
  });
});
