import { failureOf } from "../../support/connector";
import { indexLines, matchesOf, packed, search } from "./similaritySupport";

const [first, second] = [
  [1, 0],
  [0.6, 0.8],
];
const found = [
  [0, 1],
  [1, 0.6],
];
const items = [first, second].map((embedding, index) => ({
  index,
  status: "succeeded",
  embedding,
  error: null,
}));
const base64 = (vector: number[]): string => packed(vector).toString("base64");
const lines = items.map((item) => JSON.stringify(item)).join("\n");
const file = (text: string | Buffer) => ({ data: Buffer.from(text), contentType: "application/jsonl" });
const head = { model: "text-embedding-3-small", dimensions: 2, count: 2 };
const index = indexLines(head, [{ index: 0 }, { index: 1 }]);
const files = { results: [], file: { data: packed(first, second) }, indexFile: file(index) };

describe("vectors", () => {
  test.each<[form: string, vectors: unknown]>([
    ["a list of lists", [first, second]],
    ["its JSON", JSON.stringify([first, second], null, 2)],
    ["the output of Create Embeddings", { results: items, counts: {} }],
    ["all of a step", { data: { results: items, model: "m" } }],
    ["its JSON", JSON.stringify({ results: items })],
    ["the service's own answer", { object: "list", data: items, model: "m" }],
    ["the service's own answer by Raw Request", { data: { data: items } }],
    ["objects with base64", [first, second].map((vector) => ({ embedding: base64(vector) }))],
    ["objects with lists as a database has them", [first, second].map((one) => ({ embedding: `[${one}]` }))],
    ["32-bit floats", [new Float32Array(first), new Float32Array(second)]],
    ["64-bit floats", [new Float64Array(first), new Float64Array(second)]],
    ["bytes of floats", [first, second].map((vector) => ({ embedding: packed(vector) }))],
    ["JSON Lines", lines],
    ["JSON Lines in a file", file(lines)],
    [
      "JSON Lines with a mark, blank lines, and other line ends",
      file(`\ufeff${lines.replace("\n", "\r\n\r\n")}\n \n`),
    ],
    ["JSON Lines in UTF-16", file(Buffer.from(`\ufeff${lines}`, "utf16le"))],
    ["JSON Lines of lists", `${JSON.stringify(first)}\n${JSON.stringify(second)}`],
    ["JSON Lines as base64", Buffer.from(lines).toString("base64")],
    ["a file whose step read it as text", { data: lines, contentType: "application/jsonl" }],
    ["JSON in a file", file(JSON.stringify([first, second]))],
    ["a file of Create Embeddings", { results: [], file: file(lines), indexFile: null }],
    ["packed files of Create Embeddings", files],
    ["all of a step with packed files", { data: files }],
  ])("are read from %s", async (_form, vectors) => {
    expect(matchesOf(await search({ query: first, vectors }))).toEqual(found);
  });

  test("in a packed file are read where they are, wherever they begin", async () => {
    for (const offset of [0, 1, 2, 3, 4]) {
      const data = Buffer.concat([Buffer.alloc(offset), packed(first, second)]).subarray(offset);
      const data64 = `data:application/octet-stream;base64,${data.toString("base64")}`;
      for (const vectors of [data, { data }, data64]) {
        const matches = matchesOf(await search({ query: first, vectors, vectorIndex: index }));
        expect([offset, matches]).toEqual([offset, found]);
      }
    }
  });

  test.each<[form: string, vectorIndex: unknown]>([
    ["a file", file(index)],
    ["text", index],
    ["a file that was read as text", { data: index }],
    [
      "a list",
      index
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ],
  ])("have their index as %s", async (_form, vectorIndex) => {
    const { matches } = await search({ query: first, vectors: packed(first, second), vectorIndex });
    expect(matches.map((match) => match.index)).toEqual([0, 1]);
  });
});

describe("a query", () => {
  test.each<[form: string, query: unknown, indexes: number[]]>([
    ["numbers", first, [0]],
    ["numbers as JSON", JSON.stringify(first), [0]],
    ["floats", new Float32Array(first), [0]],
    ["a list of one", [first], [0]],
    ["an item of Create Embeddings", items[0], [0]],
    ["the output of Create Embeddings", { results: items }, [0, 1]],
    ["the output of Create Embeddings with one failed", { results: [{ status: "failed" }, items[1]] }, [1]],
    ["packed files", files, [0, 1]],
    ["lists of numbers", [second, first], [0, 1]],
  ])("may be %s", async (_form, query, indexes) => {
    const { results } = await search({ query, vectors: [first, second] });
    expect(results.map((result) => result.query)).toEqual(indexes);
  });
});

describe("what a vector belongs to", () => {
  test.each<[entry: object, subject: object]>([
    [
      { index: 4, text: "Opening hours" },
      { index: 4, text: "Opening hours" },
    ],
    [
      { index: 4, record: { id: 7 }, text: "x" },
      { index: 4, record: { id: 7 } },
    ],
    [
      { id: 7, status: "failed", text: "x" },
      { index: 0, record: { id: 7, status: "failed", text: "x" } },
    ],
    [
      { index: 1, status: "succeeded", error: null, text: "Open", cutTo: 4, fallback: { answeredBy: {} } },
      { index: 1, text: "Open" },
    ],
    [{ object: "embedding", index: 2 }, { index: 2 }],
    [{ index: -1, text: 5 }, { index: 0 }],
    [{ index: "3" }, { index: 0 }],
  ])("is its text, its record, or its other fields: %j", async (entry, subject) => {
    const whole = { ...entry, embedding: first };
    const { matches, results } = await search({ query: whole, vectors: [whole] });
    expect(matches).toEqual([{ similarity: 1, ...subject }]);
    const { index: query, ...rest } = subject as { index: number };
    expect(results[0]).toMatchObject({ query, ...rest });
  });

  test("keeps all digits of its numbers in JSON", async () => {
    const line = '{"id": 12345678901234567890, "embedding": [1, 0]}';
    for (const vectors of [`[${line}]`, `${line}\n${line}`, file(`${line}\n${line}\n`)]) {
      const { matches } = await search({ query: first, vectors });
      expect(matches[0]).toMatchObject({ record: { id: "12345678901234567890" } });
    }
  });

  test("stands in the index of a packed file, whose rows may be of some items alone", async () => {
    const rows = [
      { index: 3, text: "three" },
      { index: 9, record: { id: 9 } },
    ];
    const vectorIndex = indexLines(head, rows);
    const params = { query: first, vectors: packed(first, second), vectorIndex };
    expect((await search(params)).matches).toEqual([
      { index: 3, text: "three", similarity: 1 },
      { index: 9, record: { id: 9 }, similarity: 0.6 },
    ]);
    const records = Array.from({ length: 12 }, (_, id) => ({ id }));
    const { matches } = await search({ ...params, records });
    expect(matches.map(({ record }) => record)).toEqual([{ id: 3 }, { id: 9 }]);
    const few = await failureOf(search({ ...params, records: records.slice(0, 9) }));
    expect(few.message).toContain("Records: there are 9, and 10 belong to Vectors.");
  });
});
