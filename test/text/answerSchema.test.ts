import fc from "fast-check";
import { createAnswerCheck } from "../../src/text/answerCheck";
import { readAnswerSchema } from "../../src/text/answerSchema";
import { refusalOf } from "../inputs/refusal";
import { object } from "../support/schemas";

const label = "Answer Schema";
const read = (value: unknown) => readAnswerSchema(label, value);

describe("an example of an answer", () => {
  test("becomes a strict schema of what it shows", () => {
    const example = {
      name: "Ada",
      score: 0.5,
      isNew: true,
      unknown: null,
      tags: ["a"],
      none: [],
      place: { city: "Rome", lines: [{ text: "x", number: 1 }] },
    };
    const schema = object({
      name: { type: "string" },
      score: { type: "number" },
      isNew: { type: "boolean" },
      unknown: { type: ["string", "null"] },
      tags: { type: "array", items: { type: "string" } },
      none: { type: "array", items: { type: "string" } },
      place: object({
        city: { type: "string" },
        lines: { type: "array", items: object({ text: { type: "string" }, number: { type: "number" } }) },
      }),
    });
    expect(read(example)).toEqual({
      full: schema,
      sent: schema,
      isStrict: true,
      properties: ["name", "score", "isNew", "unknown", "tags", "none", "place"],
    });
  });

  test.each<[what: string, entries: unknown[], items: object]>([
    [
      "objects with other properties",
      [{ a: 1 }, { a: 2, b: "x" }],
      object({ a: { type: "number" }, b: { type: ["string", "null"] } }),
    ],
    ["values of several types", [1, "a", true], { type: ["number", "string", "boolean"] }],
    ["null before a value", [null, 1], { type: ["number", "null"] }],
    ["nulls alone", [null], { type: ["string", "null"] }],
    ["lists with other entries", [[], [1], [null]], { type: "array", items: { type: ["number", "null"] } }],
    [
      "null before an object",
      [{ place: null }, { place: { city: "Rome" } }],
      object({ place: { ...object({ city: { type: "string" } }), type: ["object", "null"] } }),
    ],
  ])("tells of all entries of a list: %s", (_what, entries, items) => {
    const { full, isStrict } = read({ list: entries });
    expect(full).toEqual(object({ list: { type: "array", items } }));
    expect(isStrict).toBe(true);
  });

  test("with empty braces leaves open what is in them", async () => {
    const { full, unenforced } = read({ a: {}, b: 1 });
    expect(unenforced).toBe("a may have any properties");
    expect((await createAnswerCheck(label, full))({ a: { c: 1 }, b: 2 })).toEqual([]);
  });

  test.each<[unknown]>([
    [{ type: "string" }],
    [{ type: "invoice", properties: { color: "red" } }],
    [{ properties: { color: "red" } }],
    [{ items: ["a"], title: "b" }],
    [{ required: true }],
    [{ name: "Ada", schema: "public" }],
    [{ type: "array", count: 3 }],
    [{ schema: { a: "text" }, name: "n" }],
    [{ a: { type: "string", value: 5 } }],
    [{ a: { type: "string" }, b: 1 }],
    [{ kind: "number" }],
    [{ a: "string", b: "string" }],
    [{ format: "pdf", text: { title: "a" } }],
    [{ anyOf: ["a", "b"] }],
  ])("is none of a schema because of its names: %j", (example) => {
    expect(read(example).properties).toEqual(Object.keys(example as object));
  });

  test("always passes its own check", async () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ depthSize: "small" }, leaf, tie("list"), tie("object")),
      list: fc.tuple(tie("any"), leaf).map(([one, other]) => [one, other, one]),
      object: fc.dictionary(fc.stringMatching(/^[a-z ~/%_]{1,5}$/), tie("any"), { maxKeys: 4 }),
    }));
    await fc.assert(
      fc.asyncProperty(value.object, async (example) => {
        fc.pre(Object.keys(example as object).length > 0);
        const { full } = read({ ...(example as object), other: 1 });
        expect((await createAnswerCheck(label, full))({ ...(example as object), other: 2 })).toEqual([]);
      }),
      { seed: 20_261_104, numRuns: 200 },
    );
  });
});

