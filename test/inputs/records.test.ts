import { cleanRecords } from "../../src/inputs/records";
import { refusalOf } from "./refusal";

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
  ])("may come as %s", (_what, value) => {
    expect(cleanRecords(value)).toEqual(list);
  });

  test("may be without a prototype, or of another realm", () => {
    expect(cleanRecords([Object.assign(Object.create(null), { a: 1 })])).toEqual([{ a: 1 }]);
  });

  test.each<[unknown]>([[undefined], [null], [""], ["  "], [[]], ["[]"], [{ records: [] }]])(
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
    [new Error("x"), "{}"],
    [Promise.resolve(1), "{}"],
  ])("are objects, and the first other entry is named by its place: %j", (entry, words) => {
    const message = refusalOf(cleanRecords, [{ a: 1 }, { a: 2 }, entry, 7]);
    expect(message).toMatch(/^Records: record 3 is /);
    expect(message).toContain(words);
    expect(message).toContain("It has to be an object. Accepted is, for example");
  });

  test("are objects: rows that are lists are refused with what is needed", () => {
    expect(
      refusalOf(cleanRecords, [
        ["name", "age"],
        ["Ada", 36],
      ]),
    ).toMatch(
      /^Records: record 1 is \["name","age"\]\. It has to be an object\. Rows of a table, such as CSV, need a step/,
    );
  });
});
