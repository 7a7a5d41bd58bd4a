import component from "../../src/index";
import type { CreatedOutput } from "../../src/output/createdBatches";
import { run } from "../support/connector";
import { shareEndpoint } from "../support/hooks";
import { connectionTo } from "./support";

const endpoint = shareEndpoint();
/** Whose batches never end by themselves. */
const slowEndpoint = shareEndpoint({ batches: { durationMs: Number.POSITIVE_INFINITY } });

beforeAll(async () => {
  const connection = connectionTo(endpoint.url);
  const created = (await run("createBatch", { connection, messages: ["Say one"] })).data as CreatedOutput;
  const { batchId, inputFileId } = created.batches[0] as CreatedOutput["batches"][number];
  Object.assign(ids, { batchId, batchIds: [batchId], fileId: inputFileId, inputFileId });
});

/** A batch and a file that the endpoint has. */
const ids: Record<string, unknown> = { batchId: "batch_1", batchIds: ["batch_1"], fileId: "file-1" };

interface PublishedSchema {
  type?: string | string[];
  description?: string;
  properties?: Record<string, PublishedSchema>;
  items?: PublishedSchema;
}

interface PublishedAction {
  key: string;
  display: { label: string; description: string };
  examplePayload?: { data: unknown };
  examplePerform?: (context: unknown, params: unknown) => Promise<unknown>;
  /** The schema is published as JSON text. */
  outputSchema?: { type: string; schema: string };
  inputs: Array<{ key: string; default?: unknown }>;
  performSafety?: string;
}

const actions = Object.entries(component.actions).map(
  ([key, action]) => [key, action as unknown as PublishedAction] as const,
);

/** What to run each typed action with. */
const realParams: Record<string, Record<string, unknown>> = {
  createChatCompletion: { userPrompt: "What is 6 times 7?" },
  createImage: { prompt: "A cat", imageSize: "640x1024" },
  createCompletions: { messages: ["Say one", "forbidden-content"] },
  summarizeText: { textToSummarize: "Tea is grown on hills. Tea is picked by hand." },
  rawRequest: { method: "GET" },
  diagnoseConnection: { model: "gpt-5.4" },
  createBatch: { messages: ["Say one", "Say two"] },
  uploadFile: { file: "one line", fileName: "notes.jsonl", purpose: "batch", fileExpiryDays: "30" },
  enrichRecords: {
    records: [{ review: "Fine." }, { review: "forbidden-content" }],
    promptTemplate: "{{review}}",
    answerSchema: { sentiment: "positive", score: 0.5 },
  },
  evaluateRecords: {
    records: [{ answer: "It is Bern.", expected: "Bern" }, { expected: "Bern" }],
    expectedField: "expected",
  },
};

/** Their data is whatever the service's is: JSON of any shape, or a file. */
const untypedActions = ["rawRequest", "downloadFile"];
const typedActions = actions.filter(([key]) => !untypedActions.includes(key));

const modelActions = [
  "createChatCompletion",
  "createImage",
  "createCompletions",
  "summarizeText",
  "enrichRecords",
  "evaluateRecords",
];

const schemaOf = ({ outputSchema }: PublishedAction): PublishedSchema =>
  JSON.parse(outputSchema?.schema ?? "") as PublishedSchema;

/** The form as it is before anything but the needful was filled in. */
const formOf = (key: string, { inputs }: PublishedAction): Record<string, unknown> => ({
  ...Object.fromEntries(inputs.map((input) => [input.key, input.default || ids[input.key] || ""])),
  ...realParams[key],
});

const realAnswer = async (key: string, more: Record<string, unknown> = {}): Promise<unknown> => {
  const connection = connectionTo(key === "cancelBatch" ? slowEndpoint.url : endpoint.url);
  return (
    await run(key, {
      connection,
      ...(/^(get|download)/.test(key) && ids),
      ...realParams[key],
      ...(await preparedParams(key, connection)),
      ...more,
    })
  ).data;
};

/** What is deleted or cancelled has to be there, once for each time. */
const preparedParams = async (key: string, connection: unknown): Promise<Record<string, unknown>> => {
  if (key === "deleteFile") {
    const { data } = await run("uploadFile", { connection, ...realParams["uploadFile"] });
    return { fileId: (data as { id: string }).id };
  }
  if (key !== "cancelBatch") return {};
  const { data } = await run("createBatch", { connection, messages: ["Say one"] });
  return { batchId: (data as CreatedOutput).batchIds[0] };
};

/** Of a list of results, the first. */
const firstResultOf = (data: unknown): object | undefined => (data as { results?: object[] }).results?.[0];

/** What makes an action call a model that would else need none. */
const oneModelCall: Record<string, Record<string, unknown>> = {
  evaluateRecords: { expectedField: "", rubric: "The answer is a city." },
};

/** The keys and kinds of a value, leaves by their type, the first item of a list for all. */
const shapeOf = (value: unknown): unknown => {
  if (Buffer.isBuffer(value)) return "file";
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, shapeOf(entry)]));
};

