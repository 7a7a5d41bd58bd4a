import {
  cleanChoice,
  cleanName,
  cleanPairs,
  cleanRequiredText,
  cleanText,
  cleanTextList,
} from "../../src/inputs/cleaners";
import { refusalOf } from "./refusal";

const empties: Array<[unknown]> = [[undefined], [null], [""], ["   "], ["\n\t"]];

describe("cleanText", () => {
  const clean = cleanText("User Prompt");

  test.each(empties)("takes %j as left empty", (value) => {
    expect(clean(value)).toBeUndefined();
  });

  test.each<[unknown, string]>([
    ["text", "text"],
    ["  kept as entered\n", "  kept as entered\n"],
    ["0", "0"],
    [0, "0"],
    [false, "false"],
    [12.5, "12.5"],
    [{ a: 1 }, '{"a":1}'],
    [["a"], '["a"]'],
    [Buffer.from("bytes ü"), "bytes ü"],
    [{ data: Buffer.from("a text file"), contentType: "text/plain" }, "a text file"],
    ["\uFEFFwith a mark", "with a mark"],
    [Buffer.from("\uFEFFM\u00fcller"), "M\u00fcller"],
    [Buffer.from("\uFEFFM\u00fcller", "utf16le"), "M\u00fcller"],
    [new TypeError("no such order"), "TypeError: no such order"],
    [new Uint8Array([104, 105]), "hi"],
    [new Uint8Array([104, 105]).buffer, "hi"],
    [{ type: "Buffer", data: [104, 105] }, "hi"],
    [{ data: { type: "Buffer", data: [104, 105] }, contentType: "text/plain" }, "hi"],
    [{ data: "aGk=", encoding: "base64" }, "hi"],
    [{ data: "text", contentType: "text/plain" }, "text"],
    [{ data: "text" }, '{"data":"text"}'],
    ["cut \uD83D", "cut \uFFFD"],
    [5n, "5"],
    [2n ** 64n, "18446744073709551616"],
    [{ id: 2n ** 64n }, '{"id":"18446744073709551616"}'],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
    [new URL("https://a.example/"), "https://a.example/"],
    [new Map([["a", 1]]), '{"a":1}'],
  ])("reads %p as the text %j", (value, expected) => {
    expect(clean(value)).toBe(expected);
  });

  test.each<[string, unknown]>([
    ["as bytes", Buffer.from("%PDF-1.7\n")],
    [
      "as base64",
      { data: Buffer.from("%PDF-1.7\n1 0 obj <<").toString("base64"), contentType: "text/plain" },
    ],
  ])("refuses a document %s", (_what, value) => {
    expect(refusalOf(clean, value)).toMatch(/^User Prompt: the file is a PDF\. Take its text out of it/);
  });

  test("takes paths and words under data for what they are", () => {
    expect(clean({ data: "//server/share/folder/name", contentType: "text/plain" })).toBe(
      "//server/share/folder/name",
    );
  });

  const loop: Record<string, unknown> = {};
  loop.self = [loop];

  test.each<[string, unknown]>([
    ["NaN", Number.NaN],
    ["an invalid date", new Date(Number.NaN)],
    ["a loop", loop],
    ["a function", () => "x"],
    ["a symbol", Symbol("x")],
  ])("refuses %s by the label", (_what, value) => {
    expect(refusalOf(clean, value)).toMatch(/^User Prompt: .*Enter text\.$/);
  });
});

describe("cleanRequiredText", () => {
  test.each(empties)("refuses %j by the label, with the hint", (value) => {
    const clean = cleanRequiredText("URL", "Enter a path such as /v1/models.");
    expect(refusalOf(clean, value)).toBe("URL: it is empty. Enter a path such as /v1/models.");
  });

  test("keeps 0, which is a text too", () => {
    expect(cleanRequiredText("URL")(0)).toBe("0");
  });
});

describe("cleanChoice", () => {
  const clean = cleanChoice("Method", ["GET", "POST", "bullet points"]);

  test.each(empties)("takes %j as left empty", (value) => {
    expect(clean(value)).toBeUndefined();
  });

  test.each([
    ["GET", "GET"],
    ["get", "GET"],
    [" Post ", "POST"],
    ["Bullet Points", "bullet points"],
  ])("reads %j as %j", (value, expected) => {
    expect(clean(value)).toBe(expected);
  });

  test.each<[unknown]>([["banana"], ["GETT"], [0], [false], [{}], [["PUT"]]])(
    "refuses %p by the label and lists the choices",
    (value) => {
      expect(refusalOf(clean, value)).toMatch(/^Method: .*Choose one of GET, POST, bullet points\.$/);
    },
  );
});

