import { cleanRecords } from "../../src/inputs/records";
import { refusalOf } from "./refusal";

const loop: Record<string, unknown> = { a: 1 };
loop.self = loop;
let deep: Record<string, unknown> = {};
for (let level = 0; level < 5000; level += 1) deep = { a: deep };

const list = [{ name: "Ada" }, { name: "Grace", tags: ["a"] }];

describe("records", () => {
  test.each<[string, unknown]>([
    ["a list", list],
    ["JSON text", JSON.stringify(list)],
    ["JSON text with a byte order mark", `\uFEFF${JSON.stringify(list)}`],
    ["bytes", Buffer.from(JSON.stringify(list))],
    ["a file", { data: Buffer.from(JSON.stringify(list)), contentType: "application/json" }],
    ["an output with records", { records: list, results: [{ index: 0 }] }],
    ["an output with results", { results: list, usage: {} }],
    ["an output with items, as JSON", JSON.stringify({ items: list })],
    ["rows of OData", { "@odata.context": "x", value: list }],
    ["rows under data", JSON.stringify({ data: list, paging: {} })],
    ["rows under rows", { rows: list, rowCount: 2 }],
    ["a whole step's output", { data: { records: list } }],
    ["our own list before others", { records: list, data: [], value: [1] }],
    ["JSON Lines", list.map((record) => JSON.stringify(record)).join("\n")],
    [
      "JSON Lines with blank ones and returns",
      `\n${list.map((record) => JSON.stringify(record)).join("\r\n\r\n")}\n`,
    ],
    ["a file of JSON Lines", { data: Buffer.from(list.map((record) => JSON.stringify(record)).join("\n")) }],
    ["a file in UTF-16", Buffer.from(`\uFEFF${JSON.stringify(list)}`, "utf16le")],
    [
      "a file that went through JSON",
      JSON.parse(JSON.stringify({ data: Buffer.from(JSON.stringify(list)) })),
    ],
    ["other bytes", new Uint8Array(Buffer.from(JSON.stringify(list)))],
    ["text under data", { data: JSON.stringify(list), contentType: "application/json" }],
    ["maps", list.map((record) => new Map(Object.entries(record)))],
    ["rows that say how they are JSON", list.map((record) => ({ dirty: true, toJSON: () => record }))],
  ])("may come as %s", (_what, value) => {
    expect(cleanRecords(value)).toEqual(list);
  });

  test.each<[string, unknown, object]>([
    ["a line of its own", '{"a": 1}\n', { a: 1 }],
    ["a file that says so", { data: Buffer.from('{"a": 1}'), contentType: "application/x-ndjson" }, { a: 1 }],
    [
      "a file that says so, with a list within",
      { data: '{"a": 1, "items": [{"b": 2}]}\n', contentType: "application/jsonl" },
      { a: 1, items: [{ b: 2 }] },
    ],
    ["an output with a list", '{"items": [{"b": 2}]}\n', { b: 2 }],
  ])("may be one alone, as %s", (_what, value, record) => {
    expect(cleanRecords(value)).toEqual([record]);
  });

  test("may be without a prototype, or of another realm", () => {
    expect(cleanRecords([Object.assign(Object.create(null), { a: 1 })])).toEqual([{ a: 1 }]);
  });

  test("may be objects of a class, of which their fields come back", () => {
    class Row {
      id = 1;
      #secret = "x";
      get hidden(): string {
        return this.#secret;
      }
    }
    const [record] = cleanRecords([new Row()]);
    expect(record).toEqual({ id: 1 });
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
  });

  test("keep the digits of long numbers, in JSON and in values", () => {
    const records = [{ id: "7615917337495251231", small: 5, deep: [{ n: "18446744073709551616" }] }];
    expect(
      cleanRecords('[{"id": 7615917337495251231, "small": 5, "deep": [{"n": 18446744073709551616}]}]'),
    ).toEqual(records);
    expect(cleanRecords('{"id": 7615917337495251231}\n{"id": 1}')[0]).toEqual({ id: "7615917337495251231" });
    expect(cleanRecords([{ id: 7615917337495251231n, small: 5n, deep: [{ n: 2n ** 64n }] }])).toEqual(
      records,
    );
  });

  test("are taken as they are where nothing has to be read", () => {
    const image = Buffer.from("x");
    const given = [{ when: new Date(0), image }];
    expect(cleanRecords(given)[0]).toBe(given[0]);
  });

  test("may not come in two lists at once", () => {
    expect(refusalOf(cleanRecords, { value: [{ a: 1 }], rows: [{ b: 1 }] })).toBe(
      "Records: there are lists in value and rows. Reference one of them.",
    );
  });

  test.each<[string, unknown, RegExp]>([
    ["a broken line", '{"a": 1}\n\n{"a": 2', /^Records: line 3 is not JSON: \{"a": 2\. Accepted is/],
    ["two objects on one line", '{"a": 1}\n{"a": 2}{"a": 3}', /^Records: line 2 is not JSON: /],
    [
      "two objects on the first line",
      '{"a": 1}{"a": 2}\n{"a": 3}',
      /^Records: .*breaks at line 1, column 9,/,
    ],
    ["a line that is no object", '{"a": 1}\n5', /^Records: record 2 is 5\. It has to be an object/],
    ["a loop", [{ a: 1 }, { a: { b: loop } }], /^Records: record 2 \(at a\.b\.self\) holds itself\./],
    ["a loop in a list of an output", { records: [loop] }, /^Records: record 1 \(at self\) holds itself\./],
    [
      "a deep value",
      [{ a: 1 }, deep],
      /^Records: record 2 \(at a\.a\.a\.a\.a\.a\) is nested more than 500 levels deep/,
    ],
    [
      "a getter that throws",
      [
        {
          get name() {
            throw new TypeError("x");
          },
        },
      ],
      /^Records: record 1 /,
    ],
    ["a PDF", Buffer.from("%PDF-1.7\n"), /^Records: the file is a PDF\. Take its text/],
    ["Windows-1252", Buffer.from('[{"a": "ü"}]', "latin1"), /^Records: the file is not in UTF-8/],
  ])("are refused by their place: %s", (_what, value, message) => {
    expect(refusalOf(cleanRecords, value)).toMatch(message);
  });

  test.each<[unknown]>([[undefined], [null], [""], ["  "], [[]], ["[]"], [{ records: [] }], [{ value: [] }]])(
    "may not be empty: %j",
    (value) => {
      expect(refusalOf(cleanRecords, value)).toMatch(
        /^Records: there is no record\. Accepted is, for example/,
      );
    },
  );

  test.each<[unknown]>([[{ name: "Ada" }], ["5"], ["null"], [5], [true]])("are a list: %j", (value) => {
    expect(refusalOf(cleanRecords, value)).toMatch(/^Records: this is not a list\. Accepted is/);
  });

  test("have to be JSON, and the refusal says where it breaks", () => {
    expect(refusalOf(cleanRecords, '[{"a": 1},\n x]')).toMatch(
      /^Records: this is not JSON; .*line 2, column 2/,
    );
  });

  test.each<[unknown, string]>([
    ["text", '"text"'],
    [5, "5"],
    [null, "null"],
    [undefined, "missing"],
    [new Date(0), "1970"],
    [Buffer.from("a"), "[a file, 1 byte]"],
    [new Error("x"), "Error: x"],
  ])("are objects, and the first other entry is named by its place: %j", (entry, words) => {
    const message = refusalOf(cleanRecords, [{ a: 1 }, { a: 2 }, entry, 7]);
    expect(message).toMatch(/^Records: record 3 is /);
    expect(message).toContain(words);
    expect(message).toContain("It has to be an object. Accepted is, for example");
  });

  test("have to be there: a promise of one is named by its place", () => {
    expect(refusalOf(cleanRecords, [{ a: 1 }, Promise.resolve({ a: 2 })])).toMatch(
      /^Records: record 2 is a promise, whose result has to be awaited\. Accepted is, for example/,
    );
  });

  test("are objects: a hole in a list is missing", () => {
    const holed = new Array<unknown>(2);
    holed[1] = { a: 1 };
    expect(refusalOf(cleanRecords, holed)).toMatch(/^Records: record 1 is missing\. It has to be/);
  });
});
