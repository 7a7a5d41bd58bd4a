import { cleanRecords } from "../../src/inputs/records";
import { besideRecords } from "../../src/text/tables/besideRecords";
import { safeCell } from "../../src/text/tables/safeCell";
import { windows1252 } from "../../src/text/tables/windows1252";
import { csvText, jsonLinesText } from "../../src/text/tables/writeTable";

describe("CSV", () => {
  const records = [
    { id: 1, name: 'Ada, "the" first', when: new Date(0), tags: ["a"], none: null },
    JSON.parse(
      '{"id": 2, "note": "two\\nlines", "__proto__": "own", "file": {"type": "Buffer", "data": [1]}}',
    ),
    { id: -5, name: " x", flag: false, gone: undefined, bad: new Date(Number.NaN), none: -Infinity },
  ];

  test("has the fields of all records, in the order in which they first occur", () => {
    expect(csvText(records, false)).toBe(
      [
        "id,name,when,tags,none,note,__proto__,file,flag,gone,bad",
        '1,"Ada, ""the"" first",1970-01-01T00:00:00.000Z,"[""a""]",,,,,,,',
        '2,,,,,"two\nlines",own,"[a file, 1 byte]",,,',
        '-5," x",,,,,,,false,,',
        "",
      ].join("\r\n"),
    );
  });

  test("has a line for a record with nothing in it, and nothing without records", () => {
    expect(csvText([{ a: "" }, { a: "x" }], false)).toBe('a\r\n""\r\nx\r\n');
    expect(csvText([], false)).toBe("");
  });

  test.each(["[a", "{a", "<a", "`a"])("that begins with %j is not taken for anything else", (name) => {
    const text = csvText([{ [name]: "1", b: "2" }], false);
    expect(text).toBe(`"${name}",b\r\n1,2\r\n`);
    expect(cleanRecords(text)).toEqual([{ [name]: "1", b: "2" }]);
  });

  test("for spreadsheets has a mark, and texts alone are guarded", () => {
    expect(csvText([{ "=a": "=1+1", n: -5e-7, t: "-5" }], true)).toBe("\ufeff'=a,n,t\r\n'=1+1,-5e-7,-5\r\n");
  });

  test.each([
    "-5",
    "+5",
    "-1.234,50",
    "+49 170 1234567",
    "+1 (555) 010-99",
    "-1.5e-10",
    "-12%",
    "a=b",
    "-",
    "5-3",
    "",
    "'=1",
    "mail@example.com",
  ])("for spreadsheets leaves %j", (text) => {
    expect(safeCell(text)).toBe(text);
  });

  test.each([
    "=1+1",
    "+A1",
    "-A1",
    "@SUM(1)",
    " =1",
    "\t=1",
    "\r=1",
    "\n=1",
    "\u00a0=1",
    "-2+3+cmd|' /C calc'!A0",
    "+1+A1",
    "- item",

    "\uff1d1",
    "--5",
    "-5 =A1",
  ])("for spreadsheets guards %j", (text) => {
    expect(safeCell(text)).toBe(`'${text}`);
  });
});

test("JSON Lines are one object a line, without a mark", () => {
  expect(jsonLinesText([{ a: "x\ny" }, JSON.parse('{"__proto__": 1}')])).toBe(
    '{"a":"x\\ny"}\n{"__proto__":1}\n',
  );
});

test("results beside records replace none of their fields, and have one name in all", () => {
  const rows = besideRecords([
    { record: { score: "old", a: 1 }, result: { score: 1, verdict: "pass" } },
    { record: { "score (2)": "older" }, result: { score: 0, verdict: "fail" } },
  ]);
  expect(rows).toEqual([
    { score: "old", a: 1, "score (3)": 1, verdict: "pass" },
    { "score (2)": "older", "score (3)": 0, verdict: "fail" },
  ]);
});

test("Windows-1252 is Latin-1 but for its own characters, and has no others", () => {
  expect(windows1252(Buffer.from([0x41, 0xe9, 0x80, 0x92, 0x96, 0x9f, 0xff]))).toBe(
    "A\u00e9\u20ac\u2019\u2013\u0178\u00ff",
  );
  for (const byte of [0x81, 0x8d, 0x8f, 0x90, 0x9d]) expect(windows1252(Buffer.from([byte]))).toBeUndefined();
  const known = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) =>
    windows1252(Buffer.from([byte])),
  );
  expect(known).toHaveLength(251);
  expect(new Set(known.map((byte) => windows1252(Buffer.from([byte])))).size).toBe(251);
});
