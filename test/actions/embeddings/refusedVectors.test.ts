import { failureOf } from "../../support/connector";
import { indexLines, packed, search } from "./similaritySupport";

const messageOf = async (params: Record<string, unknown>): Promise<string> =>
  (await failureOf(search({ query: [1, 0], vectors: [[1, 0]], ...params }))).message;

const loop: Record<string, unknown> = {};
loop["data"] = loop;

describe("a vector that can't be compared is refused by its place", () => {
  test.each<[vectors: unknown, message: string]>([
    [
      [
        [1, 0],
        [1, 2, 3],
      ],
      "Vectors: vector 2: it has 3 values, those before it 2. Embed all with one model and",
    ],
    [[[1, 0], []], "Vectors: vector 2: it is empty. Embed it again, or leave it out."],
    [[[1, null]], "Vectors: vector 1: value 2 is null, not a finite number."],
    [
      [
        [1, 0],
        [null, null],
      ],
      "Vectors: vector 2: value 1 is null, not a finite number.",
    ],
    [[[1, Number.NaN]], "Vectors: vector 1: value 2 is NaN, not a finite number."],
    [[[1, Number.NEGATIVE_INFINITY]], "Vectors: vector 1: value 2 is -Infinity, not a finite number."],
    [[[1, 1e39]], "Vectors: vector 1: value 2 is 1e+39, not a finite number."],
    [[[1, "0.5"]], 'Vectors: vector 1: value 2 is "0.5", not a finite number.'],
    [[[1, 5n]], "Vectors: vector 1: value 2 is"],
    [[[[1, 0]]], "Vectors: vector 1: value 1 is a list, not a finite number."],
    [
      [
        [1, 0],
        [0, 0],
      ],
      "Vectors: vector 2: all of its values are 0: it has no direction.",
    ],
    [[new Float32Array([1, Number.NaN])], "Vectors: vector 1: value 2 is NaN"],
    [[{ text: "a" }], "Vectors: vector 1: it has no embedding. A vector is a list of numbers, or an object"],
    [[{ embedding: null }], "Vectors: vector 1: it is not a list of numbers."],
    [[{ embedding: "AAA" }], "Vectors: vector 1: it is not a list of numbers."],
    [[{ embedding: "[1, 0" }], "Vectors: vector 1: it is not a list of numbers."],
    [[{ embedding: { "0": 1, "1": 0 } }], "Vectors: vector 1: it is not a list of numbers."],
    [["no vector"], "Vectors: vector 1: it is not a list of numbers."],
    ['{"embedding": [1, 0]}\n{"embedding": [1]}', "Vectors: vector 2: it has 1 values, those before it 2."],
    [
      '{"embedding": [1, 0]}\n{"embedding": [1e999, 0]}',
      "Vectors: vector 2: value 1 is Infinity, not a finite",
    ],
    ['{"embedding": [1, 0]}\n{"embedding": [1, NaN]}', "Vectors: line 2 is not JSON"],
    [[Array(2)], "Vectors: vector 1: value 1 is"],
  ])("%#", async (vectors, message) => {
    expect(await messageOf({ vectors })).toContain(message);
  });

  test("also a query", async () => {
    expect(
      await messageOf({
        query: [
          [1, 0],
          [0, 0],
        ],
      }),
    ).toContain("Query: query 2: all of its values are 0");
    expect(
      await messageOf({
        query: [
          [1, 0],
          [null, 0],
        ],
      }),
    ).toContain("Query: query 2: value 1 is null");
    expect(await messageOf({ query: [1, 0, 0] })).toBe(
      "Query: query 1: it has 3 values, and Vectors have 2. Embed all with one model and one number of dimensions.",
    );
  });

  test("but one of zeros by dot product", async () => {
    const { matches } = await search({ query: [1, 0], vectors: [[0, 0]], measure: "dot" });
    expect(matches).toEqual([{ index: 0, similarity: 0 }]);
  });
});

