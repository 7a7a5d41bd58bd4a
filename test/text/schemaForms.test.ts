import { isSchema } from "../../src/text/schemaForms";

describe("a schema is told from an example of an answer", () => {
  test.each<[what: string, value: Record<string, unknown>]>([
    ["required", { type: "object", required: ["a"] }],
    ["additionalProperties", { type: "object", additionalProperties: false }],
    ["$defs", { type: "string", $defs: {} }],
    ["definitions", { type: "string", definitions: {} }],
    ["patternProperties", { type: "object", patternProperties: {} }],
    ["items", { type: "array", items: { type: "string" } }],
    ["items that are never refused", { type: "array", items: true }],
    ["a list of items", { type: "array", items: [{ type: "string" }] }],
    ["prefixItems", { type: "array", prefixItems: [] }],
    ["enum", { type: "string", enum: ["a"] }],
    ["nullable", { type: "string", nullable: true }],
    ["several types", { type: ["string", "null"], enum: ["a", null] }],
  ])("by its type and %s", (_what, value) => {
    expect(isSchema(value)).toBe(true);
  });

  test.each(
    ["anyOf", "oneOf", "allOf"].flatMap((joined) =>
      ["type", "$ref", "properties", "required", "enum", "const", "anyOf", "oneOf", "allOf"].map((key) => [
        joined,
        key,
      ]),
    ),
  )("by %s of parts with %s", (joined, key) => {
    expect(isSchema({ [joined]: [{ [key]: ["a"] }] })).toBe(true);
    expect(isSchema({ [joined]: [{ [key]: ["a"] }, { name: "a" }] })).toBe(false);
  });

  test.each<[what: string, value: Record<string, unknown>]>([
    ["items that are a text", { type: "array", items: "apples" }],
    ["an enum that is a text", { type: "string", enum: "a" }],
    ["nullable in words", { type: "string", nullable: "yes" }],
    ["definitions in words", { type: "string", definitions: "none" }],
    ["a type that is none", { type: "invoice", required: ["a"] }],
    ["a type alone", { type: "string" }],
  ])("an example has %s", (_what, value) => {
    expect(isSchema(value)).toBe(false);
  });
});
