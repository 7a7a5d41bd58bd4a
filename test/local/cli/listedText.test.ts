import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listedText } from "../../../local/cli/listedText";
import { startLocalEndpoint } from "../../../local/endpoint";
import { shareStarted } from "../../support/hooks";
import { requireBundle, runScript } from "../runScript";

// Spawned processes on a machine that runs other tests at the same time.
jest.setTimeout(120_000);

const endpoint = shareStarted(() => startLocalEndpoint());
let folder = "";
beforeAll(() => {
  requireBundle();
  folder = mkdtempSync(join(tmpdir(), "lists-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return `@${name}`;
};

/** Runs where the files are. */
const cli = (args: string[], stdin = "") =>
  runScript("local/cli/start.ts", args, {
    cwd: folder,
    stdin,
    env: {
      AZURE_OPENAI_ENDPOINT: endpoint.url,
      AZURE_OPENAI_API_KEY: endpoint.apiKey,
      AZURE_OPENAI_DEPLOYMENT: "gpt-5.4",
    },
  });

it.each([
  ["JSON Lines by the file's name", "messages", "a.jsonl", '"a"\r\n\n["b"]\n', '["a",["b"]]'],
  [
    "JSON Lines of numbers with all their digits",
    "records",
    "a.ndjson",
    '{"id":12345678901234567890}',
    '[{"id":12345678901234567890}]',
  ],
  [
    "JSON Lines by their first line",
    "messages",
    "-",
    '{"role":"user"}\n{"role":"x"}\n',
    '[{"role":"user"},{"role":"x"}]',
  ],
  [
    "lines of text, of which one begins as JSON does",
    "texts",
    "a.txt",
    "[draft] a\n b\n\n",
    '["[draft] a"," b"]',
  ],
  ["lines of text on standard input", "texts", "-", "a\nb", '["a","b"]'],
  ["JSON in a text file", "texts", "a.txt", '["a",\n"b"]', '["a",\n"b"]'],
  ["JSON over several lines", "messages", "-", '[\n"a"\n]', '[\n"a"\n]'],
  ["an object over several lines", "records", "-", '{\n"data": [{}]}', '{\n"data": [{}]}'],
  ["JSON by the file's name, also when it is broken", "messages", "a.json", '"a"\n"b"', '"a"\n"b"'],
  ["CSV on standard input, which the action reads", "records", "-", "a,b\n1,2", "a,b\n1,2"],
  ["inputs that take no list", "userPrompt", "a.jsonl", "1\n2", "1\n2"],
  ["inputs with a name of every object", "constructor", "a.jsonl", "1\n2", "1\n2"],
])("reads %s", (_what, input, path, text, list) => {
  expect(listedText(input, `--${input}`, path, text)).toBe(list);
});

it.each([
  ["messages", "p.jsonl", '"a"\n\n"b', "--messages: p.jsonl, line 3 is not JSON: "],
  [
    "records",
    "r.jsonl",
    '{"a":1}\n7',
    "--records: r.jsonl, line 2 is not a JSON object. Write a record on each line.",
  ],
  ["records", "-", '{"a":1}\n{"a":', "--records: standard input, line 2 is not JSON: "],
  ["texts", "t.txt", " \n\n", "--texts: t.txt has no line. Write a text on each."],
  ["texts", "t.csv", "a,b", "--texts: t.csv is a table, which --records takes. Write a text on each line."],
])("refuses %s of %s by the line", (input, path, text, message) => {
  expect(() => listedText(input, `--${input}`, path, text)).toThrow(message);
});

it("prompts, texts and records come from files in the forms that people have", async () => {
  const prompts = fileOf(
    "prompts.jsonl",
    '"What is 1 plus 1?"\n[{"role":"user","content":"What is 2 plus 2?"}]\n',
  );
  // As Excel saves CSV in Western Europe, with semicolons.
  const table = fileOf("table.csv", Buffer.from("answer;expected\r\nM\xfcller;M\xfcller\r\n", "latin1"));
  const [chat, piped, compared, embedded] = await Promise.all([
    cli(["createCompletions", "--messages", prompts, "--field", "results[].output_text"]),
    cli(
      ["createCompletions", "--messages", "@-", "--field", "results[].output_text"],
      "What is 3 plus 3?\nWhat is 4 plus 4?\n",
    ),
    cli(["compareRecords", "--records", table, "--field", "results[0].record"]),
    cli([
      "createEmbeddings",
      "--texts",
      fileOf("lines.txt", "one\ntwo\nthree\n"),
      "--model",
      "text-embedding-3-small",
      "--field",
      "counts.succeeded",
    ]),
  ]);
  expect(chat.stdout).toBe("2\n4\n");
  expect(piped.stdout).toBe("6\n8\n");
  expect(JSON.parse(compared.stdout)).toEqual({ answer: "Müller", expected: "Müller" });
  expect(embedded.stdout).toBe("3\n");
});

it("a bad line is told by file and number before anything is sent, one of a table by the action", async () => {
  const before = endpoint.requests.length;
  const [lines, table] = await Promise.all([
    cli(["createCompletions", "--messages", fileOf("bad.jsonl", '"a"\nb\n')]),
    cli(["compareRecords", "--records", fileOf("bad.csv", "a,b\n1,2\n1,2,3\n")]),
  ]);
  expect(lines).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/^--messages: bad\.jsonl, line 2 is not JSON: /),
  });
  expect(table).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/line 3 has 3 cells.*\(Records: --records @bad\.csv\)\n$/),
  });
  expect(endpoint.requests.length).toBe(before);
});

it("a text of another encoding is refused, and one that Notepad calls Unicode is read", async () => {
  const before = endpoint.requests.length;
  const [western, pdf, unicode] = await Promise.all([
    cli(["createCompletions", "--messages", fileOf("western.txt", Buffer.from("M\xfcller\n", "latin1"))]),
    cli(["createCompletions", "--messages", fileOf("a.txt", "%PDF-1.7\n1 0 obj")]),
    cli([
      "compareRecords",
      "--records",
      fileOf("unicode.jsonl", Buffer.from('\ufeff{"answer":"ü","expected":"ü"}\n', "utf16le")),
    ]),
  ]);
  expect(western).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining('"western.txt": the file is not in UTF-8'),
  });
  expect(pdf).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining('"a.txt": the file is a PDF'),
  });
  expect(JSON.parse(unicode.stdout).results[0].record).toEqual({ answer: "ü", expected: "ü" });
  expect(endpoint.requests.length).toBe(before);
});
