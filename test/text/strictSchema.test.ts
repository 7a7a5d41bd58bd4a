import { strictProblem } from "../../local/endpoint/models/chat/strictRules";
import { readAnswerSchema } from "../../src/text/answerSchema";
import { object, type Schema, text } from "../support/schemas";

const label = "Answer Schema";
const read = (value: unknown) => readAnswerSchema(label, value);

/** The schema that is sent, which the service has to take. */
const enforced = (value: Schema): Schema => {
  const { sent, isStrict, unenforced } = read(value);
  expect(unenforced).toBeUndefined();
  expect(isStrict).toBe(true);
  expect(strictProblem(sent as Schema, "azureV1")).toBeUndefined();
  return sent as Schema;
};

const hero = object({ name: text });
const node = object({
  value: { type: "number" },
  next: { anyOf: [{ $ref: "#/$defs/N" }, { type: "null" }] },
});

describe("a reference", () => {
  test.each<[what: string, schema: Schema, property: unknown]>([
    [
      "with a description",
      object({ a: { $ref: "#/$defs/H", description: "d" } }, { $defs: { H: hero } }),
      { ...hero, description: "d" },
    ],
    [
      "with a default",
      object({ a: { $ref: "#/$defs/H", default: null } }, { $defs: { H: hero } }),
      { $ref: "#/$defs/H" },
    ],
    [
      "to another part",
      object({ a: { $ref: "#/properties/b/items" }, b: { type: "array", items: hero } }),
      hero,
    ],
    [
      "to a part of a definition",
      object({ a: { $ref: "#/$defs/H/properties/name" } }, { $defs: { H: hero } }),
      text,
    ],
    [
      "to a definition within a definition",
      object({ a: { $ref: "#/$defs/O/$defs/I" } }, { $defs: { O: object({}, { $defs: { I: hero } }) } }),
      hero,
    ],
    [
      "to definitions of old",
      object({ a: { $ref: "#/definitions/H" } }, { definitions: { H: hero } }),
      { $ref: "#/$defs/H" },
    ],
    [
      "to an anchor",
      object({ a: { $ref: "#h" } }, { $defs: { H: { ...hero, $anchor: "h" } } }),
      { $ref: "#/$defs/H" },
    ],
    [
      "by the schema's own address",
      {
        $id: "https://example.com/s.json",
        ...object({ a: { $ref: "s.json#/$defs/H" } }, { $defs: { H: hero } }),
      },
      { $ref: "#/$defs/H" },
    ],
    [
      "to a part with an address",
      object(
        { a: { $ref: "https://example.com/h" } },
        { $defs: { H: { ...hero, $id: "https://example.com/h" } } },
      ),
      { $ref: "#/$defs/H" },
    ],
    [
      "as the only part of allOf",
      object({ a: { allOf: [{ $ref: "#/$defs/H" }], description: "d" } }, { $defs: { H: hero } }),
      { ...hero, description: "d" },
    ],
    [
      "to a reference",
      object({ a: { $ref: "#/$defs/A" } }, { $defs: { A: { $ref: "#/$defs/H" }, H: hero } }),
      { $ref: "#/$defs/H" },
    ],
    [
      "under a name with odd characters",
      object({ a: { $ref: "#/$defs/Page%5BHero~1x%5D" } }, { $defs: { "Page[Hero/x]": hero } }),
      { $ref: "#/$defs/Page_5BHero_1x_5D" },
    ],
    [
      "back to the root",
      object({ a: { anyOf: [{ $ref: "#" }, { type: "null" }] } }),
      { anyOf: [{ $ref: "#" }, { type: "null" }] },
    ],
    [
      "back to the root with a description",
      object({ a: { anyOf: [{ $ref: "#", description: "up" }, { type: "null" }] } }),
      { anyOf: [{ anyOf: [{ $ref: "#" }], description: "up" }, { type: "null" }] },
    ],
    [
      "that leads back to itself, with a title",
      object({ a: { $ref: "#/$defs/N", title: "t" } }, { $defs: { N: node } }),
      { anyOf: [{ $ref: "#/$defs/N" }], title: "t" },
    ],
  ])("is sent as the service takes it: %s", (_what, schema, property) => {
    expect((enforced(schema)["properties"] as Schema)["a"]).toEqual(property);
  });

  test("at the root is replaced by what it leads to", () => {
    const schema = { $ref: "#/$defs/A", $defs: { A: object({ score: { type: "number" } }) } };
    expect(enforced(schema)).toEqual(object({ score: { type: "number" } }));
    expect(read(schema).properties).toEqual(["score"]);
    const list = { $ref: "#/definitions/N", definitions: { N: node } };
    expect(
      enforced({
        ...list,
        definitions: { N: object({ next: { anyOf: [{ $ref: "#/definitions/N" }, { type: "null" }] } }) },
      }),
    ).toMatchObject({
      type: "object",
      properties: { next: { anyOf: [{ $ref: "#/$defs/N" }, { type: "null" }] } },
    });
  });
});

