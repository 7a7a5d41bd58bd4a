import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inputFlags } from "../../../local/cli/inputFlags";
import { createProgram, type RunRequest } from "../../../local/cli/program";
import { startLocalEndpoint } from "../../../local/endpoint";
import { bundlePath, loadComponent, operationsOf } from "../../../local/platform/component";
import { shareStarted } from "../../support/hooks";
import { requireBundle, runScript, type ScriptSettings, startScript } from "../runScript";

const script = "local/cli/start.ts";
const cli = (args: string[], settings?: ScriptSettings) => runScript(script, args, settings);

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

/** Parses without running, in this process. */
const parse = async (...args: string[]): Promise<RunRequest> => {
  const requests: RunRequest[] = [];
  const program = createProgram(operationsOf(loadComponent(bundlePath)), async (request) => {
    requests.push(request);
  });
  await program.parseAsync(args, { from: "user" });
  const [request] = requests;
  if (!request) throw new Error("nothing was to be run");
  return request;
};

test("help lists every action and data source, and each has help of its own", async () => {
  const { code, stdout } = await cli(["--help"]);
  expect(code).toBe(0);
  const operations = operationsOf(loadComponent());
  for (const { key, description } of operations) {
    expect(stdout).toContain(key);
    expect(stdout).toContain(description.slice(0, 30));
  }
  const program = createProgram(operations, async () => undefined);
  for (const { key, inputs } of operations) {
    const help = program.commands.find((command) => command.name() === key)?.helpInformation() ?? "";
    for (const { name, input } of inputFlags(inputs)) {
      expect(help).toContain(`${name} `);
      expect(help).toContain(input.label);
    }
  }
});

test("an action's help shows choices, defaults and what is required", async () => {
  const { code, stdout } = await cli(["create-image", "-h"]);
  expect(code).toBe(0);
  const text = stdout.replace(/\s+/g, " ");
  expect(text).toContain("--prompt <value> Prompt:");
  expect(text).toContain("(required)");
  expect(text).toContain("default: 1024x1024)");
  expect(text).toContain("one of: png, jpeg, webp");
  expect(text).toContain("--requestOptions.maxRetries <value> Max Retry Count:");
  expect(text).not.toContain("preset");
});

test("both spellings of actions and flags are understood, and a boolean flag alone is true", async () => {
  const { operation, given } = await parse(
    "raw-request",
    ...["--response-type", "text", "--responseType=json", "--debug-request", "--retryAllErrors", "false"],
  );
  expect(operation.key).toBe("rawRequest");
  expect(given.map(({ flag, text }) => [flag.name, text])).toEqual([
    ["--responseType", "text"],
    ["--responseType", "json"],
    ["--debugRequest", "true"],
    ["--retryAllErrors", "false"],
  ]);
  expect((await parse("selectModel", "--json")).settings).toEqual({ json: true });
});

test.each([
  [["creat-image"], 'There is no action "creat-image". Did you mean createImage'],
  [["creatimage", "--prompt", "x"], 'There is no action "creatimage". Did you mean createImage'],
  [["--json", "createImage"], "Name the action first, --json after it."],
  [["createImage", "--promt", "x"], "There is no flag --promt. Did you mean --prompt?"],
  [["createImage", "--prompt"], "--prompt needs a value."],
  [["createImage", "--prompt", "--json"], "--prompt needs a value: --json is a flag."],
  [
    ["createImage", "--prompt", "of", "two", "words"],
    '"words" belongs to no flag: put a text with spaces in quotes.',
  ],
])("%j is refused with what to type", async (args, message) => {
  await expect(parse(...args)).rejects.toThrow(message);
});

// Spawned processes on a machine that runs other tests at the same time.
jest.setTimeout(120_000);

test("a mistake is one line and code 2, with nothing on standard output", async () => {
  const broken = join(folder, "broken.json");
  writeFileSync(broken, '{"prompt": "x",\n}');
  const runs = await Promise.all([
    cli(["createImage", "--promt", "x"]),
    cli(["createImage"]),
    cli(["createImage", "--input", broken]),
    cli(["createImage", "--prompt", "x"], { env: { AZURE_OPENAI_ENDPOINT: endpoint.url } }),
  ]);
  const messages = [
    "There is no flag --promt",
    "Required: --prompt (Prompt)",
    "is not JSON",
    "without a credential",
  ];
  for (const [index, { code, stdout, stderr }] of runs.entries()) {
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(messages[index]);
    expect(stderr.trimEnd()).not.toContain("\n");
  }
});

test("without any setting, the embedded endpoint answers in JSON alone", async () => {
  const { code, stdout, stderr } = await cli([
    "create-chat-completion",
    "--userPrompt",
    "What is 6 times 7?",
  ]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ output_text: "42", model: "gpt-5.4" });
  expect(stderr).toMatch(/^Connection: the embedded local endpoint.*AZURE_OPENAI_ENDPOINT.*\n$/);
});

