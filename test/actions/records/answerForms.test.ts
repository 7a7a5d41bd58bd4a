import type { LocalEndpoint } from "../../../local/endpoint";
import { capturedLogger, failureOf, run } from "../../support/connector";
import { object, type Schema, text } from "../../support/schemas";
import type { ScriptedServer } from "../../support/scriptedServer";
import { connectionTo, startEndpoint } from "../support";
import { bodyOf, enrich, lastText, startAnswering } from "./recordServer";

let server: ScriptedServer | LocalEndpoint;
afterEach(() => server.close());

const answerWith = async (...replies: string[]): Promise<ScriptedServer> => {
  const scripted = await startAnswering((_body, place) => replies[Math.min(place, replies.length - 1)] ?? "");
  server = scripted;
  return scripted;
};
const records = [{ word: "one", id: 7 }];
const good = '{"sentiment":"bad","score":0.25}';
const answerSchema = { sentiment: "positive", score: 0.5 };

describe("an answer that has its form", () => {
  test.each([
    `<think>hm</think>${good}`,
    `Here is the JSON:\n\`\`\`json\n${good}\n\`\`\``,
    `\uFEFF${good}`,
    `\`\`\`json ${good} \`\`\``,
    `${good}}`,
  ])("is taken at once, whatever is around it: %j", async (answer) => {
    const { url, requests } = await answerWith(answer);
    const data = await enrich({ url }, { records, answerSchema, recordSettings: { answerFormat: "prompt" } });
    expect(data.records).toEqual([{ word: "one", id: 7, sentiment: "bad", score: 0.25 }]);
    expect(data.results[0]).toMatchObject({ output_text: answer, wasRepaired: false });
    expect(requests).toHaveLength(1);
  });

  test("is asked for again when there are two of them", async () => {
    const { url, requests } = await answerWith(`${good} or {"sentiment":"good","score":1}`, good);
    const data = await enrich({ url }, { records, answerSchema });
    expect(data.counts).toMatchObject({ succeeded: 1, repaired: 1 });
    expect(lastText(requests[1] as never)).toMatch(/several JSON objects that differ/);
  });

  test("keeps the digits of its integers", async () => {
    await answerWith('{"key": 7615917337495251231}');
    const data = await enrich(server as ScriptedServer, {
      records,
      answerSchema: object({ key: { type: "integer" } }),
    });
    expect(data.records[0]).toMatchObject({ key: "7615917337495251231" });
  });

  test("may be null where a schema of OpenAPI says so", async () => {
    await answerWith('{"name": null}');
    const schema = object({ name: { type: "string", nullable: true } });
    const data = await enrich(server as ScriptedServer, { records, answerSchema: schema });
    expect(data.records[0]).toMatchObject({ name: null });
  });

  test("has to keep to a pattern, which the model is told at first and again", async () => {
    const { url, requests } = await answerWith('{"code":"abc1"}', '{"code":"ABC-1"}');
    const schema = object({ code: { type: "string", pattern: "^[A-Z]{3}\\-\\d+$" } });
    const data = await enrich({ url }, { records, answerSchema: schema });
    expect(JSON.stringify(bodyOf(requests[0]).response_format)).toContain("pattern ^[A-Z]{3}");
    expect(lastText(requests[1] as never)).toContain("code: String does not match pattern ^[A-Z]{3}\\-\\d+$");
    expect(data.records[0]).toMatchObject({ code: "ABC-1" });
  });
});

test.each<[schema: Schema]>([
  [{ $ref: "#/$defs/A", $defs: { A: object({ score: { type: "number" } }) } }],
  [{ type: "object", allOf: [{ properties: { score: { type: "number" } } }] }],
  [{ anyOf: [object({ a: text }), object({ score: text })] }],
])("a property that the schema would replace is found wherever it is named: %j", async (schema) => {
  const { url, requests } = await answerWith('{"score":5}');
  await expect(enrich({ url }, { records: [{ word: "a", score: 0 }], answerSchema: schema })).rejects.toThrow(
    "Output Field: record 1 has a property score already.",
  );
  expect(requests).toEqual([]);
});

