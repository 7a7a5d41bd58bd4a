import type { VectorFile } from "../../../src/text/embeddings/vectorFiles";
import { shareEndpoint, useServer } from "../../support/hooks";
import { answering, answerOf, embed } from "./support";

const endpoint = shareEndpoint();
const server = useServer();

const linesOf = (file: VectorFile | null): Array<Record<string, unknown>> =>
  String(file?.data)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

const texts = ["tea", "", "coffee", 'tea "quoted" ü'];

test("JSON Lines have index, text and vector, and the results those that failed alone", async () => {
  const { results: shown } = await embed(endpoint, { texts, dimensions: "8" });
  const { file, indexFile, results, counts, dimensions } = await embed(endpoint, {
    ...{ texts, dimensions: "8", outputForm: "jsonLines" },
  });
  expect(file).toMatchObject({ contentType: "application/jsonl", fileName: "embeddings.jsonl" });
  expect(linesOf(file)).toEqual(
    [0, 2, 3].map((index) => ({ index, text: texts[index], embedding: shown[index]?.embedding })),
  );
  expect(String(file?.data)).toMatch(/^\{"index":0,"text":"tea","embedding":\[-?0\.\d{1,14},/);
  expect(results.map(({ index, status }) => [index, status])).toEqual([[1, "failed"]]);
  expect([counts.succeeded, dimensions, indexFile]).toEqual([3, 8, null]);
});

test("a packed file has the rows of those that succeeded, and an index says which", async () => {
  const records = texts.map((title, id) => ({ id, title }));
  const params = { records, promptTemplate: "{{title}}", dimensions: "8" };
  const { results: shown } = await embed(endpoint, params);
  const { file, indexFile, results } = await embed(endpoint, { ...params, outputForm: "packed" });
  expect(file).toMatchObject({ contentType: "application/octet-stream", fileName: "embeddings.f32" });
  expect(file?.data).toHaveLength(3 * 8 * 4);
  expect(linesOf(indexFile)).toEqual([
    { model: "text-embedding-3-small", dimensions: 8, count: 3 },
    ...[0, 2, 3].map((index) => ({ index, record: records[index] })),
  ]);
  const second = Array.from({ length: 8 }, (_, place) => file?.data.readFloatLE((8 + place) * 4) ?? 0);
  const expected = shown[2]?.embedding ?? [];
  for (const [place, value] of second.entries()) expect(value).toBeCloseTo(expected[place] ?? 0, 7);
  expect(results.map(({ index, record }) => [index, record])).toEqual([[1, records[1]]]);
});

test("nine digits give every float32 number back", async () => {
  const numbers = [1e-38, -1.17549435e-38, 3.4028234e38, 0.1, -16777217, 1 / 3, 5e-324, -0];
  server.script(answerOf([Buffer.from(Float32Array.from(numbers).buffer).toString("base64")]));
  const { file } = await embed(server, { text: "a", outputForm: "jsonLines" });
  const [line = {}] = linesOf(file);
  expect((line["embedding"] as number[]).map(Math.fround)).toEqual(
    numbers.map((value) => Math.fround(value) + 0),
  );
});

test.each(["jsonLines", "packed", "results"])(
  "what has come is handed over as %s, also when the step's time is up",
  async (outputForm) => {
    const controller = new AbortController();
    const vector = Buffer.from(new Float32Array(1536).fill(0.3).buffer).toString("base64");
    server.script(
      answering(({ input }) => {
        if (input.length === 500) return answerOf(input.map(() => vector));
        controller.abort();
        return answerOf([]);
      }),
    );
    const params = { texts: Array.from({ length: 501 }, (_, index) => `t${index}`), outputForm };
    const settings = { embeddingSettings: { textsPerCall: "500" } };
    const { counts, file, results, warning } = await embed(
      server,
      { ...params, ...settings },
      { signal: controller.signal },
    );
    expect(counts).toEqual({ total: 501, succeeded: 500, failed: 0, remaining: 1 });
    expect(file?.data.length ?? results.length).toBeGreaterThanOrEqual(500);
    expect(warning).toContain("the step was cancelled");
  },
);

test("equal texts have a row each, and files without any vector are empty", async () => {
  const { file } = await embed(endpoint, { texts: ["tea", "tea"], dimensions: "2", outputForm: "packed" });
  expect(file?.data.subarray(0, 8)).toEqual(file?.data.subarray(8, 16));
  const none = await embed(endpoint, { texts: [""], outputForm: "packed" });
  expect(none.file?.data).toHaveLength(0);
  expect(linesOf(none.indexFile)).toEqual([{ model: null, dimensions: 0, count: 0 }]);
  const noLines = await embed(endpoint, { texts: [""], outputForm: "jsonLines" });
  expect(noLines.file?.data).toHaveLength(0);
});

test("2,000 vectors of 1,536 numbers are packed in little more than they take", async () => {
  const vector = Buffer.from(new Float32Array(1536).fill(0.25).buffer).toString("base64");
  server.script(answering(({ input }) => answerOf(input.map(() => vector))));
  const many = Array.from({ length: 2000 }, (_, index) => `t${index}`);
  const { file, counts, results } = await embed(server, { texts: many, outputForm: "packed" });
  expect([counts.succeeded, results.length]).toEqual([2000, 0]);
  expect(file?.data).toHaveLength(2000 * 1536 * 4);
  expect(file?.data.buffer.byteLength).toBe(2000 * 1536 * 4);
});
