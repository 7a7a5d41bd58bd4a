import component from "../../src/index";
import { isObject } from "../../src/text/isObject";
import { failureOf, harness } from "../support/connector";
import { type CleanedInput, cleanedInputs, table } from "./cleanedInputs";
import { refusalOf } from "./refusal";

const accepts = ({ clean }: CleanedInput, value: unknown): boolean => {
  try {
    clean(value);
    return true;
  } catch {
    return false;
  }
};

test("the inputs of all actions and triggers are looked at", () => {
  const parts = new Set(cleanedInputs.map(({ place }) => place.split(".")[0]));
  expect([...parts].sort()).toEqual(Object.keys({ ...component.actions, ...component.triggers }).sort());
});

describe("optional inputs", () => {
  const optionalInputs = cleanedInputs.filter(({ required }) => required !== true);

  test.each(table(optionalInputs))("%s may be left empty", (place, { clean, collection }) => {
    for (const value of ["", undefined, null]) {
      // A deployment's tags that are left empty are kept.
      const isSent = collection === "keyvaluelist" && place !== "createDeployment.tags";
      expect(clean(value)).toEqual(isSent ? [] : undefined);
    }
  });
});

describe("required inputs", () => {
  // A connection that was not chosen is refused by the step that needs it: examples are shown before.
  const requiredInputs = cleanedInputs.filter(
    ({ required, key }) => required === true && !["responseType", "connection"].includes(key),
  );

  test.each(table(requiredInputs))("%s refuses to be empty, by its label", (_place, { clean, label }) => {
    for (const value of ["", undefined, null, "  "]) expect(refusalOf(clean, value)).toMatch(`${label}: `);
  });
});

/** Texts with rules of their own. */
const ruledTexts = [
  ...["apiVersion", "eventTypes", "language", "managementVersion", "operation", "signingSecret"],
  ...["audio", "files", "images", "markup", "mask"],
];

/** A body that is sent as it was entered, texts that become files, names of languages, and voices of one's own. */
const takesAnyText = ({ place }: CleanedInput): boolean =>
  [
    ...["rawRequest.data", "addFilesToVectorStore.files"],
    ...["summarizeText.language", "createSpeech.voice"],
  ].includes(place);

const isNumber = ({ example = "" }: CleanedInput): boolean => /^\d+(\.\d+)?$/.test(example);

/** Whether an input takes numbers, choices, pairs, JSON or connections alone, as its definition has it. */
const isForSomeValues = (input: CleanedInput): boolean =>
  ["boolean", "code", "connection"].includes(input.type) ||
  input.model !== undefined ||
  input.collection === "keyvaluelist" ||
  isNumber(input);

describe("inputs that do not take any text", () => {
  const strict = cleanedInputs.filter((input) => !accepts(input, "banana"));

  test("are the numbers, booleans, choices, pairs, JSON and connections, and the texts with rules", () => {
    const wanted = cleanedInputs.filter(
      (input) => !takesAnyText(input) && (isForSomeValues(input) || ruledTexts.includes(input.key)),
    );
    expect(strict.map(({ place }) => place)).toEqual(wanted.map(({ place }) => place));
  });

  test.each(table(strict))("%s refuses banana by its label and says what is accepted", (_place, input) => {
    const message = refusalOf(input.clean, "banana");
    expect(message.startsWith(`${input.label}: `)).toBe(true);
    expect(message).toMatch(/Enter |Choose |Accepted is/);
  });
});

