import { failureOf } from "../../support/connector";
import { shareEndpoint, useServer } from "../../support/hooks";
import type { ScriptEntry } from "../../support/scriptedServer";
import { answering, answerOf, bodiesOf, embed, sizesOf } from "./support";

const endpoint = shareEndpoint();
const server = useServer();

const cosine = (
  left: readonly number[] | null | undefined,
  right: readonly number[] | null | undefined,
): number => (left ?? []).reduce((sum, value, index) => sum + value * (right?.[index] ?? 0), 0);

test("one text becomes a vector", async () => {
  const data = await embed(endpoint, {
    text: "Where is my bag?",
    dimensions: "8",
    prices: { inputPrice: "10" },
  });
  const [body] = bodiesOf(endpoint);
  expect(body).toEqual({
    ...{ model: "text-embedding-3-small", input: ["Where is my bag?"] },
    ...{ encoding_format: "base64", dimensions: 8 },
  });
  expect(data).toMatchObject({
    results: [{ index: 0, status: "succeeded", error: null, text: "Where is my bag?" }],
    counts: { total: 1, succeeded: 1, failed: 0, remaining: 0 },
    ...{ dimensions: 8, model: "text-embedding-3-small", file: null, indexFile: null },
    ...{ tokens: { input: 5 }, usage: { prompt_tokens: 5 }, remaining: [], warning: null, warnings: [] },
  });
  expect(data.cost?.total).toBeGreaterThan(0);
  const [result] = data.results;
  expect(result?.embedding).toHaveLength(8);
  expect(cosine(result?.embedding, result?.embedding)).toBeCloseTo(1, 4);
});

test("texts about the same point the same way", async () => {
  const texts = ["My luggage did not arrive.", "Where is my bag?", "I forgot my password."];
  const { results } = await embed(endpoint, { texts });
  const [luggage, bag, password] = results.map(({ embedding }) => embedding);
  expect(cosine(luggage, bag)).toBeGreaterThan(cosine(luggage, password) + 0.3);
});

test("the order is kept, equal texts are sent once, and empty ones are not sent", async () => {
  const { results, counts } = await embed(endpoint, {
    ...{ texts: JSON.stringify(["tea", " ", "coffee", "tea", "", null]), dimensions: "8" },
  });
  expect(bodiesOf(endpoint).map(({ input }) => input)).toEqual([["tea", "coffee"]]);
  expect(results.map(({ status }) => status)).toEqual([
    ...["succeeded", "failed", "succeeded", "succeeded", "failed", "failed"],
  ]);
  expect(results[3]?.embedding).toEqual(results[0]?.embedding);
  expect(results[2]?.embedding).not.toEqual(results[0]?.embedding);
  expect(results[1]).toMatchObject({ embedding: null, error: { message: "Texts: text 2: it is empty." } });
  expect(counts).toEqual({ total: 6, succeeded: 3, failed: 3, remaining: 0 });
});

test("records fill in the template, and stand beside their vectors", async () => {
  const records = [{ name: "Ada", notes: "" }, { name: "Grace", notes: "late\nagain" }, { notes: "x" }];
  const { results } = await embed(endpoint, {
    ...{ records, promptTemplate: "{{name}}{{#notes}}: {{notes}}{{/notes}}", dimensions: "8" },
    embeddingSettings: { allowMissingFields: "true", extraParameters: '{"user": "customer-7"}' },
  });
  const [body] = bodiesOf(endpoint);
  expect(body).toMatchObject({ input: ["Ada", "Grace: late\nagain", ": x"], user: "customer-7" });
  expect(results.map(({ record }) => record)).toEqual(records);
  expect(results[1]?.text).toBe("Grace: late\nagain");
});

test("a record that makes an empty text fails alone", async () => {
  const records = [{ name: "" }, { name: "Ada" }];
  const { results } = await embed(endpoint, { records, promptTemplate: "{{name}}", dimensions: "8" });
  expect(results[0]?.error?.message).toBe("Records: record 1: the template makes an empty text of it.");
  expect(results[1]?.status).toBe("succeeded");
});

test("half characters and NUL are mended, and the step says where", async () => {
  const texts = ["tea \ud83d", "coffee\0 black", "milk"];
  const { results, warnings } = await embed(endpoint, { texts, dimensions: "8" });
  expect(bodiesOf(endpoint)[0]?.input).toEqual(["tea \ufffd", "coffee black", "milk"]);
  expect(warnings).toEqual(["Half characters were replaced, and NUL was left out, in text 1, text 2."]);
  expect(results.map(({ status }) => status)).toEqual(["succeeded", "succeeded", "succeeded"]);
  const one = await embed(endpoint, { text: "tea \ud83d", dimensions: "8" });
  expect(one.warnings).toEqual(["Half characters were replaced, and NUL was left out, in text 1."]);
});

