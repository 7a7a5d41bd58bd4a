import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalEndpoint } from "../../../local/endpoint";
import { shareStarted } from "../../support/hooks";
import { requireBundle, runScript, type ScriptSettings } from "../runScript";

const cli = (args: string[], settings?: ScriptSettings) => runScript("local/cli/start.ts", args, settings);

// Spawned processes on a machine that runs other tests at the same time.
jest.setTimeout(120_000);

let folder = "";
const endpoint = shareStarted(() => startLocalEndpoint());
let real: Record<string, string>;
beforeAll(() => {
  requireBundle();
  folder = mkdtempSync(join(tmpdir(), "command-line-"));
  real = {
    AZURE_OPENAI_ENDPOINT: endpoint.url,
    AZURE_OPENAI_API_KEY: endpoint.apiKey,
    AZURE_OPENAI_DEPLOYMENT: "gpt-5.4",
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("npm's script reads and writes files where the person stands, and says where it looked", async () => {
  const env = { npm_lifecycle_event: "cli", INIT_CWD: folder };
  writeFileSync(join(folder, "p.json"), '["What is 1 plus 1?"]');
  const [read, missing] = await Promise.all([
    cli(["createCompletions", "--messages", "@p.json"], { env }),
    cli(["createCompletions", "--messages", "@q.json"], { env }),
  ]);
  expect(JSON.parse(read.stdout)).toMatchObject({ results: [{ output_text: "2" }] });
  expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining(`can't read "q.json" in `) });
  expect(missing.stderr).toContain(folder.split("/").at(-1));
});

test("standard input is a flag's value where @- says so, and the main text where it is missing", async () => {
  const [named, piped, dash, twice] = await Promise.all([
    cli(["createChatCompletion", "--userPrompt", "@-"], { stdin: "What is 3 times 3?" }),
    cli(["createChatCompletion"], { stdin: "\uFEFFWhat is 4 times 4?" }),
    cli(["summarizeText", "--textToSummarize", "-"], { stdin: "A text." }),
    cli(["createChatCompletion", "--input", "-", "--userPrompt", "@-"], { stdin: "{}" }),
  ]);
  expect(JSON.parse(named.stdout)).toMatchObject({ output_text: "9" });
  expect(JSON.parse(piped.stdout)).toMatchObject({ output_text: "16" });
  expect(dash).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining("@- to read standard input"),
  });
  expect(twice).toMatchObject({ code: 2, stdout: "" });
});

test("a main text that begins with @ names a file, as a flag's value does, and a dash is standard input", async () => {
  const file = join(folder, "question.txt");
  writeFileSync(file, "What is 5 times 5?");
  const [read, dash, missing, plain] = await Promise.all([
    cli(["ask", `@${file}`]),
    cli(["ask", "-"], { stdin: "What is 6 times 6?" }),
    cli(["ask", "@none.txt"]),
    cli(["ask", "--json", "@@home: what is 2 times 2?"]),
  ]);
  expect([read.stdout, dash.stdout]).toEqual(["25\n", "36\n"]);
  expect(missing).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining("write @@ for a plain @"),
  });
  expect(JSON.parse(plain.stdout)).toMatchObject({
    messages: [{ content: "@home: what is 2 times 2?" }, {}],
  });
});

test("a run of many items that is not whole ends with code 3", async () => {
  const messages = JSON.stringify(["What is 1 plus 1?", "forbidden-content"]);
  const { code, stdout } = await cli(["createCompletions", "--messages", messages]);
  expect(code).toBe(3);
  expect(JSON.parse(stdout).counts).toMatchObject({ succeeded: 1, failed: 1 });
});

test("the fallback connection comes from the same variables with FALLBACK_ in front", async () => {
  const env = {
    AZURE_OPENAI_ENDPOINT: "http://127.0.0.1:9",
    AZURE_OPENAI_API_KEY: "key-of-nobody-0123456789",
    AZURE_OPENAI_DEPLOYMENT: "gpt-5.4",
    FALLBACK_AZURE_OPENAI_ENDPOINT: endpoint.url,
    FALLBACK_AZURE_OPENAI_API_KEY: endpoint.apiKey,
  };
  const args = [
    "createChatCompletion",
    "--userPrompt",
    "What is 2 plus 2?",
    "--requestOptions.maxRetries",
    "0",
  ];
  const { code, stdout } = await cli(args, { env });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    output_text: "4",
    fallback: { answeredBy: { connection: "Fallback Connection" } },
  });
  const broken = await cli(args, { env: { ...real, FALLBACK_AZURE_OPENAI_API_KEY: endpoint.apiKey } });
  expect(broken).toMatchObject({ code: 2, stderr: expect.stringContaining("begin with FALLBACK_") });
});

test.each<[what: string, args: string[], words: string]>([
  ["nothing to answer", ["createChatCompletion"], "Messages"],
  [
    "a number out of range",
    ["createChatCompletion", "--userPrompt", "x", "--temperature", "9"],
    "Temperature",
  ],
  ["no JSON", ["createCompletions", "--messages", "[1,"], "Messages"],
  ["no source of a batch", ["createBatch"], "Messages and Records"],
  ["an address of another host", ["rawRequest", "--url", "https://example.net/x", "--method", "GET"], "URL"],
])("an input that the action refuses is 2, as a mistyped flag is: %s", async (_what, args, words) => {
  const { code, stderr } = await cli(args, { env: real, stdin: "" });
  expect(stderr).toContain(words);
  expect(code).toBe(2);
});

test("an id of an earlier command that the embedded endpoint has forgotten is explained", async () => {
  const { code, stderr } = await cli(["getBatch", "--batchId", "batch_of_an_earlier_command"]);
  expect(code).toBe(1);
  expect(stderr).toContain("The embedded endpoint forgets with each command");
});

test("help of an action and the version are shown as other programs show them", async () => {
  const [help, version, unknown] = await Promise.all([
    cli(["help", "create-image"]),
    cli(["--version"]),
    cli(["help", "creatimage"]),
  ]);
  expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining("Create Image:") });
  expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining("Did you mean createImage") });
});
