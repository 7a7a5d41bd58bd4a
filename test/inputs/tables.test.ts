import { cleanRecords } from "../../src/inputs/records";
import { noticesOf } from "../../src/text/notices";
import { refusalOf } from "./refusal";

const people = [
  { id: "01234", name: "Ada", note: 'says "hi", twice' },
  { id: "1e5", name: "Zo\u00eb", note: "" },
];
const csv = 'id,name,note\r\n01234,Ada,"says ""hi"", twice"\r\n1e5,Zo\u00eb,\r\n';
const by = (sign: string): string =>
  `id${sign}name${sign}note\n01234${sign}Ada${sign}"says ""hi"", twice"\n1e5${sign}Zo\u00eb${sign}`;

/** Records as JSON, so that no key hides. */
const read = (value: unknown): string => JSON.stringify(cleanRecords(value));
const noticesIn = (value: unknown): string => noticesOf(cleanRecords(value)).join(" ");

describe("a table", () => {
  test.each<[string, unknown]>([
    ["text", csv],
    ["text with a mark", `\ufeff${csv}`],
    ["bytes", Buffer.from(csv)],
    ["bytes with a mark", Buffer.from(`\ufeff${csv}`)],
    ["a file", { data: Buffer.from(csv), contentType: "text/csv" }],
    ["a file that went through JSON", JSON.parse(JSON.stringify({ data: Buffer.from(csv) }))],
    ["text under data", { data: csv, contentType: "text/csv" }],
    ["a file in UTF-16, with tabs", Buffer.from(`\ufeff${by("\t")}`, "utf16le")],
    ["semicolons", by(";")],
    ["tabs", by("\t")],
    ["bars", by("|")],
    ["a line that names its delimiter", `sep=;\n${by(";")}`],
    ["old line ends", csv.replaceAll("\r\n", "\r")],
    ["mixed line ends", csv.replace("\r\n", "\n")],
    ["blank lines", `\n\n${csv.replaceAll("\r\n", "\r\n\r\n")}\n,,\n   \n`],
    ["quotes in every cell, with a mark", `\ufeff"id","name",${csv.slice(8)}`],
    ["blanks before quotes", csv.replace(',"says', ', "says')],
    ["quotes behind backslashes", csv.replace('""hi""', '\\"hi\\"')],
    [
      "lists with a header",
      [["id", "name", "note"], ["01234", "Ada", 'says "hi", twice'], [], ["1e5", "Zo\u00eb"]],
    ],
    [
      "values of a sheet as JSON",
      JSON.stringify({
        range: "A1:C3",
        values: [
          ["id", "name", "note"],
          ["01234", "Ada", 'says "hi", twice'],
          ["1e5", "Zo\u00eb"],
        ],
      }),
    ],
    [
      "JSON Lines of lists",
      '["id","name","note"]\r\n["01234","Ada","says \\"hi\\", twice"]\n\n["1e5","Zo\u00eb"]\n',
    ],
  ])("is read alike from %s", (_what, value) => {
    expect(cleanRecords(value)).toEqual(people);
    expect(noticesIn(value)).toBe("");
  });

  test.each<[string, string, string]>([
    ["decimal commas", "a;b\n1,5;2\n", '[{"a":"1,5","b":"2"}]'],
    ["tabs in two lines", "a\tb\n1\t2\n", '[{"a":"1","b":"2"}]'],
    ["bars in two lines", "a|b\n1|2\n", '[{"a":"1","b":"2"}]'],
    ["a long quoted cell", `a;b\n"${"x, ".repeat(500)}";2`, `[{"a":"${"x, ".repeat(500)}","b":"2"}]`],
    ["semicolons in a cell", "a,b\nx; y; z,2\np; q,3", '[{"a":"x; y; z","b":"2"},{"a":"p; q","b":"3"}]'],
    [
      "one column of sentences",
      "review\nGreat, thanks\nBad",
      '[{"review":"Great, thanks"},{"review":"Bad"}]',
    ],
    ["a stray quote", 'size,n\n5" pipe,1\n', '[{"size":"5\\" pipe","n":"1"}]'],
    ["the delimiter that is named", "sep=,\na;x,b\n1;2,3", '[{"a;x":"1;2","b":"3"}]'],
    ["a line feed in a cell", 'a,b\n"x\ny",1', '[{"a":"x\\ny","b":"1"}]'],
    ["long numbers", "id\n12345678901234567890", '[{"id":"12345678901234567890"}]'],
    ["a column called __proto__", "__proto__,b\n1,2", '[{"__proto__":"1","b":"2"}]'],
    ["names of what every object has", "constructor,toString\n1,2", '[{"constructor":"1","toString":"2"}]'],
    ["names in brackets", "[a],T[b]\n1,2\n", '[{"[a]":"1","T[b]":"2"}]'],
    ["a name with a sign", "<5 years,b\n1,2\n", '[{"<5 years":"1","b":"2"}]'],
    ["numbers in the header", "2023,2024\n1,2\n", '[{"2023":"1","2024":"2"}]'],
    ["delimiters at the ends of lines", "a;b;\n1;2;\n3;4;;;", '[{"a":"1","b":"2"},{"a":"3","b":"4"}]'],
  ])("keeps %s", (_what, text, json) => {
    expect(read(text)).toBe(json);
    expect(noticesIn(text)).toBe("");
  });

  test.each<[string, unknown, string, RegExp]>([
    [
      "names alike",
      "c,c,c,c (2)\n1,2,3,4",
      '[{"c":"1","c (3)":"2","c (4)":"3","c (2)":"4"}]',
      /"c" is there/,
    ],
    [
      "one name in many columns",
      "c,c,c\n1,2,3",
      '[{"c":"1","c (2)":"2","c (3)":"3"}]',
      /^Records: the column "c" is there more than once: 2 are called "c \(2\)" to "c \(3\)"\.$/,
    ],
    ["no name", "a,,\n1,2,", '[{"a":"1","column 2":"2"}]', /^Records: columns without a name .* column 2\.$/],
    [
      "short rows",
      "a,b\n1\n2,3\n4",
      '[{"a":"1","b":""},{"a":"2","b":"3"},{"a":"4","b":""}]',
      /^Records: rows have fewer cells than the header \(2, the first in line 2\): what/,
    ],
    [
      "joined files",
      "\ufeffa,b\n1,2\n\ufeffa,b\n3,4",
      '[{"a":"1","b":"2"},{"a":"3","b":"4"}]',
      /header stands below itself again \(1\)/,
    ],
    [
      "quotes that are not doubled",
      'a,b\n"x "y" z",1\n',
      '[{"a":"x \\"y\\" z","b":"1"}]',
      /rows have quotes .*\(1, the first in line 2\)/,
    ],
    [
      "Windows-1252",
      Buffer.from("name;price\r\nM\xfcller;5 \x80\r\n", "latin1"),
      '[{"name":"M\u00fcller","price":"5 \u20ac"}]',
      /read as Windows-1252\. Save it as CSV UTF-8/,
    ],
  ])("with %s is read with a notice", (_what, value, json, notice) => {
    expect(read(value)).toBe(json);
    expect(noticesIn(value)).toMatch(notice);
  });

  test.each<[string, unknown, RegExp]>([
    ["a long row", 'a,b\n"x\ny",1\n1,2,3', /^Records: line 4 has 3 cells, and the header has 2\. Enclose/],
    ["a long list", [["a"], [1], [1, 2]], /^Records: row 3 has 2 cells, and the header has 1\./],
    [
      "an open quote",
      'a,b\n1,2\n"x,3\n4,5',
      /^Records: the quote that is opened in line 3 is never closed\./,
    ],
    ["the same below another line", 'sep=;\na;b\n"x;3', /opened in line 3 is never closed/],
    [
      "a header alone",
      "id,name\n",
      /^Records: there is no record: the table has a header alone, "id", "name"\./,
    ],
    ["a header list alone", [["id", "name"]], /^Records: there is no record: .*"id", "name"/],
    [
      "a title above the header",
      "Report\nid;name\n1;2\n3;4",
      /its first line has one cell, and the next have 2, separated by semicolons/,
    ],
    [
      "a header of another delimiter",
      "Last, First\nAda\nGrace",
      /its header has 2 columns, separated by commas, and no row has more than one/,
    ],
    ["an entry that is no list", [["a"], { a: 1 }], /^Records: row 2 is not a list, and the first is\./],
    ["a broken line of lists", '["a"]\n[1\n', /^Records: line 2 is not JSON: \[1\. Give a list on each line/],
    [
      "a sheet by columns",
      { majorDimension: "COLUMNS", values: [["a", 1]] },
      /^Records: the lists in values are columns\. Get them with majorDimension ROWS\./,
    ],
    ["a value as a name", [[{ a: 1 }], [1]], /^Records: the header has no name for column 1,/],
    [
      "a workbook",
      Buffer.from("PK\x03\x04\x14\0\0\0xl/workbook.xml"),
      /^Records: this is an Excel workbook.*as CSV UTF-8/,
    ],
    [
      "a workbook that begins otherwise",
      Buffer.from("PK\x03\x04\x14\0"),
      /^Records: this is a ZIP archive.*CSV UTF-8/,
    ],
    [
      "an old workbook",
      Buffer.from("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "latin1"),
      /^Records: this is an old Office document.*CSV UTF-8/,
    ],
    ["a workbook read as text", "PK\u0003\u0004xl", /^Records: this is a ZIP archive.*CSV UTF-8/],
    ["another encoding", Buffer.from("a,b\n\x81\x8d,1", "latin1"), /^Records: the file is not in UTF-8/],
    ["a file that was cut off", Buffer.from("a,b\n\u00fc,\u00fc").subarray(0, -1), /ends within a character/],
    ["endless blanks", `a,b\n"x${" ".repeat(2000)}",1`, /a cell has more than 1000 blanks in a row/],
    [
      "more cells than memory has",
      `${"a,".repeat(30_000)}b\n${"1,2\n".repeat(1000)}`,
      /1000 rows of 30001 columns/,
    ],
  ])("is refused with %s", (_what, value, message) => {
    expect(refusalOf(cleanRecords, value)).toMatch(message);
  });

  test.each<[string]>([
    ['[{"a": 1}, {"a": 2]'],
    ['{"a": 1, "b": 2'],
    ['\n  [{"a": 1},\n'],
    ['Here is the list: [{"a": 1}, {"a": 2}]'],
    ['```json\n[{"a": 1}]\n```'],
    ["<!DOCTYPE html>\n<p>a, b</p>"],
    ["[true],[1]\n[2],[3]"],
    ['["a", "b"],\n[1, 2]'],
    ['[{"a": 1}]\n[{"a": 2}]'],
    ["not json"],
    ["undefined"],
    ["[object Object],[object Object]"],
  ])("is not what is meant by broken JSON: %j", (text) => {
    expect(refusalOf(cleanRecords, text)).toMatch(/^Records: this is not JSON; it breaks at/);
    expect(refusalOf(cleanRecords, Buffer.from(text))).toMatch(/^Records: this is not JSON; it breaks at/);
  });

  test("tells of ten names that are there more than once, and counts the others", () => {
    const names = Array.from({ length: 12 }, (_, index) => `n${index}`).join();
    const notices = noticesOf(cleanRecords(`${names},${names}\n1${",2".repeat(23)}`));
    expect(notices).toHaveLength(11);
    expect(notices.at(-1)).toBe("Records: 2 more columns are there more than once.");
  });

  test("of many quotes and blanks takes time in proportion to its length", () => {
    const blanks = `${" ".repeat(900)}y`.repeat(50);
    expect(() => cleanRecords(`a,b\n"${'a"'.repeat(20_000)}${blanks},1`)).toThrow(/never closed/);
  }, 5_000);
});

describe("a page of a service", () => {
  const account = { attributes: { type: "Account", url: "/services/data" }, Name: "Ada" };

  test.each<[string, object, RegExp | ""]>([
    [
      "OData",
      {
        value: [{ "@odata.etag": "W/1", Name: "Ada", "Name@odata.type": "x" }],
        "@odata.nextLink": "https://x",
      },
      /^Records: this is one page of a longer list \(@odata\.nextLink\)/,
    ],
    [
      "OData of version 2",
      { d: { results: [{ __metadata: {}, Name: "Ada" }], __next: "https://x" } },
      /\(__next\)/,
    ],
    [
      "Salesforce",
      { totalSize: 3, done: false, records: [account], nextRecordsUrl: "/x" },
      /\(nextRecordsUrl\)/,
    ],
    ["Salesforce without an address", { done: false, records: [account] }, /\(done\)/],
    ["a last page", { totalSize: 1, done: true, records: [account] }, ""],
    ["no next link", { value: [{ Name: "Ada" }], "@odata.nextLink": null }, ""],
  ])("of %s gives its records", (_what, page, notice) => {
    expect(cleanRecords(page)).toEqual([{ Name: "Ada" }]);
    expect(cleanRecords(JSON.stringify(page))).toEqual([{ Name: "Ada" }]);
    expect(noticesIn(page)).toMatch(notice === "" ? /^$/ : notice);
  });

  test("keeps fields of one's own that are called attributes, and all of a list by itself", () => {
    expect(cleanRecords({ value: [{ attributes: "red" }] })).toEqual([{ attributes: "red" }]);
    expect(cleanRecords([account])).toEqual([account]);
  });
});
