import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { takenRun } from "../../../local/workbench/server/takeAlong/takenRun";
import { takeAlong } from "../../../local/workbench/takeAlong/takeAlong";
import type { SavedConnection } from "../../../local/workbench/wire/connection";
import type { AskedStep } from "../../../local/workbench/wire/entered";
import type { FormInput } from "../../../local/workbench/wire/formInput";
import type { RunView } from "../../../local/workbench/wire/run";
import type { TakenAlong, TakenForm } from "../../../local/workbench/wire/takenText";
import { runUntilEnd } from "../run/runUntilEnd";
import { shareWorkbench } from "../support/workbench";
import { runBash } from "./takenSteps";

const root = path.join(__dirname, "../../..");

const bench = shareWorkbench();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "taken-"));
  writeFileSync(path.join(folder, "ca.pem"), bench.workbench.world.certificate);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const value = (content: unknown) => ({ value: content });

const run = (key: string, form: AskedStep["form"], id = "local"): Promise<RunView> =>
  runUntilEnd(bench, { kind: "action", key, form, connections: { connection: id } });

const taken = async ({ id }: RunView): Promise<TakenAlong> =>
  (await (await bench.get(`/api/runs/${id}/takeAlong`)).json()) as TakenAlong;

const textIn = ({ texts }: TakenAlong, form: TakenForm): string =>
  texts.find((text) => text.form === form)?.parts[0]?.text ?? "";

const resultOf = ({ id }: RunView): unknown => bench.workbench.runs.get(id).outcome?.value;

const answerOf = (result: unknown): unknown =>
  (result as { choices: Array<{ message: { content: string } }> }).choices[0]?.message.content;

const environmentOf = (): Record<string, string> => ({
  AZURE_OPENAI_API_KEY: String(bench.workbench.connections.get("local").entered.fields["apiKey"]),
  NODE_EXTRA_CA_CERTS: path.join(folder, "ca.pem"),
  CURL_CA_BUNDLE: path.join(folder, "ca.pem"),
});

/** In the place of npm: the same program, without the second that npm takes. */
const quickNpm = `npm() { shift 4; (cd ${root} && ${process.execPath} --import tsx local/cli/start.ts "$@"); }\n`;

test("the command line of a run gives the same text, and so does its curl", async () => {
  const first = await run("createChatCompletion", { userPrompt: value("It's $5 `now`!") });
  const along = await taken(first);
  expect(along).toMatchObject({ label: "Create Chat Completion", name: "createChatCompletion" });
  expect(along.texts.map(({ form }) => form)).toEqual([
    ...["commandLine", "curl", "lowCode", "codeNative", "testCase"],
  ]);
  const [command, curl] = await Promise.all([
    runBash(`${quickNpm}${textIn(along, "commandLine")}`, folder, environmentOf()),
    runBash(textIn(along, "curl").replace("curl -X", "curl --silent -X"), folder, environmentOf()),
  ]);
  expect(command.stderr).not.toContain("Error");
  const text = answerOf(resultOf(first));
  expect(text).toEqual(expect.stringContaining("now"));
  expect(answerOf(JSON.parse(command.stdout))).toBe(text);
  expect(answerOf(JSON.parse(curl.stdout))).toBe(text);
});

test("the runs that a run refers to come before it, in their order, each once", async () => {
  const first = await run("createChatCompletion", { userPrompt: value("One") });
  const path = `${first.name}.results.choices[0].message.content`;
  const second = await run("createChatCompletion", { userPrompt: { template: `Two {{$${path}}}` } });
  await run("countTokens", { text: value("beside") });
  const fields = [
    { key: "a", value: { reference: `${second.name}.results.id` } },
    { key: "b", value: { reference: path } },
  ];
  const last = await run("createChatCompletion", {
    userPrompt: value("Three"),
    requestOptions: { value: { metadata: { value: fields } } },
    systemPrompt: { reference: `${second.name}.results.id` },
  });
  const steps = textIn(await taken(last), "commandLine").match(/^npm run.*cli -- \w+/gm);
  expect(steps).toHaveLength(3);
  const lowCode = textIn(await taken(last), "lowCode");
  expect(lowCode.indexOf("One")).toBeLessThan(lowCode.indexOf("Two"));
  expect(lowCode.indexOf("Two")).toBeLessThan(lowCode.indexOf("Three"));
  expect(lowCode).not.toContain("beside");
});

test("runs that go on at once have their own requests, and a token's request is not among them", async () => {
  const words = Array.from({ length: 12 }, (_, index) => `word${String.fromCharCode(97 + index)}`);
  const runs = await Promise.all(
    words.map((word, index) =>
      run("createChatCompletion", { userPrompt: value(word) }, index % 3 === 0 ? "local-openai" : "local"),
    ),
  );
  for (const [index, view] of runs.entries()) {
    const curl = textIn(await taken(view), "curl");
    expect(words.filter((word) => curl.includes(word))).toEqual([words[index]]);
    expect(curl.match(/^curl -X/gm)).toHaveLength(1);
  }
  const managed = await run("listDeployments", {}, "local-entra");
  const { parts } = (await taken(managed)).texts[1] ?? { parts: [] };
  expect(parts[0]?.text ?? "").not.toContain("/oauth2/");
});