describe("what holds no vectors is refused by its label", () => {
  test.each<[vectors: unknown, message: string]>([
    ["", "Vectors: it is empty. Reference the output of Create Embeddings."],
    [[], "Vectors: there is no vector."],
    [{ results: [] }, "Vectors: there is no vector."],
    [{ results: [{ status: "failed", embedding: null }] }, "Vectors: all of its 1 items failed."],
    ["What is it?", 'Vectors: "What is it?" is not accepted. Reference the output of Create Embeddings'],
    [42, 'Vectors: "42" is not accepted.'],
    [{ name: "x" }, 'Vectors: "{"name":"x"}" is not accepted.'],
    [loop, "is not accepted."],
    [Promise.resolve([[1, 0]]), "is not accepted."],
    ["[[1, 0], [1, 0]", "Vectors: this is not JSON; it breaks at its end."],
    [`${"[".repeat(9000)}${"]".repeat(9000)}`, "Vectors: vector 1: value 1 is a list, not"],
    [
      { data: Buffer.from("%PDF-1.7\n") },
      "Vectors: the file is not JSON Lines. Packed vectors need their index in",
    ],
    ["%PDF-1.7\nx", "Vectors: the text is a PDF read as text."],
    [packed([1, 0]), "Vectors: the file is not JSON Lines. Packed vectors need their index in Vector Index."],
    [{ value: [[1, 0]], rows: [[1, 0]] }, "Vectors: there are lists in value and rows."],
  ])("%#", async (vectors, message) => {
    expect(await messageOf({ vectors })).toContain(message);
  });

  test.each([packed([1, 0]), "banana"])("nor by a query: %j", async (query) => {
    expect(await messageOf({ query })).toMatch(
      /^Query: the file is not JSON Lines\. Reference the whole output of its step\.$|^Query: "banana"/,
    );
  });
});

describe("packed vectors", () => {
  const head = { model: "text-embedding-3-small", dimensions: 2, count: 2 };
  const rows = [{ index: 0 }, { index: 1 }];
  const vectors = packed([1, 0], [0, 1]);
  const index = indexLines(head, rows);

  test.each<[what: string, vectors: Buffer, index: unknown, message: string]>([
    [
      "of another file",
      vectors.subarray(8),
      index,
      "Vectors: the file has 8 bytes, and its index says 2 vectors of",
    ],
    ["that are cut off", vectors.subarray(0, 15), index, "Vectors: the file has 15 bytes"],
    [
      "that are JSON Lines",
      Buffer.from(index),
      index,
      "Reference both files of one step. JSON Lines need no index.",
    ],
    [
      "with too few lines",
      vectors,
      indexLines(head, [{}]),
      "Vector Index: it says 2 vectors, and has lines for 1.",
    ],
    ["joined to another", vectors, index + index, "Vector Index: it says 2 vectors, and has lines for 5."],
    [
      "whose index is that of none",
      vectors,
      indexLines({}, rows),
      "Vector Index: its first line does not say",
    ],
    ["whose index is of text", vectors, "x\ny", "Vector Index: line 1 is not JSON: x."],
    ["whose index is the vectors", vectors, vectors, "Vector Index: the file holds zero bytes"],
    ["whose index is a number", vectors, 5, "Vector Index: this is not an index of vectors."],
    [
      "whose index has negative dimensions",
      vectors,
      indexLines({ ...head, dimensions: -2 }, rows),
      "does not say",
    ],
    [
      "with NaN",
      packed([1, 0], [0, Number.NaN]),
      index,
      "Vectors: vector 2: value 2 is NaN, not a finite number.",
    ],
    ["with an infinity", packed([Infinity, 0], [0, 1]), index, "Vectors: vector 1: value 1 is Infinity"],
    ["of zeros", packed([1, 0], [0, 0]), index, "Vectors: vector 2: all of its values are 0"],
  ])("%s are refused", async (_what, given, vectorIndex, message) => {
    expect(await messageOf({ vectors: given, vectorIndex })).toContain(message);
  });

  test("of another model than the query's are refused, in any case of its name", async () => {
    const results = [{ index: 0, status: "succeeded", embedding: [1, 0] }];
    const params = { vectors, vectorIndex: index };
    expect(await messageOf({ query: { results, model: "text-embedding-ada-002" }, ...params })).toBe(
      "Query: its vectors are of text-embedding-ada-002, and Vectors are of text-embedding-3-small: they can't be compared. Embed both with one model. Where both names are one model, reference the results of the query's step alone.",
    );
    for (const query of [
      { results, model: "Text-Embedding-3-Small" },
      { results },
      results,
      { results, model: 5 },
    ])
      expect((await search({ query, ...params })).counts.vectors).toBe(2);
  });

  test("as JSON Lines are of the model that their step's output names", async () => {
    const data = Buffer.from('{"index":0,"embedding":[1,0]}\n{"index":1,"embedding":[0,1]}\n');
    const output = { results: [], model: "text-embedding-ada-002", file: { data } };
    const query = { results: [{ index: 0, embedding: [1, 0] }], model: "text-embedding-3-small" };
    expect(await messageOf({ query, vectors: output })).toContain("Vectors are of text-embedding-ada-002");
    expect((await search({ query, vectors: output.file })).counts.vectors).toBe(2);
  });

  test("have an index, and no other vectors do", async () => {
    expect(await messageOf({ vectorIndex: index })).toBe(
      "Vector Index: it is filled in, but Vectors is no packed file. Leave it empty.",
    );
  });
});
