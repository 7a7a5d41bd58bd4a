import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { checkInputs, checkRequired, inputsFromFlags } from "../../../local/cli/flagValues";
import { inputFlags, kebabCase } from "../../../local/cli/inputFlags";
import { mergeInputs } from "../../../local/platform/enteredInputs";
import { stepParams } from "../../../local/platform/stepParams";

const folder = mkdtempSync(join(tmpdir(), "inputs-"));
const textFile = join(folder, "text.txt");
const imageFile = join(folder, "image.png");
writeFileSync(textFile, "\uFEFFfrom the file");
writeFileSync(imageFile, "bytes");
afterAll(() => rmSync(folder, { recursive: true }));

const inputs: Input[] = [
  { key: "connection", type: "connection", label: "Connection", required: true },
  { key: "model", type: "string", label: "Model", required: true, default: "gpt-5.4" },
  { key: "prompt", type: "text", label: "Prompt", required: true, default: "" },
  { key: "input", type: "text", label: "Input" },
  { key: "numChoices", type: "string", label: "Number of choices" },
  { key: "isStrict", type: "boolean", label: "Strict", default: "false" },
  { key: "stop", type: "string", label: "Stop", collection: "valuelist" },
  { key: "headers", type: "string", label: "Headers", collection: "keyvaluelist" },
  { key: "fileData", type: "string", label: "File Data", collection: "keyvaluelist" },
  { key: "image", type: "data", label: "Image" },
  { key: "shape", type: "dynamicObject", label: "Shape" },
  {
    key: "requestOptions",
    type: "structuredObject",
    label: "Request Options",
    inputs: [
      { key: "timeout", type: "string", label: "Timeout", default: "300000" },
      { key: "maxRetries", type: "string", label: "Max Retry Count", default: "3" },
    ],
  },
];
const flags = inputFlags(inputs);

const entered = (...typed: Array<[name: string, text: string]>) =>
  inputsFromFlags(
    typed.map(([name, text]) => {
      const flag = flags.find((candidate) => candidate.name === name);
      if (!flag) throw new Error(`no flag ${name}`);
      return { flag, text };
    }),
  );

test("every input but the connection has a flag, the inputs of a group too", () => {
  expect(flags.map(({ name }) => name)).toEqual([
    "--model",
    "--prompt",
    "--inputValue",
    "--numChoices",
    "--isStrict",
    "--stop",
    "--headers",
    "--fileData",
    "--image",
    "--shape",
    "--requestOptions",
    "--requestOptions.timeout",
    "--requestOptions.maxRetries",
  ]);
  expect(flags.at(-1)?.otherName).toBe("--request-options.max-retries");
});

test.each([
  ["numChoices", "num-choices"],
  ["retryDelayMS", "retry-delay-ms"],
  ["topP", "top-p"],
  ["isOpenAIKey", "is-open-ai-key"],
  ["model", "model"],
])("%s is %s in kebab case", (key, kebab) => {
  expect(kebabCase(key)).toBe(kebab);
});

test("lists and pairs are collected, of a single value the last counts", () => {
  expect(
    entered(
      ["--model", "a"],
      ["--stop", "END"],
      ["--headers", "x-a=1=2"],
      ["--model", "b"],
      ["--stop", "STOP"],
      ["--headers", "x-b="],
    ),
  ).toEqual({
    model: "b",
    stop: ["END", "STOP"],
    headers: [
      { key: "x-a", value: "1=2" },
      { key: "x-b", value: "" },
    ],
  });
});

test("files of one flag given several times are a list", () => {
  const file = { data: Buffer.from("bytes"), contentType: "image/png" };
  expect(entered(["--image", `@${imageFile}`], ["--image", "data:image/png;base64,iVBORw0KGgo="])).toEqual({
    image: [file, "data:image/png;base64,iVBORw0KGgo="],
  });
});