describe("a type", () => {
  test.each<[what: string, schema: unknown, sent: unknown]>([
    ["of texts", { enum: ["bug", "security"] }, { type: "string", enum: ["bug", "security"] }],
    ["of numbers", { enum: [1, 2.5] }, { type: "number", enum: [1, 2.5] }],
    ["of integers", { enum: [1, 2] }, { type: "integer", enum: [1, 2] }],
    ["of several kinds", { enum: ["a", null] }, { type: ["string", "null"], enum: ["a", null] }],
    ["of a constant", { const: "a" }, { type: "string", enum: ["a"] }],
    ["of true", { const: true }, { type: "boolean", enum: [true] }],
    ["of null", { const: null }, { type: "null" }],
    ["that a value contradicts", { type: "string", enum: ["a", 1, "a"] }, { type: "string", enum: ["a"] }],
    ["of one in a list", { type: ["string"] }, { type: "string" }],
    ["in capitals", { type: "STRING", nullable: true }, { type: ["string", "null"] }],
    [
      "that may be null",
      { type: "string", enum: ["a"], nullable: true },
      { type: ["string", "null"], enum: ["a", null] },
    ],
    ["that is not nullable", { type: "string", nullable: false }, text],
    ["of properties", { properties: { b: text }, required: ["b"] }, object({ b: text })],
    ["of entries", { items: text }, { type: "array", items: text }],
    ["of an object or null", { ...hero, type: ["object", "null"] }, { anyOf: [hero, { type: "null" }] }],
    [
      "of a list or text",
      { type: ["array", "string"], items: text },
      { anyOf: [{ type: "array", items: text }, text] },
    ],
    [
      "of several choices",
      { oneOf: [text, { type: "null" }], title: "t" },
      { anyOf: [text, { type: "null" }], title: "t" },
    ],
    ["of one choice", { anyOf: [text], description: "d" }, { ...text, description: "d" }],
    [
      "with what holds for all choices",
      { type: "string", anyOf: [{ enum: ["a"] }, { enum: ["b"] }] },
      {
        anyOf: [
          { type: "string", enum: ["a"] },
          { type: "string", enum: ["b"] },
        ],
      },
    ],
    [
      "put together",
      {
        allOf: [
          { properties: { b: text }, required: ["b"] },
          { type: "object", properties: { c: text }, required: ["c"] },
        ],
      },
      object({ b: text, c: text }),
    ],
  ])("is sent where it can be known: %s", (_what, schema, sent) => {
    expect((enforced(object({ a: schema }))["properties"] as Schema)["a"]).toEqual(sent);
  });

  test("is an object at the root, whatever stands there", () => {
    for (const root of [
      { properties: { a: text }, required: ["a"] },
      { type: ["object", "null"], properties: { a: text }, required: ["a"] },
      { type: "OBJECT", properties: { a: { type: "STRING" } }, required: ["a"] },
      { allOf: [object({ a: text })] },
      { oneOf: [object({ a: text })] },
      {
        $schema: "http://json-schema.org/draft-04/schema#",
        id: "http://x/y#",
        type: "object",
        properties: { a: text },
        required: ["a"],
      },
    ])
      expect(enforced(root)).toEqual(object({ a: text }));
  });

  test("has no property that only looks like a keyword", () => {
    const names = ["$ref", "type", "__proto__", "constructor", "toString", "nullable", "allOf", "pattern"];
    const schema = object(Object.fromEntries(names.map((name) => [name, text])));
    expect(Object.keys(enforced(schema)["properties"] as Schema).sort()).toEqual([...names].sort());
  });
});

describe("what the service does not know of a value", () => {
  test.each<[schema: Schema, description: string]>([
    [{ type: "string", pattern: "^[A-Z]{3}-\\d+$" }, "It has to keep to: pattern ^[A-Z]{3}-\\d+$"],
    [
      { type: "number", minimum: 0, exclusiveMaximum: true, maximum: 9 },
      "It has to keep to: minimum 0; exclusiveMaximum 9",
    ],
    [
      { type: "string", format: "date-time", description: "When" },
      "When\nIt has to keep to: format date-time (such as 2026-01-31T10:00:00Z, with Z or an offset)",
    ],
    [{ type: "array", items: text, maxItems: 2, uniqueItems: false }, "It has to keep to: maxItems 2"],
    [
      { type: "array", items: text, minItems: 1, uniqueItems: true },
      "It has to keep to: minItems 1; uniqueItems true",
    ],
    [{ type: "string", minLength: 1, maxLength: 9 }, "It has to keep to: minLength 1; maxLength 9"],
    [
      { type: "number", exclusiveMinimum: 0, maximum: 9, multipleOf: 3 },
      "It has to keep to: exclusiveMinimum 0; maximum 9; multipleOf 3",
    ],
  ])("is told in its description: %j", (schema, description) => {
    expect((enforced(object({ a: schema }))["properties"] as Schema)["a"]).toMatchObject({ description });
  });
});
