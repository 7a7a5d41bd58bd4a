import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalEndpoint } from "../../../local/endpoint";
import { shareStarted } from "../../support/hooks";
import { endOf, requireBundle, runScript, startScript } from "../runScript";

// Spawned processes on a machine that runs other tests at the same time.
jest.setTimeout(120_000);

const script = "local/cli/start.ts";
let latencyMs = 0;
const endpoint = shareStarted(() => startLocalEndpoint({ latencyMs: () => latencyMs }));
const model = "gpt-5.4";
let home = "";
let kept = "";
beforeAll(requireBundle);
beforeEach(() => {
  latencyMs = 0;
  home = mkdtempSync(join(tmpdir(), "resume-"));
  kept = join(home, "azure-openai-connector");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const environment = () => ({
  AZURE_OPENAI_ENDPOINT: endpoint.url,
  AZURE_OPENAI_API_KEY: endpoint.apiKey,
  AZURE_OPENAI_DEPLOYMENT: model,
  XDG_STATE_HOME: home,
});
const cli = (args: string[], env: Record<string, string> = environment()) => runScript(script, args, { env });

/** The files that are kept, by their whole names. */
const keptFiles = (): string[] => (existsSync(kept) ? readdirSync(kept).map((name) => join(kept, name)) : []);

/** One prompt after the other, and no more after the first that fails. */
const oneByOne = ["--bulkOptions.concurrentRequests", "1", "--bulkOptions.stopAfterFailures", "1"];
const stopping = (...prompts: string[]): string[] => [
  ...["createCompletions", "--messages", JSON.stringify(prompts), ...oneByOne],
];

it("what Ctrl-C leaves is kept for its owner alone, done by resume, and dropped", async () => {
  latencyMs = 40;
  const prompts = Array.from({ length: 60 }, (_, index) => `What is ${index} plus 0?`);
  const args = ["createCompletions", "--messages", JSON.stringify(prompts), "--temperature", "0.5"];
  const before = endpoint.requests.length;
  const child = startScript(script, [...args, "--bulkOptions.concurrentRequests", "2"], {
    env: environment(),
  });
  const ending = endOf(child);
  while (endpoint.requests.length < before + 10) await new Promise((resolve) => setImmediate(resolve));
  latencyMs = 60_000;
  child.kill("SIGINT");
  const { code, stdout, stderr } = await ending;
  latencyMs = 0;
  const { remaining, results } = JSON.parse(stdout);
  expect(code).toBe(130);
  const [file = "", ...others] = keptFiles();
  expect(others).toEqual([]);
  expect(stderr).toContain(`${remaining.length} remain: npm run cli -- resume runs them (${file}).\n`);
  expect([statSync(file).mode & 0o777, statSync(kept).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(readFileSync(file, "utf8")).not.toContain(endpoint.apiKey);
  const rest = await cli(["resume", "--field", "results[].output_text"]);
  expect(rest.code).toBe(0);
  const answers = [...results.map((result: { output_text: string }) => result.output_text)];
  expect([...answers, ...rest.stdout.trimEnd().split("\n")].map(Number).sort((a, b) => a - b)).toEqual(
    prompts.map((_prompt, index) => index),
  );
  expect(endpoint.requests.at(-1)?.bodyJson).toMatchObject({ temperature: 0.5 });
  expect(keptFiles()).toEqual([]);
  expect(await cli(["resume"])).toMatchObject({
    code: 2,
    stdout: "",
    stderr: "Nothing remains of an earlier run.\n",
  });
});

it("a run that leaves something again keeps it in the same file, which can be named", async () => {
  const first = await cli(stopping("forbidden-content", "forbidden-content", "What is 1 plus 1?"));
  const [file = ""] = keptFiles();
  expect([first.code, first.stderr]).toEqual([
    3,
    expect.stringContaining(`2 remain: npm run cli -- resume runs them (${file}).`),
  ]);
  const second = await cli(["resume", file, "--format", "jsonl"]);
  expect([second.code, second.stderr]).toEqual([
    3,
    expect.stringContaining(`1 remain: npm run cli -- resume runs them (${file}).`),
  ]);
  expect(keptFiles()).toEqual([file]);
  const third = await cli(["resume", file, "--format", "csv", "--field", "results"]);
  expect(third).toMatchObject({ code: 0, stdout: expect.stringMatching(/\n0,succeeded,2,/) });
  expect(keptFiles()).toEqual([]);
});

it("the embedded endpoint does the rest of its own runs alone", async () => {
  const { XDG_STATE_HOME } = environment();
  const before = endpoint.requests.length;
  await cli(stopping("forbidden-content", "What is 1 plus 1?"), { XDG_STATE_HOME });
  const rest = await cli(["resume"]);
  expect(rest.stderr).toContain("Connection: the embedded local endpoint");
  expect(endpoint.requests.length).toBe(before);
  await cli(stopping("forbidden-content", "What is 1 plus 1?"));
  const [file] = keptFiles();
  expect(await cli(["resume"], { XDG_STATE_HOME })).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining("resume: the run went to a resource: set the variables that name it"),
  });
  expect(keptFiles()).toEqual([file]);
});

it("inputs with a secret are not kept, and a folder that can't be written to changes no result", async () => {
  const secret = "hunter2-of-the-tests";
  const records = JSON.stringify([{ ask: "forbidden-content" }, { ask: "b", password: secret }]);
  const [withSecret, unwritable] = await Promise.all([
    cli([
      "enrichRecords",
      "--records",
      records,
      "--promptTemplate",
      "{{ask}}",
      "--outputField",
      "said",
      ...oneByOne,
    ]),
    cli(stopping("forbidden-content", "a"), { ...environment(), XDG_STATE_HOME: "/dev/null/state" }),
  ]);
  expect(withSecret.code).toBe(3);
  expect(withSecret.stderr).toContain("1 remain, and are not kept: Records may hold a secret.\n");
  expect(keptFiles()).toEqual([]);
  expect(unwritable.code).toBe(3);
  expect(JSON.parse(unwritable.stdout).remaining).toEqual(["a"]);
  expect(unwritable.stderr).toContain("1 remain, and can't be kept: ENOTDIR");
});

it.each<[what: string, content: string, message: string]>([
  ["no JSON", "{", "is no file that a run has kept"],
  ["of another version", '{"version":2}', "is no file that a run has kept"],
  ["without its inputs", '{"version":1,"action":"createCompletions","isEmbedded":true}', "is not whole"],
  [
    "of no action",
    '{"version":1,"action":"__proto__","inputs":{},"isEmbedded":true}',
    "of an action that there is not",
  ],
  [
    "with a connection",
    '{"version":1,"action":"createCompletions","inputs":{"connection":{}},"isEmbedded":true}',
    'leave "connection" out',
  ],
  [
    "with an input that there is not",
    '{"version":1,"action":"createCompletions","inputs":{"x":1},"isEmbedded":true}',
    '"x" is not an input',
  ],
])("a file is refused that is %s", async (_what, content, message) => {
  const file = join(home, "file.json");
  writeFileSync(file, content);
  chmodSync(file, 0o600);
  const { code, stdout, stderr } = await cli(["resume", file]);
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(message) });
});
