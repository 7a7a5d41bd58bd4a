import { errorAnswer } from "../../support/answers";
import { useServer, useShortWaits } from "../../support/hooks";
import type { ScriptEntry } from "../../support/scriptedServer";
import { answering, answerOf, embed } from "./support";

const server = useServer();
useShortWaits();

const packed = (...numbers: number[]): string =>
  Buffer.from(Float32Array.from(numbers).buffer).toString("base64");

test.each<[what: string, vector: unknown, problem: string]>([
  ["null", null, "neither a list of numbers nor base64"],
  ["an object", { 0: 1 }, "neither a list of numbers nor base64"],
  ["a list of nulls", [null, null], "number 1 of it is not a number"],
  ["digits as texts", [0.5, "0.5"], "number 2 of it is not a number"],
  ["too large a number", [0.5, 1e39], "number 2 of it is not finite"],
  ["nothing", [], "it is empty"],
  ["an empty text", "", "it is empty"],
  ["NaN in base64", packed(1, Number.NaN), "number 2 of it is not finite"],
  ["infinity in base64", packed(Number.NEGATIVE_INFINITY, 1), "number 1 of it is not finite"],
  ["characters that base64 does not have", "AAAA!!!!AAAA", "not base64"],
  ["half a number", Buffer.from([1, 2, 3, 4, 5, 6]).toString("base64"), "not whole numbers of four bytes"],
  ["another length", packed(1, 2, 3), "a vector of 3 numbers, and those before it have 2"],
])("%s in place of a vector is its text's error alone", async (_what, vector, problem) => {
  server.script(answerOf([packed(1, 2), vector, packed(3, 4)]));
  const { results, counts } = await embed(server, { texts: ["a", "b", "c"] });
  expect(results.map(({ embedding }) => embedding)).toEqual([[1, 2], null, [3, 4]]);
  expect(results[1]?.error?.message).toContain(problem);
  expect(counts).toEqual({ total: 3, succeeded: 2, failed: 1, remaining: 0 });
});

test("vectors are put by their index, whatever their order", async () => {
  const data = [
    { index: 2, embedding: [3, 3] },
    { index: 0, embedding: [1, 1] },
    { index: 1, embedding: packed(2, 2) },
  ];
  server.script({ body: { data, model: "m", usage: null } });
  const { results, tokens, cost } = await embed(server, {
    texts: ["a", "b", "c"],
    prices: { inputPrice: "1" },
  });
  expect(results.map(({ embedding }) => embedding?.[0])).toEqual([1, 2, 3]);
  expect([tokens, cost]).toEqual([null, null]);
});

test("vectors whose indexes say nothing are taken as they stand", async () => {
  const data = [1, 2, 3].map((value) => ({ index: 0, embedding: [value, 0] }));
  server.script({ body: { data } });
  const { results, model } = await embed(server, { texts: ["a", "b", "c"] });
  expect(results.map(({ embedding }) => embedding?.[0])).toEqual([1, 2, 3]);
  expect(model).toBeNull();
});

test("indexes that rise from another number than 0 are taken as they stand", async () => {
  const data = [1, 2].map((index) => ({ index, embedding: [index, 0] }));
  server.script({ body: { data } });
  const { results } = await embed(server, { texts: ["a", "b"] });
  expect(results.map(({ embedding }) => embedding?.[0])).toEqual([1, 2]);
});

test.each<[what: string, indexes: unknown[], expected: Array<number | undefined>]>([
  ["an index twice", [3, 1, 1, 0], [0, undefined, undefined, 30]],
  ["an index twice, and one more vector", [0, 1, 2, 3, 0], [undefined, 10, 20, 30]],
  ["indexes of another kind in no order", ["3", "2", "1", "0"], [undefined, undefined, undefined, undefined]],
])("%s: no text gets the vector of another one", async (_what, indexes, expected) => {
  const data = indexes.map((index) => ({ index, embedding: [Number(index) * 10, 1] }));
  server.script({ body: { data } });
  const { results } = await embed(server, { texts: ["a", "b", "c", "d"] });
  expect(results.map(({ embedding }) => embedding?.[0])).toEqual(expected);
});

test("a vector that did not come is its text's error", async () => {
  server.script({ body: { data: [{ index: 1, embedding: [1, 2] }] } });
  const { results } = await embed(server, { texts: ["a", "b"] });
  expect(results[0]?.error?.message).toContain("got no vector for this text");
  expect(results[1]?.embedding).toEqual([1, 2]);
});

test.each<[what: string, data: unknown[]]>([
  ["fewer without indexes", [{ embedding: [1, 2] }, { embedding: [1, 2] }]],
  ["more", [0, 1, 2, 3].map((index) => ({ index, embedding: [1, 2] }))],
  ["places that there are not", [7, 8].map((index) => ({ index, embedding: [1, 2] }))],
])("%s vectors than texts can't be told apart, and fail", async (_what, data) => {
  server.script({ body: { data } });
  const { results, counts } = await embed(server, { texts: ["a", "b", "c"] });
  expect(counts.failed).toBe(3);
  expect(results[0]?.error?.message).toContain(`got ${data.length} vectors for 3 texts`);
});

test("vectors of another model are no part of the list", async () => {
  server.script(
    answering(({ input }) =>
      answerOf(
        input.map(() => [1, 2]),
        { model: input.includes("t0") ? "one" : "two" },
      ),
    ),
  );
  const texts = Array.from({ length: 600 }, (_, index) => `t${index}`);
  const { counts, results, model } = await embed(server, { texts });
  expect([counts.succeeded, counts.failed, model]).toEqual([512, 88, "one"]);
  expect(results[599]?.error?.message).toContain("vectors of the model two, and those before are of one");
});

test("a call that fails is the error of its texts alone", async () => {
  let calls = 0;
  const answerIn = (): ScriptEntry => {
    calls += 1;
    return calls === 2 ? errorAnswer(500) : answerOf(Array.from({ length: 100 }, () => [1, 2]));
  };
  server.script(
    answering(({ input }) => (input.length === 100 ? answerIn() : answerOf(input.map(() => [1, 2])))),
  );
  const texts = Array.from({ length: 300 }, (_, index) => `t${index}`);
  const { counts, results } = await embed(server, {
    ...{ texts, embeddingSettings: { textsPerCall: "100" }, requestOptions: { maxRetries: "0" } },
  });
  expect(counts).toEqual({ total: 300, succeeded: 200, failed: 100, remaining: 0 });
  expect(results.filter(({ error }) => error?.message.includes("The service says 500"))).toHaveLength(100);
});

test("a budget that is used up leaves the rest as it was given", async () => {
  server.script(
    answering(({ input }) =>
      answerOf(
        input.map(() => [1, 2]),
        { usage: { prompt_tokens: 900, total_tokens: 900 } },
      ),
    ),
  );
  const records = Array.from({ length: 300 }, (_, name) => ({ name }));
  const { counts, remaining, warning } = await embed(server, {
    ...{ records, promptTemplate: "Number {{name}}", budget: { tokensPerRun: "1500" } },
    embeddingSettings: { textsPerCall: "100" },
  });
  expect(counts.remaining).toBeGreaterThan(0);
  expect(remaining).toEqual(records.slice(300 - counts.remaining));
  expect(warning).toContain(`Not done: ${counts.remaining} of 300 texts`);
});

test("at a project's address, the resource's own embeddings are asked, since a project has none", async () => {
  server.script(answerOf([[1, 2]]));
  await embed({ url: `${server.url}/api/projects/p` }, { text: "a" });
  expect(server.requests[0]?.url).toBe("/openai/v1/embeddings");
});