describe("the look-alike of the service, which checks what is sent", () => {
  const hero = object({ name: text });

  test.each<[what: string, schema: Schema]>([
    [
      "a reference with a description",
      object({ a: { $ref: "#/$defs/H", description: "d" } }, { $defs: { H: hero } }),
    ],
    ["an enum without a type", object({ a: { enum: ["bug", "security"] } })],
    ["a reference at the root", { $ref: "#/$defs/H", $defs: { H: hero } }],
    [
      "a reference to a property",
      object({ a: hero, b: { type: "array", items: { $ref: "#/properties/a" } } }),
    ],
    ["no type at the root", { properties: { a: text }, required: ["a"] }],
    ["optional properties", { type: "object", properties: { a: text } }],
    ["a choice at the root", { oneOf: [object({ a: text }), object({ b: text })] }],
    ["1,200 values", object({ a: { enum: Array.from({ length: 1200 }, (_, index) => `v${index}`) } })],
    [
      "101 properties",
      object(Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`p${index}`, text]))),
    ],
  ])("takes a schema with %s, and answers by it", async (_what, schema) => {
    server = await startEndpoint();
    const { data } = await run("enrichRecords", {
      connection: connectionTo(server.url),
      records,
      promptTemplate: "Say {{word}}",
      answerSchema: schema,
    });
    expect(data).toMatchObject({ counts: { succeeded: 1, repaired: 0 } });
  });
});

describe("a schema that the service can't enforce", () => {
  const logOf = async (params: Record<string, unknown>): Promise<string> => {
    const { url, close } = await answerWith('{"a":"x"}');
    const captured = capturedLogger();
    const connection = connectionTo(url);
    await run(
      "enrichRecords",
      { connection, records, promptTemplate: "{{word}}", ...params },
      { logger: captured.logger },
    );
    captured.restore();
    await close();
    return captured.text();
  };
  const open = { type: "object", properties: { a: text } };

  test("is told in the log, with the reason", async () => {
    expect(await logOf({ answerSchema: open })).toContain(
      "Enrich Records: the service can't enforce the answer schema, since a may be absent. The model is told of it, and each answer is checked.",
    );
  });

  test("is not told of where the service enforces it, or is not asked to", async () => {
    expect(await logOf({ answerSchema: { a: "x" } })).not.toContain("can't enforce");
    expect(await logOf({ answerSchema: open, recordSettings: { answerFormat: "prompt" } })).not.toContain(
      "can't enforce",
    );
  });
});

describe("a refused form of answers", () => {
  const messageOf = async (message: string, param: string | null = "response_format"): Promise<string> => {
    server = await startAnswering(() => ({ status: 400, body: { error: { message, param } } }));
    return (await failureOf(enrich(server as ScriptedServer, { records, answerSchema }))).message;
  };

  test.each<[message: string, param: string | null, advice: RegExp]>([
    [
      "Invalid schema for response_format 'answer': In context=('properties', 'a'), 'pattern' is not permitted.",
      "response_format",
      /The model is not the reason: change Answer Schema or Example as the sentence says, or choose JSON or Prompt Alone/,
    ],
    [
      "response_format value as json_schema is enabled only for api versions 2024-08-01-preview and later",
      null,
      /API Version/,
    ],
    [
      "This model does not support json_schema.",
      null,
      /Where the model has no structured output, choose JSON or Prompt Alone/,
    ],
    [
      "Structured Output is not available.",
      null,
      /Where the model has no structured output, choose JSON or Prompt Alone/,
    ],
    [
      "Not with this model.",
      "response_format",
      /Where the model has no structured output, choose JSON or Prompt Alone/,
    ],
  ])("says what is wrong: %s", async (message, param, advice) => {
    expect(await messageOf(message, param)).toMatch(advice);
  });

  test("is not blamed for another refusal", async () => {
    expect(await messageOf("Invalid value for temperature.", "temperature")).not.toContain("Answer Format");
  });
});
