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
});
