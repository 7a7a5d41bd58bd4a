import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mainTexts } from "../../../local/cli/mainTexts";
import { loadComponent } from "../../../local/platform/component";
import { bin } from "../../../package.json";
import { type Ended, endOf, requireBundle } from "../runScript";

const program = join(__dirname, "../../..", bin["azure-openai"]);

let folder = "";
beforeAll(() => {
  requireBundle();
  folder = mkdtempSync(join(tmpdir(), "bin-"));
  // As npm links it, from a folder that knows nothing of the package.
  symlinkSync(program, join(folder, "azure-openai"));
  writeFileSync(join(folder, "mail.txt"), "What is 12 times 12?");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (...args: string[]): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, [join(folder, "azure-openai"), ...args], {
    cwd: folder,
    env: { PATH: process.env["PATH"], TMPDIR: process.env["TMPDIR"] },
  });

const run = (args: string[], piped = ""): Promise<Ended> => {
  const child = start(...args);
  child.stdin.end(piped);
  return endOf(child);
};

it("answers a question from any folder, with nothing but the answer on standard output", async () => {
  expect(await run(["ask", "What is 6 times 7?"])).toMatchObject({ code: 0, stdout: "42\n" });
});

it("reads the question from standard input, or from a file where one stands", async () => {
  expect(await run(["ask"], "What is 6 times 7?")).toMatchObject({ code: 0, stdout: "42\n" });
  expect(await run(["ask", "--userPrompt", "@mail.txt"])).toMatchObject({ code: 0, stdout: "144\n" });
});

it("puts what is piped below what is typed", async () => {
  const { stdout } = await run(["ask", "Answer this:", "--field", "messages[0].content"], "How are you?");
  expect(stdout).toBe("Answer this:\n\nHow are you?\n");
});

it("prints one part of a result, and the whole where that part is not there", async () => {
  const { code, stdout, stderr } = await run(["createChatCompletion", "Hello", "--field", "nothing"]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain('"output_text": ');
  expect(stderr).toContain("--field: the result has no nothing");
});

it("refuses a path that is none before anything is sent", async () => {
  const { code, stderr } = await run(["ask", "Hello", "--field", "a..b"]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: '--field: "a..b" is no path. Write it as in results[0].output_text\n',
  });
});

it("refuses a text that is typed twice, and a second one", async () => {
  expect((await run(["ask", "Hello", "--userPrompt", "Hi"])).stderr).toBe(
    '"Hello" and --userPrompt are the same input: leave one out.\n',
  );
  expect(await run(["ask", "What", "now?"])).toMatchObject({
    code: 2,
    stderr:
      '"now?" belongs to no flag: put a text with spaces in quotes. See azure-openai createChatCompletion --help\n',
  });
});

it("names itself in help, where what is required comes first", async () => {
  const { code, stdout } = await run(["translateText", "--help"]);
  expect(code).toBe(0);
  expect(stdout).toContain("Usage: azure-openai translateText");
  expect(stdout.indexOf("Required:")).toBeGreaterThan(0);
  expect(stdout.indexOf("Required:")).toBeLessThan(stdout.indexOf("Inputs:"));
  expect(stdout).not.toContain("npm run");
});

it("ends as its command does", async () => {
  expect(await run(["--version"])).toMatchObject({ code: 0 });
  const stopped = start("ask");
  stopped.stderr.once("data", () => stopped.kill("SIGTERM"));
  // It waits for a question on standard input, and says so.
  expect((await endOf(stopped)).code).toBe(143);
});

it("knows the inputs of each main text", () => {
  const { actions } = loadComponent();
  for (const [key, names] of Object.entries(mainTexts)) {
    expect(actions[key]?.inputs.map((input) => input.key)).toEqual(expect.arrayContaining([...names]));
  }
});