test("the parts of a group win over the group as JSON", () => {
  expect(
    entered(["--requestOptions.maxRetries", "5"], ["--requestOptions", '{"maxRetries":"1","timeout":"9"}']),
  ).toEqual({ requestOptions: { maxRetries: "5", timeout: "9" } });
});

test("@ reads a text, or a file where one is taken; @@ is a plain @", () => {
  const file = { data: Buffer.from("bytes"), contentType: "image/png" };
  expect(
    entered(
      ["--prompt", `@${textFile}`],
      ["--inputValue", "@@someone"],
      ["--image", `@${imageFile}`],
      ["--fileData", `file=@${imageFile}`],
    ),
  ).toEqual({
    prompt: "from the file",
    input: "@someone",
    image: file,
    fileData: [{ key: "file", value: file }],
  });
});

test.each([
  ["--prompt", "@nope.txt", /--prompt: can't read "nope.txt" in [^:]+: there is no such file.*@@/],
  ["--prompt", `@${folder}`, /it is a directory/],
  ["--headers", "alone", /--headers: "alone" has no name.*--headers name=value/],
  ["--fileData", "@x", /--fileData file=@/],
  ["--shape", "{", /--shape: this input takes JSON/],
])("%s %s is refused with what to type", (name, text, message) => {
  expect(() => entered([name, text])).toThrow(message);
});

test("a key-value list in JSON may be a list of rows as well, a key standing twice", () => {
  const headers = [
    { key: "x-a", value: 1 },
    { key: "x-a", value: "2" },
  ];
  expect(checkInputs(inputs, { headers })).toEqual({
    headers: [
      { key: "x-a", value: "1" },
      { key: "x-a", value: "2" },
    ],
  });
});

test("JSON inputs become what the designer would hold", () => {
  expect(
    checkInputs(inputs, {
      numChoices: 2,
      isStrict: true,
      prompt: ["kept", 1],
      headers: { "x-a": 1 },
      stop: ["END", 5],
      requestOptions: { maxRetries: 0 },
    }),
  ).toEqual({
    numChoices: "2",
    isStrict: "true",
    prompt: ["kept", 1],
    headers: [{ key: "x-a", value: "1" }],
    stop: ["END", "5"],
    requestOptions: { maxRetries: "0" },
  });
});

test.each([
  [{ promt: "x" }, '--input: "promt" is not an input. Did you mean prompt?'],
  [{ zzz: "x" }, /The inputs are model, prompt/],
  [
    { requestOptions: { retries: 1 } },
    /"retries" is not an input of requestOptions. Did you mean maxRetries/,
  ],
  [{ connection: {} }, /comes from the environment/],
])("the JSON inputs %j are refused", (values, message) => {
  expect(() => checkInputs(inputs, values)).toThrow(message);
});

test("flags win over JSON, in groups input by input", () => {
  expect(
    mergeInputs(
      { model: "a", requestOptions: { maxRetries: "1", timeout: "2" } },
      { model: "b", requestOptions: { timeout: "3" } },
    ),
  ).toEqual({ model: "b", requestOptions: { maxRetries: "1", timeout: "3" } });
});

test("a required input without a default is missed by its flag", () => {
  expect(() => checkRequired(flags, {})).toThrow("Required: --prompt (Prompt).");
  const twice = [...flags, ...flags];
  expect(() => checkRequired(flags, {})).toThrow(/ Add it as a flag, or by key/);
  expect(() => checkRequired(twice, {})).toThrow(/Prompt\), --prompt .* Add them as flags, or by key/);
  expect(() => checkRequired(flags, { prompt: "" })).not.toThrow();
});

test("what was left alone arrives as its default, an untouched group as an empty text", () => {
  expect(stepParams(inputs, { prompt: "x" })).toMatchObject({
    model: "gpt-5.4",
    prompt: "x",
    isStrict: "false",
    stop: "",
    headers: "",
    requestOptions: "",
  });
  expect(stepParams(inputs, { requestOptions: { maxRetries: "0" } })["requestOptions"]).toEqual({
    timeout: "300000",
    maxRetries: "0",
  });
});
