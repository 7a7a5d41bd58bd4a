import { execFile } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { definition } from "../../scripts/documentation/definition";
import { runScript } from "../local/runScript";
import { harness, keyConnection } from "../support/connector";
import { shareEndpoint } from "../support/hooks";
import { bareEnvironment, dist, root } from "./builtBundle";

const examples = path.join(root, "examples", "codeNative");
const binaries = path.join(root, "node_modules", ".bin");
const page = readFileSync(path.join(root, "docs", "codeNative.md"), "utf8");
const example = readFileSync(path.join(examples, "tickets.ts"), "utf8");

/** The code of the page in a language. */
const codeIn = (language: string): string[] =>
  [...page.matchAll(/^```(\w+)\n([^`]*)^```$/gm)].flatMap(([, name, code = ""]) =>
    name === language ? [code] : [],
  );

/** What the compiler has to refuse, and what is said of spectral. */
const misuses = `import { componentManifests } from "@prismatic-io/spectral";
import azureOpenAI, { type CreateChatCompletionOutput } from "./manifest/src";
import asGenerated from "./manifest/src/actions";

type Chat = Parameters<typeof azureOpenAI.actions.createChatCompletion.perform>[0];
type Answer = CreateChatCompletionOutput;

export const some: Chat["modelSettings"] = { seed: "42" };
// @ts-expect-error: none of the choices
export const unknownEffort: Chat["modelSettings"] = { reasoningEffort: "sometimes" };
// @ts-expect-error: a connection is required
export const withoutConnection: Chat = { model: "my-deployment" };
// @ts-expect-error: inputs are text, as in the designer
export const number: Chat["temperature"] = 1;
export const text = async (values: Chat): Promise<string> =>
  (await azureOpenAI.actions.createChatCompletion.perform(values)).data.output_text;
// @ts-expect-error: a name that no answer has
export const misspelled = (answer: Answer): unknown => answer.outputText;
// @ts-expect-error: what is not in each answer may be undefined
export const sometimes = (answer: Answer): object => answer.fallback;
// @ts-expect-error: the generator of spectral 10.31.1 writes the schemas of outputs as text, which the type of its
// registry does not take. When this line fails, spectral has mended it: scripts/manifest need not leave them out.
export const generated = componentManifests({ azureOpenai: { ...azureOpenAI, actions: asGenerated } });
`;

// Spectral's generator and the compiler, on a machine that runs other tests at the same time.
jest.setTimeout(120_000);

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "code-native-"));
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  for (const name of ["tickets.ts", "tsconfig.json"]) {
    copyFileSync(path.join(examples, name), path.join(folder, name));
  }
  const made = await runScript("scripts/manifest/start.ts", ["manifest"], { cwd: folder });
  expect(made).toMatchObject({ code: 0, stderr: "" });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("npm run manifest", () => {
  it("writes a file for every part, and a type for every output", () => {
    const source = path.join(folder, "manifest", "src");
    const keysOf = (list: Array<{ key: string }>) => list.map(({ key }) => key);
    const missing = (kind: string, keys: string[]) =>
      keys.filter((key) => !existsSync(path.join(source, kind, `${key}.ts`)));
    expect(missing("actions", keysOf(definition.action))).toEqual([]);
    expect(missing("triggers", keysOf(definition.trigger))).toEqual([]);
    expect(missing("connections", keysOf(definition.connection))).toEqual([]);
    expect(missing("dataSources", keysOf(definition.dataSource))).toEqual([]);
    const types = readFileSync(path.join(source, "outputs.ts"), "utf8").match(
      /^export (?:interface|type) \w+Output/gm,
    );
    expect(types).toHaveLength(definition.action.length + definition.trigger.length);
  });

  it("gives types by which the example compiles, and what is wrong does not", async () => {
    writeFileSync(path.join(folder, "misuses.ts"), misuses);
    const compiling = promisify(execFile)(path.join(binaries, "tsc"), ["-p", folder]);
    expect(await compiling.catch(({ stdout }: { stdout: string }) => ({ stdout }))).toMatchObject({
      stdout: "",
    });
  });

  it("leaves a folder alone that holds something else", async () => {
    const { code, stderr } = await runScript("scripts/manifest/start.ts", ["."], { cwd: folder });
    expect([code, stderr]).toEqual([2, expect.stringContaining("holds something else")]);
    expect(existsSync(path.join(folder, "tickets.ts"))).toBe(true);
  });
});

describe("the example", () => {
  const endpoint = shareEndpoint();

  const runFlow = async (name: string, body: unknown): Promise<unknown> => {
    const script = path.join(__dirname, "child/runIntegration.mts");
    const bundle = path.join(dist, "index.js");
    const running = promisify(execFile)(
      path.join(binaries, "tsx"),
      [script, path.join(folder, "tickets.ts"), bundle, endpoint.url, endpoint.apiKey, name],
      { cwd: folder, env: bareEnvironment() },
    );
    running.child.stdin?.end(JSON.stringify(body));
    return JSON.parse((await running).stdout);
  };

  it("classifies a ticket and drafts an answer", async () => {
    const text = "My last invoice is wrong: it was paid twice.";
    expect(await runFlow("answerTicket", { subject: "Invoice", text })).toEqual({
      data: { category: "Billing", draft: expect.any(String), tokens: expect.any(Number) },
    });
  });

  it("collects what a batch has answered", async () => {
    const messages = '["What is 6 times 7?", "Say one"]';
    const connection = keyConnection(endpoint.url);
    const { data } = (await harness.action("createBatch", { connection, messages })) as {
      data: { batches: [{ batchId: string }] };
    };
    const [{ batchId }] = data.batches;
    expect(await runFlow("collectAnswers", { batches: [{ batch: { id: batchId } }] })).toEqual({
      data: [
        { customId: expect.any(String), output_text: "42" },
        { customId: expect.any(String), output_text: "one" },
      ],
    });
  });

  it("says what is missing where the batches are gone", async () => {
    const gone = runFlow("collectAnswers", { batches: [{ batch: { id: "batch_gone" } }] });
    await expect(gone).rejects.toThrow("batch_gone");
  });
});

describe("docs/codeNative.md", () => {
  const endpoint = shareEndpoint();

  it("shows pieces of the example as they are", () => {
    const plain = (text: string) => text.replaceAll(/\s+/g, " ").trim();
    const pieces = codeIn("ts");
    expect(pieces.length).toBeGreaterThan(2);
    for (const piece of pieces) expect(plain(example)).toContain(plain(piece));
  });

  it("has a script that asks by spectral's harness", async () => {
    const [script = ""] = codeIn("js");
    const at = path.join(folder, "ask.cjs");
    symlinkSync(dist, path.join(folder, "dist"));
    writeFileSync(at, script);
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [at], {
      env: {
        ...bareEnvironment(),
        AZURE_OPENAI_ENDPOINT: endpoint.url,
        AZURE_OPENAI_API_KEY: endpoint.apiKey,
        AZURE_OPENAI_DEPLOYMENT: "gpt-5.4",
      },
    });
    expect([stdout.trim().split("\n").at(-1), stderr]).toEqual(["42", ""]);
    expect(stdout).toMatch(/^Usage: /);
  });
});
