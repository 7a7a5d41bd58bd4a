import fc from "fast-check";
import { strictProblem } from "../../local/endpoint/models/chat/strictRules";
import { createAnswerCheck } from "../../src/text/answerCheck";
import { readAnswerSchema } from "../../src/text/answerSchema";
import { object, type Schema, text } from "../support/schemas";

const label = "Answer Schema";
const read = (value: unknown) => readAnswerSchema(label, value);
const hero = object({ name: text });

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

  /** So many different texts that have so many characters together. */
  const textsOf = (count: number, characters: number): string[] => {
    const length = Math.floor(characters / count);
    return Array.from({ length: count }, (_, index) =>
      String(index).padEnd(index === 0 ? characters - length * (count - 1) : length, "x"),
    );
  };
  const enumsOf = (...lists: string[][]) =>
    object(Object.fromEntries(lists.map((list, index) => [`p${index}`, { enum: list }])));

  test.each<[what: string, most: Schema, tooMuch: Schema]>([
    ["500 values", enumOf(500), enumOf(501)],
    [
      "500 values of all its enums",
      enumsOf(textsOf(250, 1000), textsOf(250, 1000)),
      enumsOf(textsOf(250, 1000), textsOf(251, 1000)),
    ],
    ["7,500 characters in a long enum", enumsOf(textsOf(251, 7500)), enumsOf(textsOf(251, 7501))],
    ["more than that in one of 250 values", enumsOf(textsOf(250, 7501)), enumsOf(textsOf(251, 7501))],
    [
      "15,000 characters, with the names",
      enumsOf(textsOf(250, 7500), textsOf(250, 7496)),
      enumsOf(textsOf(250, 7500), textsOf(250, 7497)),
    ],
  ])("may have %s", (_what, most, tooMuch) => {
    expect(read(most).unenforced).toBeUndefined();
    expect(read(tooMuch)).toMatchObject({
      isStrict: false,
      unenforced: expect.stringMatching(/ more than /),
    });
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