const jsonType = (value: unknown): string => {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
};

/** The places where a value is not of the type that the schema names for it. */
const contradictions = (schema: PublishedSchema, value: unknown, place: string): string[] => {
  const types = [schema.type ?? []].flat();
  const actual = jsonType(value);
  if (types.length > 0 && !types.includes(actual))
    return [`${place} is ${actual}, not ${types.join(" or ")}`];
  if (Array.isArray(value) && schema.items) {
    const { items } = schema;
    return value.flatMap((item, index) => contradictions(items, item, `${place}[${index}]`));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    name in value
      ? contradictions(property, (value as Record<string, unknown>)[name], `${place}.${name}`)
      : [],
  );
};

test("the actions are there under their fixed names", () => {
  expect(actions.map(([key, { display }]) => [key, display.label])).toEqual([
    ["createChatCompletion", "Create Chat Completion"],
    ["createImage", "Create Image"],
    ["createCompletions", "Create Multiple Chat Completion"],
    ["rawRequest", "Raw Request"],
    ["summarizeText", "Summarize Text"],
    ["createBatch", "Create Batch"],
    ["getBatch", "Get Batch"],
    ["listBatches", "List Batches"],
    ["cancelBatch", "Cancel Batch"],
    ["getBatchResults", "Get Batch Results"],
    ["uploadFile", "Upload File"],
    ["listFiles", "List Files"],
    ["getFile", "Get File"],
    ["downloadFile", "Download File"],
    ["deleteFile", "Delete File"],
    ["diagnoseConnection", "Diagnose Connection"],
    ["enrichRecords", "Enrich Records"],
    ["evaluateRecords", "Evaluate Records"],
  ]);
});

describe.each(actions)("%s", (key, action) => {
  test("shows as an example what its example run gives", async () => {
    const example = await action.examplePerform?.({}, formOf(key, action));
    expect(example).toEqual(action.examplePayload);
    expect(shapeOf(example)).toEqual(shapeOf(action.examplePayload));
  });

  test("has an example that survives publishing, which writes it as JSON", () => {
    const { data } = action.examplePayload ?? { data: undefined };
    expect(data).toBeDefined();
    const published: unknown = JSON.parse(JSON.stringify(data));
    if (Buffer.isBuffer(data)) return expect(published).toEqual(data.toJSON());
    expect(Object.keys(published as object)).toEqual(Object.keys(data as object));
  });

  test("has an output schema that is valid JSON", () => {
    expect(action.outputSchema?.type).toBe("actionOutput");
    expect(schemaOf(action)).toBeInstanceOf(Object);
  });

  test("has an example that fits its schema", () => {
    expect(contradictions(schemaOf(action), action.examplePayload?.data, "data")).toEqual([]);
  });

  test("is run for real to fetch an example only where that costs nothing", () => {
    const isFree = /^(diagnose|get|list|download)[A-Z]/.test(key);
    expect(action.performSafety).toBe(isFree ? "SAFE" : "NOT_ALLOWED");
  });
});

describe.each(typedActions)("a real answer of %s", (key, action) => {
  const schema = schemaOf(action);

  test("has every property that the schema promises", async () => {
    const answer = (await realAnswer(key)) as object;
    const promised = Object.keys(schema.properties ?? {}).filter((name) => name !== "fallback");
    expect(Object.keys(answer)).toEqual(expect.arrayContaining(promised));
    expect(promised.length).toBeGreaterThan(2);
  });

  test("has the types that the schema promises, all the way down", async () => {
    expect(contradictions(schema, await realAnswer(key), "data")).toEqual([]);
  });

  test("has every property of the example", async () => {
    const answer = (await realAnswer(key)) as object;
    expect(Object.keys(answer)).toEqual(
      expect.arrayContaining(Object.keys(action.examplePayload?.data as object)),
    );
  });

  test("has all that the example has of a first result", async () => {
    const [shown, given] = [action.examplePayload?.data, await realAnswer(key)].map(firstResultOf);
    expect(Object.keys(given ?? {})).toEqual(expect.arrayContaining(Object.keys(shown ?? {})));
  });
});

describe.each(actions.filter(([key]) => modelActions.includes(key)))("fallbacks of %s", (key, action) => {
  /** Where the output says which deployment answered. */
  const placeOf = (data: unknown): object => (firstResultOf(data) ?? data) as object;

  test("are not in the example, as in the answer of a step without any", async () => {
    expect(placeOf(action.examplePayload?.data)).not.toHaveProperty("fallback");
    expect(placeOf(await realAnswer(key))).not.toHaveProperty("fallback");
  });

  test("are in the answer of a step that has some, as the schema says", async () => {
    const answer = await realAnswer(key, { ...oneModelCall[key], fallbackModels: ["gpt-5.4-mini"] });
    expect(placeOf(answer)).toHaveProperty("fallback.answeredBy.deployment");
    expect(contradictions(schemaOf(action), answer, "data")).toEqual([]);
    expect(JSON.stringify(schemaOf(action))).toContain('"answeredBy"');
  });
});