test("bulk runs that are paced together have their own requests, and those that are left out are counted", async () => {
  const prompts = (word: string) => Array.from({ length: 15 }, (_, index) => `${word} ${index}`);
  const words = ["apple", "pear", "plum"];
  const runs = await Promise.all(
    words.map((word) => run("createCompletions", { messages: value(JSON.stringify(prompts(word))) })),
  );
  for (const [index, view] of runs.entries()) {
    const along = await taken(view);
    const curl = textIn(along, "curl");
    expect(view.state).toBe("succeeded");
    expect(curl.match(/apple|pear|plum/g)).toEqual(Array(10).fill(words[index]));
    expect(along.texts[1]?.notes.join()).toContain("5 more requests are left out.");
  }
});

test("an attempt again is the same request, and a file is put beside", async () => {
  const headers = { "retry-after-ms": "1" };
  bench.workbench.world.endpointFor().enqueueFaults({ kind: "status", status: 503, headers });
  const listed = await run("listModels", {});
  expect(listed.attempts).toBe(2);
  expect(textIn(await taken(listed), "curl").match(/^curl -X/gm)).toHaveLength(1);

  const file = bench.workbench.files.add(Buffer.alloc(3_000_000, 0xff), "speech.bin");
  const form = { file: value(file), purpose: value("user_data"), fileName: value("speech.txt") };
  const along = await taken(await run("uploadFile", form));
  const curl = textIn(along, "curl");
  expect(curl).toContain("--form-string purpose=user_data");
  expect(curl).toContain("speech.txt");
  expect(along.texts[0]?.notes.join("\n")).toContain("speech.bin");
});

const canary = (name: string): string => `canary-${name}-5f0c2b7e91d84a36`;

/** Something in every box of a connection; a pair's value may be a gateway's key under any name. */
const filled = ({ key, type, collection }: FormInput): unknown => {
  if (key === "prices") return [{ key: "gpt-5.4", value: "1 / 1 / 1" }];
  if (collection === "keyvaluelist") return [{ key: "x-route", value: "amber falcon" }];
  const plain: Record<string, string> = {
    endpoint: `https://127.0.0.1:1/?code=${canary("code")}`,
    isOpenAIKey: "false",
    port: "1",
    host: "127.0.0.1",
    cloud: "public",
    tokenVersion: "v2",
  };
  return type === "password" ? canary(key) : (plain[key] ?? `open-${key}`);
};

test("no text has a secret of any connection that was typed", async () => {
  const kinds = bench.workbench.component.get().component.connections.map(({ key }) => key);
  for (const kind of kinds) {
    const { inputs } = (await (await bench.get(`/api/parts/connection/${kind}`)).json()) as {
      inputs: FormInput[];
    };
    const boxes = inputs.filter(({ type }) => type !== "template");
    const form = Object.fromEntries(boxes.map((input) => [input.key, value(filled(input))]));
    const typed = { kind, form: { ...form, signInToken: value(canary("token")) } };
    const saved = (await (await bench.post("/api/connections", typed)).json()) as SavedConnection;
    if ("problem" in saved) throw new Error(saved.problem.message);
    const asked = { kind: "action", key: "createChatCompletion", form: { userPrompt: value("Hi") } } as const;
    const connections = { connection: saved.connection.id, fallbackConnection: saved.connection.id };
    const ended = await runUntilEnd(bench, { ...asked, connections });
    const { texts } = await taken(ended);
    // What the front of the server redacts is not what is looked for here.
    const { component } = bench.workbench.component.get();
    const step = takenRun(bench.workbench, bench.workbench.runs.get(ended.id));
    const told = JSON.stringify(takeAlong(component, step));
    expect(texts).toHaveLength(5);
    expect([kind, told.match(/canary-[\w-]*|amber falcon/g)]).toEqual([kind, null]);
  }
  expect(kinds).toHaveLength(6);
});

test("a step without a request, one that is planned, and one that is unknown", async () => {
  const counted = await run("countTokens", { text: value("Hello") });
  expect((await taken(counted)).texts[1]?.notes).toEqual(["The step sent no request."]);
  const asked = { kind: "action", key: "createChatCompletion", form: { userPrompt: value("Later") } };
  const plan = await bench.post("/api/takeAlong", { ...asked, connections: { connection: "gone" } });
  const along = (await plan.json()) as TakenAlong;
  expect(along.texts[1]?.notes).toEqual(["There is no request yet: run the step first."]);
  expect(along.notes).toEqual(["A connection of this step was deleted: put another one in its place."]);
  expect(textIn(along, "codeNative")).toContain("Later");
  const trigger = await bench.post("/api/takeAlong", { kind: "trigger", key: "webhook", form: {} });
  expect(textIn((await trigger.json()) as TakenAlong, "lowCode")).toContain("webhook");
  for (const key of ["nothing", "constructor"])
    expect((await bench.post("/api/takeAlong", { kind: "trigger", key, form: {} })).status).toBe(404);
  expect((await bench.post("/api/takeAlong", { kind: "connection", key: "apiKey", form: {} })).status).toBe(
    400,
  );
  expect((await bench.get("/api/runs/none/takeAlong")).status).toBe(404);
});