describe("what the form itself offers", () => {
  /** What a text of the form has to become: a number, true or false, JSON, or itself. */
  const readingOf = ({ key, type, language }: CleanedInput, text: string): unknown => {
    if (key === "signingSecret") return [text];
    // The names of an answer's properties; the body of a raw request is sent as it was entered.
    if (key === "answerSchema") return Object.keys(JSON.parse(text) as object);
    if (key === "files") return [text];
    if (key === "tools") return (JSON.parse(text) as Array<{ name: string }>).map(({ name }) => name);
    if (key === "data") return text;
    if (type === "boolean") return text === "true";
    if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
    return type === "code" && language === "json" ? JSON.parse(text) : text;
  };

  /** Properties of a deployment, which are sent beneath that name; a schema's are a list of names. */
  const isSettings = (properties: unknown): boolean => isObject(properties);

  /** What a cleaner made, as the text or the value that it stands for. */
  const standsFor = (cleaned: unknown): unknown => {
    const { text, data, properties } = Object(cleaned) as Record<string, unknown>;
    if (isSettings(properties)) return cleaned;
    return Buffer.isBuffer(data) ? data.toString() : (text ?? properties ?? cleaned);
  };

  const withDefault = cleanedInputs.filter(({ default: value }) => value !== undefined && value !== "");
  test.each(table(withDefault))("%s accepts its default", (_place, input) => {
    expect(standsFor(input.clean(input.default))).toEqual(readingOf(input, String(input.default)));
  });

  const withChoices = cleanedInputs.filter(({ model }) => model !== undefined);
  test.each(table(withChoices))(
    "%s accepts each of its choices",
    (_place, { clean, collection, model = [] }) => {
      for (const { value } of model) expect(clean(value)).toEqual(collection ? [value] : value);
    },
  );

  /** Of files and tools, what they are known by. */
  const namesIn = (cleaned: unknown): unknown =>
    Array.isArray(cleaned) && cleaned.every(isObject)
      ? cleaned.map(({ content, name }) => content ?? name)
      : standsFor(cleaned);

  /** An example in words stands for files, which no form holds. */
  const isReference = (example: string): boolean => /^A reference to /.test(example);

  const withExample = cleanedInputs.filter(
    ({ example = "", collection }) => example !== "" && !isReference(example) && !collection,
  );
  test.each(table(withExample))("%s accepts its example", (_place, input) => {
    const shown = ["files", "tools"].includes(input.key) ? namesIn : standsFor;
    expect(shown(input.clean(input.example))).toEqual(readingOf(input, String(input.example)));
  });
});

describe("the bounds of numbers", () => {
  const bounds: Record<string, [least: number, most: number]> = {
    "createChatCompletion.temperature": [0, 2],
    "createChatCompletion.topP": [0, 1],
    "createChatCompletion.numChoices": [1, 128],
    "createChatCompletion.maxOutputTokens": [1, Number.MAX_SAFE_INTEGER],
    "createImage.numImages": [1, 10],
    "createImage.outputCompression": [0, 100],
    "createCompletions.concurrentRequests": [1, 1000],
    "createCompletions.temperature": [0, 2],
    "summarizeText.tokensPerPart": [500, 2_000_000],
    "evaluateRecords.passScore": [0, 1],
    "compareRecords.tolerance": [0, Number.MAX_SAFE_INTEGER],
    "rawRequest.maxRetries": [0, 100],
    "rawRequest.timeout": [1, 86_400_000],
    "rawRequest.retryDelayMS": [0, 86_400_000],
  };

  test.each(Object.entries(bounds))("%s takes %j and nothing beyond", (place, [least, most]) => {
    const input = cleanedInputs.find((candidate) => candidate.place === place);
    if (!input) throw new Error(`There is no input ${place}`);
    expect([input.clean(least), input.clean(String(most))]).toEqual([least, most]);
    expect(refusalOf(input.clean, least - 1)).toContain(input.label);
    expect(refusalOf(input.clean, String(most + 2))).toContain(input.label);
  });

  test.each(["numChoices", "maxOutputTokens", "numImages", "seed", "timeout", "maxRetries"])(
    "%s takes whole numbers alone",
    (key) => {
      const input = cleanedInputs.find((candidate) => candidate.key === key);
      if (!input) throw new Error(`There is no input ${key}`);
      expect(refusalOf(input.clean, "1.5")).toContain("a whole number");
    },
  );
});

describe("the API version of a step", () => {
  const input = cleanedInputs.find(({ place }) => place === "createImage.apiVersion");
  if (!input) throw new Error("Create Image has no API Version");

  test.each([
    ["v1", "v1"],
    [" Preview ", "preview"],
    ["2025-04-01-preview", "2025-04-01-preview"],
    ["2024-10-21", "2024-10-21"],
  ])("%j is a version", (value, version) => {
    expect(input.clean(value)).toBe(version);
  });

  test.each(["v2", "latest", "2024-1-1", "2024-10-21-beta", "dev1", "v1x", "my-2024-10-21"])(
    "%j is none",
    (value) => {
      expect(refusalOf(input.clean, value)).toMatch(/^API Version: .*v1, preview, or a date/);
    },
  );
});

test.each(["createChatCompletion", "listFiles", "selectModel"])(
  "%s refuses a connection that was not chosen",
  async (key) => {
    const isPicker = key.startsWith("select");
    for (const connection of ["", undefined, null]) {
      const params = { connection, userPrompt: "x" } as never;
      const run = isPicker ? harness.dataSource(key, params) : harness.action(key, params);
      expect((await failureOf(run)).message).toBe("Connection: it is empty. Choose a connection.");
    }
  },
);
