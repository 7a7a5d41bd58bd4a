import { parentOf } from "../../../local/workbench/page/forms/boxes/parentOf";
import {
  contentOf,
  countEntered,
  enteredAs,
  modeOf,
  pairsOf,
  textOf,
  withEntered,
} from "../../../local/workbench/page/forms/enteredValue";
import { modesFor } from "../../../local/workbench/page/forms/rows/modesFor";
import { moved } from "../../../local/workbench/page/forms/rows/moved";
import type { FormInput } from "../../../local/workbench/wire/formInput";

const text: FormInput = { key: "text", label: "Text", type: "string" };
const group: FormInput = { key: "group", label: "Group", type: "structuredObject", inputs: [text] };

test.each([
  [{ value: "a" }, "value", "a"],
  [{ reference: "step.results" }, "reference", "step.results"],
  [{ template: "{{$step.results}}" }, "template", "{{$step.results}}"],
  ["a", "value", "a"],
  [{ value: 1, template: 2 }, "value", { value: 1, template: 2 }],
  [undefined, "value", undefined],
])("%j is a %s with its content", (entered, mode, content) => {
  expect([modeOf(entered), contentOf(entered)]).toEqual([mode, content]);
});

test("a value stays what it is, and becomes text as a reference or a template", () => {
  expect(enteredAs("value", 4)).toEqual({ value: 4 });
  expect(enteredAs("template", 4)).toEqual({ template: "4" });
  for (const pasted of ["{{$step.results.text}}", " {{ $step.results.text }}", "$step.results.text"]) {
    expect(enteredAs("reference", pasted)).toEqual({ reference: "step.results.text" });
  }
  expect(enteredAs("reference", "{{$step.res")).toEqual({ reference: "{{$step.res" });
  expect([textOf(null), textOf(undefined), textOf("x"), textOf({ a: 1 })]).toEqual(["", "", "x", '{"a":1}']);
});

test("a box that is left alone is no part of the form", () => {
  expect(withEntered({ a: { value: 1 } }, "b", { value: 2 })).toEqual({ a: { value: 1 }, b: { value: 2 } });
  expect(withEntered({ a: { value: 1 } }, "a", undefined)).toStrictEqual({});
});

test("boxes are counted in groups as well, the empty ones included", () => {
  expect(countEntered([text, group], {})).toBe(0);
  const filled = { text: { value: "" }, group: { value: { text: { value: "x" } } } };
  expect(countEntered([text, group], filled)).toBe(2);
});

test("an object is a list of keys with values", () => {
  expect(pairsOf({ value: { a: "1" } })).toEqual([{ key: "a", value: "1" }]);
  expect(pairsOf({ value: [{ key: "a", value: { value: "1" } }] })).toEqual([
    { key: "a", value: { value: "1" } },
  ]);
});

test("lists, switches and files have no template", () => {
  expect(modesFor(text)).toEqual(["value", "reference", "template"]);
  for (const input of [
    { ...text, collection: "valuelist" as const },
    { ...text, type: "boolean" },
  ]) {
    expect(modesFor(input)).toEqual(["value", "reference"]);
  }
});

test("an entry is moved to another place", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
});

test.each([
  ["", undefined],
  ["create", undefined],
  ["create.res", undefined],
  ["create.results.", "create.results"],
  ["create.results.text", "create.results"],
  ["create.results.items[0].na", "create.results.items[0]"],
  ["create.results.items[", "create.results.items"],
])("what %j is completed in is %j", (reference, parent) => {
  expect(parentOf(reference)).toBe(parent);
});
