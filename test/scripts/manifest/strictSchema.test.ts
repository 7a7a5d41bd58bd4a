import { strictSchema } from "../../../scripts/manifest/strictSchema";

const text = { type: "string" };
const listOf = (properties: Record<string, { type: string }>) => ({
  type: "array",
  items: { type: "object", properties },
});

it("asks for what the example has, at each depth and in each item", () => {
  const output = {
    type: "object",
    properties: { name: text, seldom: text, list: listOf({ id: text, note: text }) },
  };
  const example = { name: "A", seldom: "B", list: [{ id: "1", note: "" }, { id: "2" }] };
  expect(strictSchema(output, [example], ["seldom"])).toMatchObject({
    required: ["name", "list"],
    additionalProperties: false,
    properties: { list: { items: { required: ["id"], additionalProperties: false } } },
  });
});

it("promises nothing of what no example shows", () => {
  const output = { type: "object", properties: { list: listOf({ id: text }) } };
  expect(strictSchema(output, [{ list: [] }])).toMatchObject({
    required: ["list"],
    properties: { list: { items: { required: [] } } },
  });
  expect(strictSchema(output, [undefined, null, 1])).toMatchObject({ required: [] });
});

it("leaves objects of other names open, and what has no type unknown", () => {
  const output = {
    type: "object",
    properties: { own: { type: "object", properties: {} }, any: { description: "Any" } },
  };
  expect(strictSchema(output, [{ own: {}, any: 1 }])).toMatchObject({
    properties: { own: { additionalProperties: true }, any: { tsType: "unknown" } },
  });
});
