import { createAnswerCheck } from "../../src/text/answerCheck";
import { object } from "../support/schemas";

const label = "Answer Schema";

describe("the check of an answer", () => {
  test("tells every violation with its place, and only those", async () => {
    const check = await createAnswerCheck(
      label,
      object({
        score: { type: "number", maximum: 1 },
        kind: { enum: ["a", "b"] },
        list: { type: "array", items: object({ x: { type: "string" } }) },
      }),
    );
    expect(check({ score: 2, list: [{ x: 1 }], more: 1 })).toEqual([
      'Instance does not have required property "kind".',
      "score: 2 is greater than 1.",
      'list.0.x: Instance type "number" is invalid. Expected "string".',
      "more: this property is not allowed.",
    ]);
    expect(check({ score: 1, kind: "a", list: [] })).toEqual([]);
  });

  test("tells of an answer that it can't look at", async () => {
    const check = await createAnswerCheck(label, {
      type: "object",
      additionalProperties: { type: "string" },
    });
    expect(check({ "\ud800": "a" })).toEqual([expect.stringMatching(/^The answer can't be checked: /)]);
  });

  test.each(["constructor", "toString", "__proto__", "$ref", "hasOwnProperty", "a/b~c%41"])(
    "knows a property of the name %s",
    async (name) => {
      const check = await createAnswerCheck(label, object(Object.fromEntries([[name, { type: "string" }]])));
      expect(check({})).toEqual([`Instance does not have required property "${name}".`]);
      expect(check(Object.fromEntries([[name, "a"]]))).toEqual([]);
      expect(check(Object.fromEntries([[name, 1]]))).toEqual([expect.stringContaining('Expected "string"')]);
    },
  );

  test("says which pattern and which format, through references and in lists", async () => {
    const $defs = { D: { type: "string", format: "date-time" } };
    const check = await createAnswerCheck(
      label,
      object({ a: { type: "array", items: { $ref: "#/$defs/D" } }, b: { pattern: "^x" } }, { $defs }),
    );
    expect(check({ a: ["now"], b: "y" })).toEqual([
      "a.0: String does not match format date-time (such as 2026-01-31T10:00:00Z, with Z or an offset).",
      "b: String does not match pattern ^x",
    ]);
  });

  test.each(["constructor", "toString", "__proto__", "unheard-of"])(
    "passes over the format %s",
    async (format) => {
      const check = await createAnswerCheck(label, object({ a: { type: "string", format } }));
      expect(check({ a: "x" })).toEqual([]);
    },
  );

  test("bounds what it says of names and values of any length", async () => {
    const check = await createAnswerCheck(label, object({}));
    for (const violation of check({ ["x".repeat(100_000)]: 1 })) expect(violation.length).toBeLessThan(600);
  });

  const keywords: ReadonlyArray<[what: string, keyword: Record<string, unknown>]> = [
    ["format", { type: "string", format: "url" }],
    ["pattern", { type: "string", pattern: "^(a+)+$" }],
    ["patternProperties", { type: "object", patternProperties: { "^(a|a)*$": false } }],
    ["uniqueItems", { type: "array", uniqueItems: true }],
  ];

  test.each(keywords)("ends, whatever the answer makes of the schema's %s", async (_what, keyword) => {
    const check = await createAnswerCheck(label, object({ a: keyword }));
    const long = `${"a".repeat(60)}!`;
    const answers = [
      `http://${"a".repeat(60)}!`,
      long,
      { [long]: 1 },
      Array.from({ length: 60_000 }, (_, index) => index),
    ];
    for (const a of answers) expect(Array.isArray(check({ a }))).toBe(true);
  });

  test("says so when a pattern takes too long, and goes on checking", async () => {
    const check = await createAnswerCheck(label, object({ a: { type: "string", pattern: "^(a+)+$" } }));
    const endless = { a: `${"a".repeat(60)}!` };
    const told = [
      "The answer can't be checked: a pattern or uniqueItems of the schema takes too long on it.",
    ];
    expect(check(endless)).toEqual(told);
    expect(check(endless)).toEqual(told);
    expect(check({ a: "aaa" })).toEqual([]);
    expect(check({ a: "b" })).toHaveLength(1);
  });

  test("of a schema that leads back to itself at once is refused", async () => {
    const schema = { type: "object", allOf: [{ $ref: "#" }] };
    await expect(createAnswerCheck(label, schema)).rejects.toThrow(
      "Answer Schema: this JSON schema can't be followed: it leads back to itself. Correct the schema.",
    );
  });

  test("names ten at most", async () => {
    const names = Array.from({ length: 20 }, (_, index) => `p${index}`);
    const check = await createAnswerCheck(label, { type: "object", required: names });
    expect(check({})).toHaveLength(10);
  });

  test("leaves the schema as it is", async () => {
    const schema = Object.freeze(object({ a: { $ref: "#/$defs/b" } }, { $defs: { b: { type: "string" } } }));
    const before = JSON.stringify(schema);
    const check = await createAnswerCheck(label, schema);
    expect(check({ a: 1 })).toHaveLength(1);
    expect(JSON.stringify(schema)).toBe(before);
  });
});
