import { normalSchema } from "../../src/text/normalSchema";

const entry = (schema: unknown) => ({ type: "object", properties: { entry: schema } });

describe("nullable of OpenAPI", () => {
  test.each<[what: string, given: unknown, normal: unknown]>([
    ["a type", { type: "string", nullable: true }, { type: ["string", "null"] }],
    [
      "a list of types that has null",
      { type: ["string", "null"], nullable: true },
      { type: ["string", "null"] },
    ],
    [
      "a reference",
      { $ref: "#/$defs/a", nullable: true },
      { anyOf: [{ $ref: "#/$defs/a" }, { type: "null" }] },
    ],
    [
      "a combination, whose words stay outside",
      { description: "One of two.", oneOf: [{ type: "string" }, { type: "number" }], nullable: true },
      {
        description: "One of two.",
        anyOf: [{ oneOf: [{ type: "string" }, { type: "number" }] }, { type: "null" }],
      },
    ],
    [
      "a combination with a type",
      { type: "object", allOf: [{ required: ["a"] }], "x-nullable": true },
      { anyOf: [{ type: "object", allOf: [{ required: ["a"] }] }, { type: "null" }] },
    ],
    ["nothing but words", { title: "Any", nullable: true }, { title: "Any" }],
    ["what isn't", { type: "string", nullable: false }, { type: "string" }],
  ])("is null beside %s", (_what, given, normal) => {
    expect(normalSchema(entry(given))).toEqual(entry(normal));
  });

  test("says nothing of a whole schema without a type", () => {
    const anyOf = [{ type: "string" }, { type: "number" }];
    expect(normalSchema({ anyOf, nullable: true })).toEqual({ anyOf });
  });
});

test("a schema has two hundred levels at most", () => {
  const nested = (levels: number) =>
    Array.from({ length: levels - 1 }).reduce<Record<string, unknown>>((inner) => ({ not: inner }), {
      type: "null",
    });
  expect(normalSchema(nested(200))).toEqual(nested(200));
  expect(normalSchema(nested(201))).toBeUndefined();
});
