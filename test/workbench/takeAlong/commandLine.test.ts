import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { assert, asyncProperty, constantFrom, oneof, string } from "fast-check";
import type { EnteredForm } from "../../../local/cases/stepCase";
import { checkInputs, inputsFromFlags } from "../../../local/cli/flagValues";
import { createProgram, type RunRequest } from "../../../local/cli/program";
import { parseInputObject } from "../../../local/cli/readValue";
import { operationsOf } from "../../../local/platform/component";
import { mergeInputs } from "../../../local/platform/enteredInputs";
import {
  environmentConnection,
  fallbackFromEnvironment,
} from "../../../local/platform/environmentConnection";
import { connectionVariables } from "../../../local/workbench/takeAlong/connectionVariables";
import type { TakenStep } from "../../../local/workbench/takeAlong/takenStep";
import { useEndpoint } from "../../support/hooks";
import { caseForms, component, fileOf, keyConnection, runBash, takenStep, textOf } from "./takenSteps";

const root = path.join(__dirname, "../../..");
const operations = operationsOf(component);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "command-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** In the place of npm: prints the words that it gets. */
const echo = `npm() { printf '%s\\0' "$@"; }\n`;
const secrets = {
  AZURE_OPENAI_API_KEY: "k",
  FALLBACK_AZURE_OPENAI_API_KEY: "k",
  AUTHORIZATION: "from the environment",
  MCP_AUTHORIZATION: "from the environment",
};

/** What the command line's own parser reads from the words that a script gave to npm, in a folder. */
const parsed = async (printed: string, { operation: { key } }: TakenStep, place = folder) => {
  const words = printed.split("\0").slice(0, -1);
  expect(words.slice(0, 4)).toEqual(["run", "--silent", "cli", "--"]);
  const requests: RunRequest[] = [];
  const operation = operations.filter((each) => each.key === key);
  const program = createProgram(operation, async (request) => void requests.push(request));
  await program.parseAsync(words.slice(4), { from: "user" });
  const [request] = requests;
  if (!request) throw new Error("Nothing was parsed.");
  const { input } = request.settings;
  const fromFile = input ? parseInputObject("file", readFileSync(path.join(place, input))) : {};
  return mergeInputs(checkInputs(request.operation.inputs, fromFile), inputsFromFlags(request.given));
};

const readBack = async (step: TakenStep): Promise<Record<string, unknown>> => {
  const script = `${echo}${fileOf("commandLine", step)}`;
  const { stdout, stderr, failed } = await runBash(script, folder, secrets);
  if (failed) throw new Error(stderr);
  return parsed(stdout, step);
};

const withoutConnections = (form: EnteredForm): EnteredForm =>
  Object.fromEntries(Object.entries(form).filter(([key]) => !/^(fallbackC|c)onnection$/.test(key)));

/** Secrets of cases, as the environment of the test has them. */
const withVariables = (form: EnteredForm): EnteredForm =>
  JSON.parse(JSON.stringify(form).replaceAll("token-of-the-case", secrets.MCP_AUTHORIZATION)) as EnteredForm;

describe("the command of each form of each case", () => {
  const forms = [...caseForms("actions"), ...caseForms("dataSources")].map(([name, key, form]) => {
    const kind = component.actions[key] ? "actions" : "dataSources";
    return [name, takenStep(key, form, { kind }), form] as const;
  });
  let printed: string[];
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(path.join(tmpdir(), "commands-"));
    const scripts = forms.map(
      ([, step], index) => `mkdir ${index}; (cd ${index}\n${fileOf("commandLine", step)})\nprintf '\\1'\n`,
    );
    printed = (await runBash(`${echo}${scripts.join("")}`, place, secrets)).stdout.split("\u0001");
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  it.each(forms.map(([name], index) => [name, index] as const))("%s enters it", async (_name, index) => {
    const [, step, form] = forms[index] ?? [];
    if (!step || !form) throw new Error("There is no such form.");
    const entered = await parsed(printed[index] ?? "", step, path.join(place, String(index)));
    expect(entered).toEqual(withVariables(withoutConnections(form)));
  });
});

