import { createAnswerCheck } from "../../src/text/answerCheck";
import { readAnswerSchema } from "../../src/text/answerSchema";
import { object, type Schema, text } from "../support/schemas";

const label = "Answer Schema";
const read = (value: Schema) => readAnswerSchema(label, value);

/** Definitions of which each refers to the next. */
const chain = (count: number): Schema => {
  const entries = Array.from({ length: count }, (_, index): [string, Schema] => [
    `d${index}`,
    object({ a: index + 1 < count ? { $ref: `#/$defs/d${index + 1}` } : text }),
  ]);
  return object({ a: { $ref: "#/$defs/d0" } }, { $defs: Object.fromEntries(entries) });
};

test("the levels of definitions count where they are used", () => {
  expect(read(chain(4)).unenforced).toBeUndefined();
  expect(read(chain(5)).unenforced).toBe("it has more than 5 levels");
});

test("a definition counts by its deepest use, whichever comes first", () => {
  const leaf = { L: object({ x: object({ y: text }) }) };
  const deep = object({ a: object({ a: object({ a: { $ref: "#/$defs/L" } }) }) });
  const shallow = { $ref: "#/$defs/L" };
  for (const properties of [
    { deep, shallow },
    { shallow, deep },
  ])
    expect(read(object(properties, { $defs: leaf })).unenforced).toBe("it has more than 5 levels");
});

test("what leads back to itself has no levels without end", () => {
  const tree = object({ value: text, kids: { type: "array", items: { $ref: "#/$defs/T" } } });
  expect(read(object({ tree: { $ref: "#/$defs/T" } }, { $defs: { T: tree } })).isStrict).toBe(true);
});

describe("a root that may be null", () => {
  test.each<[what: string, rest: Schema]>([
    ["as a type", { type: ["object", "null"] }],
    ["by OpenAPI", { nullable: true }],
    ["by Swagger", { "x-nullable": true }],
  ])("%s is an object for the answer, and may be null for what refers to it", async (_what, rest) => {
    const { sent, full, isStrict } = read(object({ value: text, next: { $ref: "#" } }, rest));
    expect(isStrict).toBe(true);
    expect(sent).toMatchObject({
      type: "object",
      properties: { next: { $ref: "#/$defs/root" } },
      $defs: { root: { anyOf: [{ type: "object" }, { type: "null" }] } },
    });
    const check = await createAnswerCheck(label, full);
    expect(check({ value: "a", next: { value: "b", next: null } })).toEqual([]);
    expect(check({ value: "a" })).not.toEqual([]);
  });
});

test("an object without named properties is open, unless it is closed", () => {
  expect(read(object({ a: { type: "object", properties: {} } })).unenforced).toBe(
    "a may have any properties",
  );
  expect(read(object({ a: object({}) })).isStrict).toBe(true);
});

describe("schemas of which none is the answer's", () => {
  const schemas = { Order: object({ id: text }) };

  test.each<[Schema]>([
    [{ $defs: schemas }],
    [{ definitions: schemas, title: "Shop" }],
    [{ components: { schemas } }],
    [{ openapi: "3.1.0", info: { title: "Shop" }, paths: {}, components: { schemas } }],
    [{ swagger: "2.0", paths: {}, definitions: schemas }],
  ])("are no example: %j", (value) => {
    expect(() => read(value)).toThrow(/^Answer Schema: this has definitions of schemas, and none that is/);
  });

  test.each<[Schema]>([[{ definitions: { term: "x" } }], [{ components: [{ name: "a" }], total: 2 }]])(
    "are not seen in an example: %j",
    (value) => {
      expect(read(value).isStrict).toBe(true);
    },
  );
});
