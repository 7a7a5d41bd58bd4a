import fc from "fast-check";
import { strictProblem } from "../../local/endpoint/chat/strictRules";
import { createAnswerCheck } from "../../src/text/answerCheck";
import { readAnswerSchema } from "../../src/text/answerSchema";

type Schema = Record<string, unknown>;
const label = "Answer Schema";
const read = (value: unknown) => readAnswerSchema(label, value);
const object = (properties: Schema, rest: Schema = {}): Schema => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...rest,
});
const text = { type: "string" };

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
  ])("is told in its description: %j", (schema, description) => {
    expect((enforced(object({ a: schema }))["properties"] as Schema)["a"]).toMatchObject({ description });
  });
});

describe("a schema that can't be enforced", () => {
  const choice = { anyOf: [object({ a: text }), object({ b: text })] };
  const enumOf = (count: number, length = 1) =>
    object({ a: { enum: Array.from({ length: count }, (_, index) => String(index).padStart(length, "x")) } });

  test.each<[schema: Schema, reason: string]>([
    [object({ a: text }, { required: [] }), "a may be absent"],
    [object({ a: object({ b: text }, { required: undefined }) }), "a.b may be absent"],
    [object({ a: text }, { required: ["a", "b"] }), "nothing says what b is"],
    [object({ a: text }, { additionalProperties: true }), "it may have other properties"],
    [object({ a: {} }), "a may be of any kind"],
    [object({ a: true }), "a may be of any kind"],
    [object({ a: { type: "array" } }), "a is a list of anything"],
    [object({ a: { type: "object" } }), "a may have any properties"],
    [object({ a: { ...text, not: { const: "x" } } }), 'a uses "not"'],
    [object({ a: text }, { if: {}, else: { required: ["a"] } }), 'it uses "if"'],
    [object({ a: text }, { dependencies: { a: ["b"] } }), 'it uses "dependencies"'],
    [object({ a: { type: "object", patternProperties: { "^x": text } } }), 'a uses "patternProperties"'],
    [object({ a: { type: "array", items: [text, text] } }), 'a uses "prefixItems"'],
    [object({ a: { enum: [{ b: 1 }] } }), "a is one of several objects or lists"],
    [
      object({ a: { allOf: [object({ b: text }), object({ c: text })] } }),
      "a combines schemas that can't be put into one",
    ],
    [object({ a: { allOf: [{ $ref: "#" }] } }), "a combines a part that leads back to itself"],
    [choice, "it is a choice of several schemas"],
    [enumOf(501), "its enums have more than 500 values"],
    [enumOf(251, 40), "a has more than 250 values of more than 7500 characters"],
    [enumOf(250, 70), "its names and values have more than 15000 characters"],
  ])("says why: %j", (schema, reason) => {
    const { sent, isStrict, unenforced } = read(schema);
    expect({ isStrict, unenforced }).toEqual({ isStrict: false, unenforced: reason });
    expect(sent).toMatchObject({ type: "object" });
  });

  test("ends soon where its references multiply", () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 40 }, (_, level) => [
        `L${level}`,
        level === 39
          ? text
          : {
              anyOf: [
                { $ref: `#/$defs/L${level + 1}`, title: "a" },
                { $ref: `#/$defs/L${level + 1}`, title: "b" },
              ],
            },
      ]),
    );
    expect(read(object({ a: { $ref: "#/$defs/L0", title: "t" } }, { $defs })).unenforced).toMatch(
      /too many parts/,
    );
  });

  test("keeps the names of its properties, wherever they stand", () => {
    expect(read(choice).properties).toEqual(["a", "b"]);
    const $defs = { A: object({ c: text }) };
    expect(
      read({ $defs, anyOf: [{ $ref: "#/$defs/A" }, { allOf: [{ properties: { d: text } }] }] }).properties,
    ).toEqual(["c", "d"]);
  });
});

test("whatever is sent as strict is taken by the service, and its answers are checked against the whole", async () => {
  const leaf = fc.oneof(
    fc.constantFrom<unknown>(
      text,
      { type: "NUMBER", minimum: 0 },
      { enum: ["a", null] },
      { const: 3 },
      { type: "integer", nullable: true },
    ),
    fc.constantFrom<unknown>(
      { $ref: "#/$defs/D" },
      { $ref: "#/$defs/D", description: "d" },
      { $ref: "#/$defs/R", default: 1 },
      { $ref: "#" },
    ),
    fc.constantFrom<unknown>(
      {},
      true,
      { type: "array" },
      { ...text, format: "date", pattern: "\\-" },
      { not: text },
    ),
  );
  const names = fc.constantFrom("a", "type", "$ref", "__proto__", "constructor", "ü");
  const { schema } = fc.letrec<{ schema: unknown }>((tie) => ({
    schema: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc
        .array(fc.tuple(names, tie("schema")), { maxLength: 3 })
        .map((entries) => object(Object.fromEntries(entries))),
      tie("schema").map((items) => ({ type: ["array", "null"], items, maxItems: 3 })),
      fc.array(tie("schema"), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf, title: "t" })),
      fc.array(tie("schema"), { minLength: 1, maxLength: 2 }).map((allOf) => ({ allOf })),
    ),
  }));
  const $defs = { D: hero, R: object({ up: { anyOf: [{ $ref: "#/$defs/R" }, { type: "null" }] } }) };
  let strict = 0;
  await fc.assert(
    fc.asyncProperty(schema, schema, async (one, other) => {
      const { sent, full, isStrict, unenforced } = read(object({ one, other }, { $defs }));
      expect(isStrict).toBe(unenforced === undefined);
      if (!isStrict) return;
      strict += 1;
      expect(strictProblem(sent as Schema, "azureV1")).toBeUndefined();
      const check = await createAnswerCheck(label, full);
      expect(check({}).join(" ")).toMatch(/required property/);
    }),
    { seed: 20_261_125, numRuns: 500 },
  );
  expect(strict).toBeGreaterThan(50);
});
