import { formMeter } from "../../../local/workbench/page/catalogue/formMeter";
import { sentForm } from "../../../local/workbench/page/catalogue/sentForm";
import { shapeRows } from "../../../local/workbench/page/catalogue/shapeRows";
import { treeRows } from "../../../local/workbench/page/catalogue/treeRows";
import type { CatalogueItem } from "../../../local/workbench/wire/catalogue";
import type { FormInput } from "../../../local/workbench/wire/formInput";

const item = (
  kind: CatalogueItem["kind"],
  key: string,
  more: Partial<CatalogueItem> = {},
): CatalogueItem => ({
  kind,
  key,
  label: key,
  description: "",
  inputLabels: [],
  ...more,
});

const items = [
  item("action", "speak", { area: "Audio", inputLabels: ["Voice"] }),
  item("action", "draw", { area: "Images" }),
  item("trigger", "webhook"),
];

const namesOf = (query: string, isUnfolded: (id: string) => boolean): string[] =>
  treeRows(items, query, isUnfolded).map(({ label, level, foundIn = "" }) =>
    `${level} ${label} ${foundIn}`.trim(),
  );

test("the tree has kinds, areas and parts, as far as they are unfolded", () => {
  expect(namesOf("", () => true)).toEqual([
    ...["1 Actions", "2 Audio", "3 speak", "2 Images", "3 draw", "1 Triggers", "2 webhook"],
  ]);
  expect(namesOf("", () => false)).toEqual(["1 Actions", "1 Triggers"]);
});

test("a search unfolds what it finds, and names the input that it found", () => {
  expect(namesOf("voice", () => false)).toEqual(["1 Actions", "2 Audio", "3 speak Voice"]);
  expect(namesOf("voice speak", () => false)).toHaveLength(3);
  expect(namesOf("voice draw", () => false)).toEqual([]);
});

test("each row knows its place among its siblings", () => {
  const places = treeRows(items, "", () => true).map(({ position, siblings }) => `${position}/${siblings}`);
  expect(places).toEqual(["1/2", "1/2", "1/1", "2/2", "1/1", "2/2", "1/1"]);
});

const text = (key: string, more: Partial<FormInput> = {}): FormInput => ({
  ...{ key, label: key, type: "string", ...more },
});

test("the meter counts boxes, groups and words", () => {
  const inputs = [
    text("a", { required: true, comments: "Two words." }),
    text("b", { shown: false }),
    text("c", { type: "structuredObject", comments: "One more word.", inputs: [text("d"), text("e")] }),
  ];
  expect(formMeter(inputs)).toEqual({
    ...{ groups: 1, boxesOutside: 1, boxes: 3, required: 1, hidden: 1, commentWords: 5 },
    longest: { label: "c", words: 3 },
  });
  expect(formMeter([])).toEqual({
    ...{ groups: 0, boxesOutside: 0, boxes: 0, required: 0, hidden: 0, commentWords: 0 },
  });
});

test("what is sent is shown without what hidden boxes hold", () => {
  const inputs = [
    text("secret", { type: "password" }),
    text("group", { type: "structuredObject", inputs: [text("token", { type: "password" }), text("name")] }),
  ];
  const form = { secret: { value: "s" }, group: { value: { token: { value: "t" }, name: { value: "n" } } } };
  expect(sentForm(inputs, form)).toEqual({
    ...{ secret: "(hidden)", group: { value: { token: "(hidden)", name: { value: "n" } } } },
  });
});

test("a schema is shown as paths, however deep or large it is", () => {
  const schema = {
    type: "object",
    properties: {
      list: { type: "array", items: { type: "object", properties: { id: { type: ["string", "null"] } } } },
      kind: { enum: ["a", "b"], description: "Which one" },
    },
  };
  expect(shapeRows(schema)).toEqual([
    { path: "list", type: "array of object", description: "" },
    { path: "list[].id", type: "string or null", description: "" },
    { path: "kind", type: "any: a, b", description: "Which one" },
  ]);
  const many = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`p${index}`, {}]));
  expect(shapeRows({ properties: many })).toHaveLength(500);
  const endless: Record<string, unknown> = {};
  endless["properties"] = { again: endless };
  endless["items"] = endless;
  expect(shapeRows(endless).length).toBeLessThanOrEqual(500);
  expect(shapeRows(null)).toEqual([]);
});