const hostile = constantFrom(
  "'",
  '"',
  "$(id)",
  "`id`",
  "!",
  "\\",
  "\n",
  "\r",
  "\t",
  "\0",
  "@",
  "-",
  "--force",
  "=",
  "\u001b",
  "é",
  "😀",
  "\u2028",
  "JSON\n",
  "#",
  "~",
  "\ud800",
);

test("any text reaches the command line as it is", async () => {
  const texts = string({ unit: oneof(hostile, string({ maxLength: 3, unit: "binary" })), maxLength: 6 });
  await assert(
    asyncProperty(texts, texts, texts, async (userPrompt, stop, key) => {
      const form = {
        userPrompt,
        modelSettings: { stop: [stop, userPrompt] },
        // Whose value is shown, which that of a token would not be.
        budget: { tags: [{ key: `${key}x`, value: stop }] },
      };
      expect(await readBack(takenStep("createChatCompletion", form))).toEqual(form);
    }),
    { seed: 13, numRuns: 30 },
  );
});

test("a long or nested value stands in a here-document", async () => {
  const form = { userPrompt: `first\n${"x".repeat(500)}\nJSON`, systemPrompt: "Be brief." };
  const step = takenStep("createChatCompletion", form);
  expect(fileOf("commandLine", step)).toContain("cat > createChatCompletion.input.json <<'JSON'\n{");
  expect(await readBack(step)).toEqual(form);
});

test("files are paths, and secrets are variables", async () => {
  const step = takenStep("uploadFile", { file: { data: Buffer.from("x"), contentType: "text/csv" } });
  expect(fileOf("commandLine", step)).toContain("--file @file.csv");
  expect(textOf("commandLine", step).notes.join(" ")).toContain("Put file.csv into");
  const text = fileOf(
    "commandLine",
    takenStep("rawRequest", { headers: [{ key: "Authorization", value: "Bearer sesame" }] }),
  );
  expect(text).toContain('--headers Authorization="$AUTHORIZATION"');
  expect(text).not.toContain("sesame");
});

describe("variables", () => {
  const environmentOf = (connection: typeof keyConnection, prefix = "") => {
    const found = connectionVariables(component, connection, prefix);
    return Object.fromEntries([
      ...(found?.values ?? []),
      ...(found?.secrets ?? []).map((name) => [name, "secret"]),
    ]);
  };

  const pairs = [{ key: "gpt-5.4", value: "1.25 / 0.125 / 10" }];
  const gatewayFields = { subscriptionKeyHeader: "X-Key" };
  const cases = [
    [
      "apiKey",
      { endpoint: "https://a.example", apiVersion: "2024-10-21", prices: pairs, ...gatewayFields },
      ["apiKey", "subscriptionKey"],
    ],
    ["apiKey", { isOpenAIKey: "true", organization: "org-1", defaultModel: "gpt-5.4" }, ["apiKey"]],
    [
      "apiKey",
      { isOpenAIKey: "true", endpoint: "https://b.example/v1", prices: pairs },
      ["apiKey", "subscriptionKey"],
    ],
    [
      "entraToken",
      { endpoint: "https://a.example", contentSafetyEndpoint: "https://c.example" },
      ["accessToken", "contentSafetyKey"],
    ],
    [
      "entraServicePrincipal",
      { endpoint: "https://a.example", tenantId: "t", clientId: "c", authorityHost: "https://d.example" },
      ["clientSecret"],
    ],
  ] as const;

  it.each(cases)("describe the connection %s with %j", (key, fields, secretFields) => {
    const connection = { key, fields, secretFields };
    const expected = { ...fields, ...Object.fromEntries(secretFields.map((field) => [field, "secret"])) };
    const found = environmentConnection(environmentOf(connection));
    expect([found?.key, found?.fields]).toEqual([key, expected]);
    expect(fallbackFromEnvironment(environmentOf(connection, "FALLBACK_"))?.fields).toEqual(expected);
  });

  it("unset what would win over them", async () => {
    const connection = { key: "apiKey", fields: { isOpenAIKey: "true" }, secretFields: ["apiKey"] };
    const step = takenStep("listModels", {}, { connections: { connection } });
    const script = `npm() { env; }\n${fileOf("commandLine", step)}`;
    const env = {
      AZURE_OPENAI_ENDPOINT: "https://other.example",
      AZURE_OPENAI_API_KEY: "k",
      OPENAI_API_KEY: "o",
    };
    const { stdout } = await runBash(script, folder, env);
    expect(stdout).not.toContain("AZURE_OPENAI");
    expect(stdout).toContain("OPENAI_API_KEY=o");
  });

  it("are asked for where they are missing, and told of where they can't be", async () => {
    const step = takenStep("listModels", {});
    const { stderr, failed } = await runBash(`${echo}${fileOf("commandLine", step)}`, folder);
    expect([failed, stderr]).toEqual([true, expect.stringContaining("AZURE_OPENAI_API_KEY: Set it first.")]);
    const connection = { key: "entraUser", fields: {}, secretFields: [] };
    const text = textOf("commandLine", takenStep("listModels", {}, { connections: { connection } }));
    expect(text.notes.join(" ")).toContain("has no connection of this kind");
    const headers = { ...keyConnection, fields: { extraHeaders: [{ key: "x-team", value: "a" }] } };
    const told = textOf("commandLine", takenStep("listModels", {}, { connections: { connection: headers } }));
    expect(told.notes.join(" ")).toContain("no variable for Extra Headers");
  });
});

