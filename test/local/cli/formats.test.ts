import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import stringWidth from "string-width";
import { fitText } from "../../../local/cli/formats/fitText";
import { formatResult } from "../../../local/cli/formats/formatResult";
import { meantEntries } from "../../../local/cli/formats/meantEntries";
import { textTable } from "../../../local/cli/formats/textTable";
import { startLocalEndpoint } from "../../../local/endpoint";
import { csvRecords } from "../../../src/text/tables/csvRecords";
import { shareStarted } from "../../support/hooks";
import { requireBundle, runScript } from "../runScript";

const endpoint = shareStarted(() => startLocalEndpoint());
const cli = (...args: string[]) =>
  runScript("local/cli/start.ts", args, {
    env: {
      AZURE_OPENAI_ENDPOINT: endpoint.url,
      AZURE_OPENAI_API_KEY: endpoint.apiKey,
      AZURE_OPENAI_DEPLOYMENT: "gpt-5.4",
    },
  });

// Spawned processes on a machine that runs other tests at the same time.
jest.setTimeout(120_000);

let folder = "";
beforeAll(() => {
  requireBundle();
  folder = mkdtempSync(join(tmpdir(), "formats-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ["a list itself", [1], [1]],
  ["records before results", { results: [1], records: [2] }, [2]],
  ["choices of a picker", { elements: [{ key: "a" }] }, [{ key: "a" }]],
  ["none in an answer", { choices: [{}], warnings: [] }, undefined],
  ["none in a text", "text", undefined],
  ["none where the name has no list", { data: "text" }, undefined],
])("the list that is meant: %s", (_what, value, list) => {
  expect(meantEntries(value)).toEqual(list);
});

it("a table fits the terminal: wide signs count twice, long cells are cut, and what has no room is named", () => {
  const rows = [
    { name: "日本語の名前", note: "x".repeat(500), status: "ok", empty: null, nested: { a: 1 } },
    { name: "Ada 👩‍👩‍👧", note: "two\nlines\u001b[31m", status: "failed", empty: null, nested: { a: 2 } },
  ];
  const lines = textTable(rows, 40).split("\n");
  expect(lines.slice(0, 4).map((line) => stringWidth(line) <= 40)).toEqual([true, true, true, true]);
  expect(lines[0]).toMatch(/^name {10}note +status$/);
  expect(lines[2]).toMatch(/^日本語の名前 {2}x+… {2}ok$/);
  expect(lines[3]).toMatch(/^Ada 👩‍👩‍👧 +two lines\[31m +failed$/);
  expect(lines.slice(4)).toEqual(["", "Not shown: nested. --format json or csv has all."]);
  expect(textTable(rows, 100)).toContain('{"a":2}');
});

it.each([
  ["日本語の名前", 5, "日本…"],
  ["日本語の名前", 6, "日本… "],
  ["👩‍👩‍👧 and 👩‍👩‍👧", 3, "👩‍👩‍👧…"],
  ["abc", 1, "…"],
  ["abc", 4, "abc "],
])("%p takes just %i columns", (text, columns, fitting) => {
  expect(fitText(text, columns)).toBe(fitting);
});

it("an error in a cell is its sentence", () => {
  expect(textTable([{ index: 1, error: { kind: "filter", message: "Refused." } }], 80)).toContain("Refused.");
});

it("a hundred columns leave those that there is room for, and one at least", () => {
  const row = Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [`column ${index}`, "x".repeat(90)]),
  );
  const [header = "", , , , left] = textTable([row], 40).split("\n");
  expect(header).toMatch(/^column 0 +column 1 +column 2 +column 3$/);
  expect(stringWidth(header)).toBeLessThanOrEqual(40);
  expect(left).toMatch(/^Not shown: column 4, .*column 23, 76 more\. --format json or csv has all\.$/);
});

it("nothing is told as such", () => {
  expect(textTable([], 80)).toBe("(none)");
  expect(textTable([{}, { a: null }], 80)).toBe("(2 empty)");
  expect(formatResult("csv", { results: [] }, [], 80)).toBe("");
  expect(formatResult("jsonl", [], [], 80)).toBe("");
});

it("a result that is about no list is a table of its fields", () => {
  expect(formatResult("table", { id: "a", status: "done", none: null }, [], 80)).toBe(
    "field   value\n──────  ─────\nid      a\nstatus  done",
  );
  expect(formatResult("text", { id: "a" }, [], 80)).toBe(formatResult("table", { id: "a" }, [], 80));
  expect(formatResult("text", { data: [{ id: "a" }] }, [], 80)).toBe("id\n──\na");
  expect(formatResult("csv", "text", [], 80)).toBe("value\r\ntext");
  expect(formatResult("jsonl", [null, "a", { b: 1 }], [], 80)).toBe('null\n"a"\n{"b":1}');
});

it("CSV comes back as it went: quotes, lines, nested values; a spreadsheet computes none of its cells", async () => {
  const rows = [
    { id: "1", answer: '=cmd|" /C calc"!A0', expected: "a" },
    { id: "2", answer: 'say "a",\nb', expected: "b" },
  ];
  const file = join(folder, "rows.json");
  writeFileSync(file, JSON.stringify(rows));
  const compare = ["compareRecords", "--records", `@${file}`, "--format", "csv"];
  const [whole, part] = await Promise.all([cli(...compare), cli(...compare, "--field", "results[].record")]);
  expect([whole.code, part.code]).toEqual([0, 0]);
  expect(csvRecords("whole", whole.stdout).records.map(({ record }) => record)).toEqual(
    rows.map((row) => JSON.stringify(row)),
  );
  expect(csvRecords("part", part.stdout).records).toEqual([
    { ...rows[0], answer: `'${rows[0]?.answer}` },
    rows[1],
  ]);
});

it("each form is printed for a service's list, and a field in a form of its own", async () => {
  const many = ["createCompletions", "--messages", '["What is 1 plus 1?", "What is 2 plus 2?"]'];
  const [lines, table, field, plain] = await Promise.all([
    cli(...many, "--format", "jsonl"),
    cli(...many, "--format", "table"),
    cli(...many, "--field", "counts", "--format", "csv"),
    cli("ask", "What is 6 times 7?", "--format", "text"),
  ]);
  const answers = lines.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).output_text);
  expect(answers).toEqual(["2", "4"]);
  expect(table.stdout).toMatch(/^index {2}status +output_text .*\n─+ .*\n0 +succeeded {2}2 /);
  expect(field.stdout).toMatch(/^total,succeeded,failed,[^\n]*\r\n2,2,0,/);
  expect(plain.stdout).toMatch(/^42\n\nTokens: /);
});

it("a form that there is not, and two that differ, are refused before anything is sent", async () => {
  const before = endpoint.requests.length;
  const [unknown, both] = await Promise.all([
    cli("listModels", "--format", "xml"),
    cli("listModels", "--format", "csv", "--json"),
  ]);
  expect(unknown).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("jsonl, csv") });
  expect(both).toMatchObject({
    code: 2,
    stdout: "",
    stderr: "--json and --format csv differ: leave one of them out.\n",
  });
  expect(endpoint.requests.length).toBe(before);
});