test("the environment's connection is used and named, and its key is not printed", async () => {
  const before = endpoint.requests.length;
  const args = ["rawRequest", "--method", "GET", "--verbose", "--debugRequest"];
  const [used, local] = await Promise.all([
    cli(args, { env: real }),
    cli(["selectModel", "--local"], { env: real }),
  ]);
  expect(used.code).toBe(0);
  expect(used.stderr).toContain(`Connection: API Key at ${endpoint.url} (AZURE_OPENAI_ENDPOINT`);
  expect(used.stderr).toContain("info: Raw Request: {");
  expect(used.stdout + used.stderr).not.toContain(endpoint.apiKey);
  expect(local.stderr).toContain("Connection: the embedded local endpoint");
  expect(JSON.parse(local.stdout)).toContainEqual({ key: "gpt-5.4", label: expect.any(String) });
  expect(endpoint.requests.length).toBe(before + 1);
});

test("a refused key is one line that names the variable, and code 4", async () => {
  const env = { ...real, AZURE_OPENAI_API_KEY: "wrong-key-0123456789" };
  const { code, stdout, stderr } = await cli(["createChatCompletion", "--userPrompt", "x"], { env });
  expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
  const [connection, message, ...rest] = stderr.split("\n");
  expect(connection).toContain("Connection: API Key");
  expect(message).toContain("401");
  expect(message).toContain("API Key: AZURE_OPENAI_API_KEY");
  expect(rest).toEqual([""]);
  expect(stderr).not.toContain("wrong-key-0123456789");
});

test("inputs come as the designer would give them: from standard input, flags, files and defaults", async () => {
  const upload = join(folder, "upload.jsonl");
  writeFileSync(upload, '{"custom_id":"1"}\n');
  const [chat, file] = await Promise.all([
    cli(["createChatCompletion", "--input", "-", "--temperature", "0", "--requestOptions.maxRetries", "0"], {
      env: real,
      stdin: JSON.stringify({ userPrompt: "from stdin", temperature: 1, modelSettings: { stop: ["END"] } }),
    }),
    cli(
      [
        "rawRequest",
        ...["--url", "/v1/files", "--method", "POST", "--formData", "purpose=batch"],
        ...["--fileData", `file=@${upload}`, "--fileDataFileNames", "file=upload.jsonl"],
      ],
      { env: real },
    ),
  ]);
  expect([chat.code, file.code]).toEqual([0, 0]);
  const sent = endpoint.requests.findLast(({ path }) => path.endsWith("/chat/completions"));
  expect(sent?.bodyJson).toEqual({
    model: "gpt-5.4",
    messages: [{ role: "user", content: "from stdin" }],
    temperature: 0,
    stop: ["END"],
  });
  expect(JSON.parse(file.stdout)).toMatchObject({ object: "file", filename: "upload.jsonl", bytes: 18 });
});

test("images are written to files, and no existing file is replaced", async () => {
  const args = [
    "createImage",
    "--model",
    "gpt-image-2",
    "--prompt",
    "a lighthouse",
    "--imageSize",
    "1024x1024",
  ];
  const named = join(folder, "named.png");
  const [here, there] = await Promise.all([
    cli(args, { cwd: folder }),
    cli([...args, "--out", named, "--imageSettings.outputFormat", "png"]),
  ]);
  expect([here.code, there.code]).toEqual([0, 0]);
  const { images, data } = JSON.parse(here.stdout);
  expect(images).toEqual([
    {
      data: { file: "image-1.png", contentType: "image/png", bytes: expect.any(Number) },
      contentType: "image/png",
      fileName: "image-1.png",
    },
  ]);
  expect(data[0].b64_json).toContain("see image-1.png");
  expect(readFileSync(named).subarray(1, 4).toString()).toBe("PNG");
  const again = await cli([...args, "--out", named]);
  expect(again).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("Add --force") });
  expect(readdirSync(folder).filter((name) => name.endsWith(".png"))).toEqual(["image-1.png", "named.png"]);
  expect(existsSync(named)).toBe(true);
});

/** What a run reports beside its result once it takes more than ten seconds of a busy machine. */
const isProgress = (line: string): boolean => /: \d+ s(, still working$| · \d+\/\d+)/.test(line);

test("a large result goes whole through a pipe, and a reader that stops early is no failure", async () => {
  const prompts = JSON.stringify(Array.from({ length: 400 }, (_, index) => `What is ${index} plus 1?`));
  const args = ["createCompletions", "--messages", prompts];
  const early = startScript(script, args);
  const [whole, stopped] = await Promise.all([
    cli(args),
    (async () => {
      const ending = once(early, "close");
      early.stdin.end();
      let complaint = "";
      early.stderr.on("data", (chunk) => (complaint += chunk));
      await once(early.stdout, "data");
      early.stdout.destroy();
      return { code: (await ending)[0], complaint };
    })(),
  ]);
  expect(whole.stdout.length).toBeGreaterThan(500_000);
  expect(JSON.parse(whole.stdout).results.at(-1)).toMatchObject({ index: 399, output_text: "400" });
  expect(stopped.code).toBe(0);
  const complaints = stopped.complaint.trimEnd().split("\n");
  expect(complaints.filter((line) => !isProgress(line))).toEqual([expect.stringMatching(/^Connection: /)]);
});

const onFullDevice = existsSync("/dev/full") ? test : test.skip;

onFullDevice("output that can't be written is told", async () => {
  const { code, stderr } = await runScript(script, ["--version"], { stdout: "/dev/full" });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/^The output can't be written: ENOSPC.*\.\n$/),
  });
});