describe("run by bash", () => {
  const endpoint = useEndpoint();
  const tsx = pathToFileURL(path.join(root, "node_modules/tsx/dist/loader.mjs")).href;
  const start = path.join(root, "local/cli/start.ts");
  const npm = `npm() { shift 4; '${process.execPath}' --import '${tsx}' '${start}' "$@"; }\n`;

  it("the steps run one after the other, a result being the next one's input", async () => {
    const connection = { ...keyConnection, fields: { endpoint: endpoint.url } };
    const connections = { connection };
    const first = takenStep(
      "createChatCompletion",
      { model: "gpt-5.4", userPrompt: 'Say @it\'s "$5"\n`now`!' },
      { connections },
    );
    const form = {
      textToSummarize: { template: "It said: {{$createChatCompletion.results.choices[0].message.content}}" },
      model: { reference: "createChatCompletion.results.model" },
    };
    const step = takenStep("summarizeText", form, { connections, earlier: [first] });
    const { stdout, stderr } = await runBash(`${npm}${fileOf("commandLine", step)}`, folder, {
      AZURE_OPENAI_API_KEY: endpoint.apiKey,
    });
    expect(stderr).not.toContain("ERROR");
    expect(JSON.parse(stdout)).toHaveProperty("summary");
    const [asked, summarized] = endpoint.requests;
    expect(JSON.stringify(asked?.bodyJson)).toContain(JSON.stringify('Say @it\'s "$5"\n`now`!'));
    expect(asked?.headers["api-key"]).toBe(endpoint.apiKey);
    expect(summarized?.bodyText).toContain("It said: ");
  });
});

test("a result that begins with @ is a text, and no file", async () => {
  writeFileSync(path.join(folder, "first.json"), JSON.stringify({ "a b": ["@/etc/passwd"] }));
  const form = {
    userPrompt: { reference: 'first.results["a b"][0]' },
    systemPrompt: { template: '{{$first.results["a b"][0]}}!' },
  };
  expect(await readBack(takenStep("createChatCompletion", form))).toEqual({
    userPrompt: "@/etc/passwd",
    systemPrompt: "@/etc/passwd!",
  });
});

test("a file of a result is handed on as a file", async () => {
  writeFileSync(path.join(folder, "out.png"), "bytes");
  const image = { data: { file: "out.png", contentType: "image/png", bytes: 5 }, contentType: "image/png" };
  writeFileSync(path.join(folder, "createImage.json"), JSON.stringify({ images: [image] }));
  const step = takenStep("editImage", {
    images: { reference: "createImage.results.images[0]" },
    mask: { reference: "createImage.results.images[0].data" },
  });
  const words = fileOf("commandLine", step).replaceAll('@" + .file', `@${folder}/" + .file`);
  const { stdout } = await runBash(`${echo}${words}`, folder, secrets);
  const file = { data: Buffer.from("bytes"), contentType: "image/png" };
  expect(await parsed(stdout, step)).toEqual({ images: file, mask: file });
});

test("a trigger has no command", () => {
  const text = textOf("commandLine", takenStep("batchFinished", {}, { kind: "triggers" }));
  expect(text.parts).toEqual([]);
  expect(text.notes).toHaveLength(1);
});
