import fc from "fast-check";
import { startLocalEndpoint } from "../../../local/endpoint";
import { createAnswerCheck } from "../../../src/text/answerCheck";
import { shareStarted } from "../../support/hooks";
import { object, type Schema, text } from "../../support/schemas";
import { ask, call, chatPath } from "./support";

const endpoint = shareStarted(() => startLocalEndpoint());

const send = (response_format: unknown, path = chatPath) =>
  call(endpoint, path, ask("An order of 3", { response_format }));
const format = (schema: unknown, strict = true) => ({
  type: "json_schema",
  json_schema: { name: "order", strict, schema },
});

describe("a strict schema is refused as the service refuses it", () => {
  const inProperties = (problem: string) =>
    `Invalid schema for response_format 'order': In context=('properties', 'a'), ${problem}.`;
  const required =
    "'required' is required to be supplied and to be an array including every key in properties";

  test.each<[schema: unknown, sentence: string]>([
    [
      object({ a: { $ref: "#/$defs/B", description: "d" } }, { $defs: { B: text } }),
      inProperties("$ref cannot have keywords {'description'}"),
    ],
    [object({ a: { enum: ["x"] } }), inProperties("schema must have a 'type' key")],
    [
      object({ a: { $ref: "#/properties/b" }, b: text }),
      inProperties("reference can only point to definitions defined at the top level of the schema"),
    ],
    [object({ a: { ...text, pattern: "x" } }), inProperties("'pattern' is not permitted")],
    [object({ a: { ...text, default: "x" } }), inProperties("'default' is not permitted")],
    [object({ a: { oneOf: [text] } }), inProperties("'oneOf' is not permitted")],
    [object({ a: { type: "array" } }), inProperties("array schema missing items")],
    [
      object({ a: { ...object({}), additionalProperties: true } }),
      inProperties("'additionalProperties' is required to be supplied and to be false"),
    ],
    [object({ a: { ...object({ b: text }), required: [] } }), inProperties(`${required}. Missing 'b'`)],
    [
      object({ a: { ...object({ b: text }), required: ["b", "c"] } }),
      inProperties(`${required}. Extra required key 'c' supplied`),
    ],
    [
      object({ a: { ...text, enum: [1] } }),
      inProperties("enum value 1 does not validate against {'type': 'string'}"),
    ],
    [
      { $ref: "#/$defs/A", $defs: { A: object({}) } },
      "Invalid schema for response_format 'order': schema must be a JSON Schema of 'type: \"object\"', got 'type: \"None\"'.",
    ],
  ])("%j", async (schema, message) => {
    const { status, body } = await send(format(schema));
    expect({ status, error: body.error }).toMatchObject({
      status: 400,
      error: { message, param: "response_format", code: null },
    });
  });

  test.each<[response_format: unknown, param: string]>([
    ["json", "response_format"],
    [{}, "response_format.type"],
    [{ type: "xml" }, "response_format.type"],
    [{ type: "json_schema" }, "response_format.json_schema"],
    [{ type: "json_schema", json_schema: {} }, "response_format.json_schema.name"],
    [{ type: "json_schema", json_schema: { name: "an order" } }, "response_format.json_schema.name"],
    [{ type: "json_object" }, "messages"],
    [format({ anyOf: [object({})] }, false), "response_format"],
  ])("and so is what is no format: %j", async (response_format, param) => {
    const { status, body } = await send(response_format);
    expect({ status, param: body.error.param }).toEqual({ status: 400, param });
  });

  test("by the limits of the service: Azure's are smaller", async () => {
    const wide = object(Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`p${index}`, text])));
    expect((await send(format(wide))).status).toBe(400);
    expect((await send(format(wide), "/v1/chat/completions")).status).toBe(200);
  });

  test("and one that is not enforced is taken, as long as it is of an object", async () => {
    expect(
      (await send(format({ type: "object", properties: { a: { ...text, pattern: "x" } } }, false))).status,
    ).toBe(200);
    expect((await send({ type: "text" })).status).toBe(200);
  });
});

test("an answer to a strict schema obeys it", async () => {
  const leaf = fc.constantFrom<Schema>(
    text,
    { type: ["string", "null"] },
    { type: "integer" },
    { type: "string", enum: ["a", "b"] },
    { type: ["string", "null"], enum: [null, "a"] },
    { type: "boolean" },
    { $ref: "#/$defs/node" },
    { anyOf: [{ type: "null" }, { $ref: "#" }] },
  );
  const { schema } = fc.letrec<{ schema: Schema }>((tie) => ({
    schema: fc.oneof(
      { depthSize: "small", maxDepth: 2 },
      leaf,
      tie("schema").map((items) => ({ type: "array", items })),
      fc
        .dictionary(fc.constantFrom("a", "b", "email"), tie("schema"), { maxKeys: 3 })
        .map((properties) => object(properties)),
    ),
  }));
  const $defs = { node: object({ next: { anyOf: [{ $ref: "#/$defs/node" }, { type: "null" }] } }) };
  await fc.assert(
    fc.asyncProperty(schema, async (one) => {
      const full = object({ one }, { $defs });
      const { status, body } = await send(format(full));
      expect(status).toBe(200);
      const check = await createAnswerCheck("Schema", full);
      expect(check(JSON.parse(body.choices[0].message.content))).toEqual([]);
    }),
    { seed: 20_261_125, numRuns: 60 },
  );
});