describe("a JSON schema", () => {
  test("is sent without what the service does not know, and enforced", () => {
    const full = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      ...object({
        email: { type: "string", format: "email", minLength: 3, description: "An address" },
        score: { type: "number", minimum: 0, maximum: 1 },
        tags: { type: "array", items: { enum: ["a", "b"] }, maxItems: 3, uniqueItems: true },
        next: { anyOf: [{ $ref: "#/$defs/node" }, { type: "null" }] },
      }),
      $defs: { node: object({ value: { type: "integer", multipleOf: 2 } }) },
    };
    expect(read(full)).toEqual({
      full,
      isStrict: true,
      properties: ["email", "score", "tags", "next"],
      sent: object(
        {
          email: {
            type: "string",
            description: "An address\nIt has to keep to: format email (in ASCII); minLength 3",
          },
          score: { type: "number", description: "It has to keep to: minimum 0; maximum 1" },
          tags: {
            type: "array",
            description: "It has to keep to: maxItems 3; uniqueItems true",
            items: { type: "string", enum: ["a", "b"] },
          },
          next: { anyOf: [{ $ref: "#/$defs/node" }, { type: "null" }] },
        },
        {
          $defs: {
            node: object({
              value: { type: "integer", description: "It has to keep to: multipleOf 2" },
            }),
          },
        },
      ),
    });
  });

  test("gets closed where nothing says that it is open", () => {
    const { additionalProperties: _, ...open } = object({ a: { type: "string" } });
    expect(read(open)).toMatchObject({ isStrict: true, sent: { additionalProperties: false } });
  });

  const nested = (levels: number): Record<string, unknown> =>
    levels === 0 ? { type: "string" } : object({ inner: nested(levels - 1) });
  const wide = (count: number) =>
    object(
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, { type: "string" }])),
    );

  test.each<[what: string, schema: Record<string, unknown>]>([
    ["optional properties", object({ a: { type: "string" } }, { required: [] })],
    ["no list of required ones", { type: "object", properties: { a: { type: "string" } } }],
    ["a required one that it does not describe", object({ a: { type: "string" } }, { required: ["a", "b"] })],
    ["free properties", object({ a: { type: "string" } }, { additionalProperties: true })],
    ["free properties alone", { type: "object", additionalProperties: { type: "number" } }],
    ["patterns of names", object({ a: {} }, { patternProperties: { "^x": { type: "string" } } })],
    ["a property of any kind", object({ a: {} })],
    ["lists of anything", object({ a: { type: "array" } })],
    ["a choice at its root", { type: "object", anyOf: [object({ a: { type: "string" } }), object({})] }],
    ["six levels", nested(6)],
    ["101 properties", wide(101)],
  ])("is sent whole and not enforced where it can't be: %s", (_what, schema) => {
    expect(read(schema)).toMatchObject({ sent: schema, isStrict: false });
  });

  test("may have five levels and 100 properties", () => {
    expect(read(nested(5)).isStrict).toBe(true);
    expect(read(wide(100)).isStrict).toBe(true);
  });

  const wrapped = object({ a: { type: "string" } });
  const named = { name: "answer", strict: true, schema: wrapped };

  test.each<[value: unknown]>([
    [named],
    [{ schema: wrapped }],
    [{ type: "json_schema", json_schema: named }],
    [{ type: "json_schema", ...named }],
    [{ json_schema: named }],
    [{ response_format: { type: "json_schema", json_schema: named } }],
    [{ model: "m", messages: [], response_format: { type: "json_schema", json_schema: named } }],
    [{ text: { format: { type: "json_schema", ...named } } }],
    [{ format: { type: "json_schema", ...named } }],
    [{ type: "function", function: { name: "f", description: "d", parameters: wrapped } }],
    [{ type: "function", name: "f", parameters: wrapped, strict: true }],
    [{ name: "f", description: "d", input_schema: wrapped }],
    [{ generationConfig: { responseMimeType: "application/json", responseSchema: wrapped } }],
  ])("may be wrapped as in a request: %j", (value) => {
    expect(read(value).full).toEqual(wrapped);
  });

  test("is no example whatever dialect it is in", () => {
    const gemini = { type: "OBJECT", properties: { a: { type: "STRING" } }, required: ["a"] };
    expect(read(gemini)).toMatchObject({ isStrict: true, properties: ["a"] });
    expect(
      read({ description: "d", oneOf: [wrapped, { $ref: "#/$defs/B" }], $defs: { B: wrapped } }).properties,
    ).toEqual(["a"]);
  });

  test.each(["allOf", "anyOf", "oneOf"])("tells of the properties within %s", (keyword) => {
    expect(read({ type: "object", [keyword]: [wrapped] }).properties).toEqual(["a"]);
  });

  test.each(["if", "then", "else"])("tells of the properties within %s", (keyword) => {
    expect(read({ ...object({ b: { type: "string" } }), if: {}, [keyword]: wrapped }).properties).toEqual([
      "b",
      "a",
    ]);
  });

  test("is refused as no object however far down its references say so", () => {
    const chain = (type: string) => ({
      $ref: "#/$defs/d0",
      $defs: Object.fromEntries(
        Array.from({ length: 10 }, (_, index) => [
          `d${index}`,
          index < 9 ? { $ref: `#/$defs/d${index + 1}` } : { ...wrapped, type },
        ]),
      ),
    });
    expect(read(chain("object")).properties).toEqual(["a"]);
    expect(refusalOf(read, chain("string"))).toMatch(/the answer has to be an object/);
  });

  test.each<[pattern: string, good: string, bad: string]>([
    ["^\\d{3}\\-\\d{4}$", "123-4567", "123+4567"],
    ["^[\\w-\\.]+@x$", "a-b.c@x", "a+b@x"],
    ["^\\#[0-9a-f]{6}$", "#00ff00", "00ff00"],
    ["^a{,3}]$", "a{,3}]", "aaa]"],
    ["^[\\_\\-\\/]$", "-", "\\"],
    ["^\\p{L}+$", "é", "5"],
  ])("may have any pattern of JavaScript: %s", async (pattern, good, bad) => {
    const check = await createAnswerCheck(label, read(object({ a: { type: "string", pattern } })).full);
    expect(check({ a: good })).toEqual([]);
    expect(check({ a: bad })).toEqual([`a: String does not match pattern ${pattern}`]);
  });

  test.each<[value: unknown, message: RegExp]>([
    ["text", /this is not an object/],
    [[{ a: 1 }], /this is not an object/],
    [{}, /it has no property/],
    [{ type: "array", items: {}, $schema: "x" }, /the answer has to be an object/],
    [{ type: "array", items: object({ a: { type: "string" } }) }, /Put a list or a value into a property/],
    [{ type: "ARRAY", items: { type: "STRING" } }, /the answer has to be an object/],
    [{ type: "string", enum: ["a"] }, /the answer has to be an object/],
    [{ type: "STRING", maxLength: 9 }, /the answer has to be an object/],
    [{ type: "number", description: "A share.", minimum: 0 }, /the answer has to be an object/],
    [{ type: ["string", "null"], title: "a" }, /the answer has to be an object/],
    [{ $ref: "#/$defs/A", $defs: { A: { type: "string" } } }, /the answer has to be an object/],
    [{ anyOf: [{ type: "string" }, { type: "null" }] }, /the answer has to be an object/],
    [{ oneOf: [{ type: "string" }, { type: ["number", "null"] }] }, /the answer has to be an object/],
    [{ allOf: [object({ a: { type: "string" } }), { type: "string" }] }, /the answer has to be an object/],
    [{ a: { type: "string" } }, /looks like properties with their schemas.*"properties": …/],
    [{ a: { type: "STRING" }, b: { type: "array", items: { type: "string" } } }, /looks like properties/],
    [{ a: { type: "string", required: true } }, /looks like properties with their schemas/],
    [{ name: "n", schema: { a: { type: "string", description: "d" } } }, /looks like properties/],
    [{ a: "string", b: "number" }, /the names of types/],
    [{ type: "json_object" }, /a part of a request without a JSON schema/],
    [{ response_format: { type: "text" } }, /a part of a request without a JSON schema/],
    [{ type: "function", function: { name: "f" } }, /a part of a request without a JSON schema/],
    [{ type: "object", properties: { a: "string" } }, /properties\.a is no schema/],
    [object({ a: { pattern: "\\8(" } }), /a regular expression of JavaScript/],
    [object({ a: { type: "strng" } }), /properties\.a\.type has to be one of object/],
    [object({ a: { enum: [] } }), /properties\.a\.enum has to be a list of values/],
    [object({ a: { pattern: "(" } }), /properties\.a\.pattern has to be a regular expression/],
    [object({ a: { maxLength: -1 } }), /properties\.a\.maxLength has to be a whole number/],
    [object({ a: { minimum: "0" } }), /properties\.a\.minimum has to be a number/],
    [object({ a: { items: { type: "x" } } }), /properties\.a\.items\.type has to be/],
    [object({ "a\ud800": { type: "string" } }), /properties has to be .* names hold no half of a character/],
    [{ a: [{ "\udc00": 1 }] }, /properties\.a\.items\.properties has to be .* no half of a character/],
    [object({ a: { anyOf: [{ type: "string" }, 5] } }), /properties\.a\.anyOf\.1 is no schema/],
    [object({ a: { $ref: "#/$defs/b" } }), /properties\.a\.\$ref leads to nothing/],
    [object({ a: { $ref: "https://example.com/b" } }), /properties\.a\.\$ref leads to nothing/],
    [object({ a: { $ref: "#/properties/a" } }), /properties\.a\.\$ref leads back to itself/],
    [object({ a: { type: "string" } }, { required: "a" }), /required has to be a list of property names/],
  ])("that is none is refused with the place: %j", (value, message) => {
    expect(refusalOf(read, value)).toMatch(/^Answer Schema: .* Accepted is, for example, \{/);
    expect(refusalOf(read, value)).toMatch(message);
  });
});