test.each<[what: string, params: Record<string, unknown>, message: string]>([
  ["nothing", {}, "Text, Texts and Records: all are empty. Enter one of them."],
  ["an empty list", { texts: "[]" }, "Texts: there is no text."],
  ["an empty list of an earlier step", { texts: [] }, "Texts: there is no text."],
  ["an empty list typed as a text", { text: " [ ] " }, "Text: it is an empty list"],
  ["two sources", { text: "a", texts: ["b"] }, "Text, Texts and Records: Text and Texts are filled in."],
  ["records without a template", { records: [{ a: 1 }] }, "Prompt Template: it is empty."],
  [
    "a template without records",
    { text: "a", promptTemplate: "{{b}}" },
    "Prompt Template: it is filled in, but",
  ],
  [
    "a field of no record",
    { records: [{ a: 1 }], promptTemplate: "{{b}}" },
    "{{b}} is a field of no record.",
  ],
  [
    "a template without a field",
    { records: [{ a: 1 }], promptTemplate: "b" },
    "Prompt Template: it has no plac",
  ],
  ["an entry that is no text", { texts: ["a", { b: 1 }] }, 'Texts: text 2 is {"b":1}.'],
  ["no dimensions", { text: "a", dimensions: "0" }, "Dimensions"],
  ["the input as an extra", { text: "a", embeddingSettings: { extraParameters: { input: "b" } } }, '"input"'],
])("%s is refused before anything is sent", async (_what, params, message) => {
  expect((await failureOf(embed(endpoint, params))).message).toContain(message);
  expect(endpoint.requests).toEqual([]);
});

test("texts that are all empty are errors, and nothing is sent", async () => {
  const { results, counts, tokens, dimensions } = await embed(endpoint, { texts: ["", " "] });
  expect(results.every(({ error }) => error?.message.includes("it is empty"))).toBe(true);
  expect([counts.failed, tokens?.input, dimensions]).toEqual([2, 0, null]);
  expect(endpoint.requests).toEqual([]);
});

test("vectors that no step can hold are refused before anything is sent", async () => {
  const texts = Array.from({ length: 700 }, (_, index) => `text ${index}`);
  const failure = await failureOf(embed(endpoint, { texts, dimensions: "100000" }));
  expect(failure.message).toContain("would need 840 MB for 700 vectors of 100000 numbers, and has 750.");
  expect(failure.message).toContain("Choose Packed File as Output Form");
  expect(endpoint.requests).toEqual([]);
});

test("a long list is sent in calls, the first of which is small", async () => {
  const texts = Array.from({ length: 2500 }, (_, index) => `number ${index}`);
  const { counts, results } = await embed(endpoint, { texts, dimensions: "2" });
  expect(sizesOf(endpoint)).toEqual([512, 1988]);
  expect(counts.succeeded).toBe(2500);
  expect(results.map(({ index }) => index)).toEqual(texts.map((_, index) => index));
  const again = await embed(endpoint, { text: "number 2400", dimensions: "2" });
  expect(results[2400]?.embedding).toEqual(again.results[0]?.embedding);
});

test("calls keep to the tokens of the service as well, and to Texts per Call", async () => {
  const words = "tea coffee milk sugar lemon honey ".repeat(300);
  const texts = Array.from({ length: 120 }, (_, index) => `${index} ${words}`);
  const { counts } = await embed(endpoint, {
    texts,
    dimensions: "2",
    embeddingSettings: { textsPerCall: "50" },
  });
  expect(counts.succeeded).toBe(120);
  expect(Math.max(...sizesOf(endpoint))).toBeLessThanOrEqual(8);
});

test("a long list under a quota is sent in its order, and ends with small calls", async () => {
  const headers = { "x-ratelimit-limit-tokens": "1200000", "x-ratelimit-remaining-tokens": "1199999" };
  const sent: string[][] = [];
  server.script(
    answering(({ input }) => {
      sent.push(input);
      return { ...answerOf(input.map(() => [1, 2])), headers } as ScriptEntry;
    }),
  );
  const texts = Array.from({ length: 1000 }, (_, index) => `${index} ${"x".repeat(600)}`);
  const { counts } = await embed(server, { texts, bulkOptions: { concurrentRequests: "1" } });
  expect(counts.succeeded).toBe(1000);
  expect(sent.flat().map(Number.parseFloat)).toEqual(texts.map(Number.parseFloat));
  const sizes = sent.slice(1, -1).map(({ length }) => length);
  expect(sizes).toEqual(sizes.toSorted((left, right) => right - left));
  expect(sizes.at(-1)).toBeLessThan((sizes[0] ?? 0) / 2);
});