describe("cleanTextList", () => {
  const clean = cleanTextList("Stop Sequences", 4);

  test.each<[unknown]>([[undefined], [null], [""], [[]], [["", null, undefined]]])(
    "takes %j as left empty",
    (value) => {
      expect(clean(value)).toBeUndefined();
    },
  );

  test.each<[unknown, string[]]>([
    ["END", ["END"]],
    [
      ["END", "", "STOP"],
      ["END", "STOP"],
    ],
    [["\n"], ["\n"]],
    [["0"], ["0"]],
    ['["END", "", 5]', ["END", "5"]],
    ["[a-z]", ["[a-z]"]],
    [['["END"]'], ['["END"]']],
    [
      [0, false],
      ["0", "false"],
    ],
    [
      ["a", "b", "c", "d"],
      ["a", "b", "c", "d"],
    ],
  ])("reads %j as %j", (value, expected) => {
    expect(clean(value)).toEqual(expected);
  });

  test("refuses more entries than there may be", () => {
    expect(refusalOf(clean, ["a", "b", "c", "d", "e"])).toMatch(/^Stop Sequences: .*4 entries at most\.$/);
  });

  test("does not count empty entries", () => {
    expect(clean(["a", "", "b", "", "c", "d"])).toHaveLength(4);
  });

  test.each<[unknown]>([[[{ a: 1 }]], [[["a"]]], [{ a: 1 }]])(
    "refuses %j, which is no list of texts",
    (value) => {
      expect(refusalOf(clean, value)).toMatch(/^Stop Sequences: .*Enter a list of texts\.$/);
    },
  );
});

describe("cleanPairs", () => {
  const clean = cleanPairs("Header");

  test.each(empties)("takes %j as left empty", (value) => {
    expect(clean(value)).toEqual([]);
  });

  test.each<[string, unknown, unknown[]]>([
    ["a key-value list", [{ key: "a", value: "1" }], [["a", "1"]]],
    [
      "a plain object",
      { a: "1", b: 0 },
      [
        ["a", "1"],
        ["b", 0],
      ],
    ],
    [
      "a name used twice",
      [
        { key: "a", value: "1" },
        { key: "a", value: "2" },
      ],
      [
        ["a", "1"],
        ["a", "2"],
      ],
    ],
    ["spaces around a name", [{ key: " a ", value: " 1 " }], [["a", " 1 "]]],
    [
      "rows without a name",
      [
        { key: "", value: "" },
        { key: "a", value: "" },
      ],
      [["a", ""]],
    ],
    ["names that objects inherit", [{ key: "__proto__", value: "1" }], [["__proto__", "1"]]],
    ["spaces around a name of an object", { " a ": "1" }, [["a", "1"]]],
    ["an object without a name", { "": "x", a: "1" }, [["a", "1"]]],
    ["an empty list", [], []],
    ["an empty row", [{}], []],
  ])("reads %s", (_what, value, expected) => {
    expect(clean(value)).toEqual(expected);
  });

  const others: Array<[unknown]> = [
    ["banana"],
    [5],
    [true],
    [["a", "b"]],
    [[null]],
    [Buffer.from("x")],
    [[{ id: "a" }]],
  ];

  test.each<[unknown]>(others)("refuses %p by the label", (value) => {
    expect(refusalOf(clean, value)).toMatch(/^Header: .*Enter pairs of a name and a value\.$/);
  });
});

describe("cleanName", () => {
  const clean = cleanName("Model", "Enter the model's name.");

  test.each(empties)("takes %j as left empty", (value) => {
    expect(clean(value)).toBeUndefined();
  });

  test.each<[unknown, string]>([
    [" gpt-5.4\n", "gpt-5.4"],
    [5, "5"],
    [7n, "7"],
    [Buffer.from("my-gpt\n"), "my-gpt"],
  ])("reads %p as %p", (value, name) => {
    expect(clean(value)).toBe(name);
  });

  test.each<[unknown]>([
    [{ id: "file-1", object: "file" }],
    [["gpt-5.4"]],
    [{}],
    [[]],
    [new Date(0)],
    [new Map([["id", "file-1"]])],
    [Promise.resolve("gpt-5.4")],
  ])("refuses %p, whose JSON is no name", (value) => {
    expect(refusalOf(clean, value)).toMatch(/^Model: ".*" is not accepted\. Enter the model's name\.$/);
  });
});
