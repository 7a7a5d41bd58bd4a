import { fieldOf, fieldPath } from "../../../local/cli/fieldOf";

const result = {
  output_text: "42",
  counts: { failed: 0 },
  results: [{ output_text: "a" }, { output_text: null }],
};

it.each([
  ["output_text", "42"],
  ["counts.failed", "0"],
  ["results[0].output_text", "a"],
  ["results[].output_text", "a\nnull"],
  ["results", '[{"output_text":"a"},{"output_text":null}]'],
  ["counts", '{\n  "failed": 0\n}'],
])("%s is a part of the result", (path, text) => {
  expect(fieldOf(result, path)).toBe(text);
});

it("starts with a list where the result is one", () => {
  expect(fieldOf([{ key: "x" }, { key: "y" }], "[].key")).toBe("x\ny");
});

it("takes a list without entries as no line", () => {
  expect(fieldOf({ results: [] }, "results[].key")).toBe("");
});

it.each(["", ".", "..", "a..b", ".a", "a.", "a[", "a[x]", "a]b"])("refuses %p, which is no path", (path) => {
  expect(() => fieldPath(path)).toThrow("is no path. Write it as in results[0].output_text");
});

it.each([
  ["nope", "the result has no nope at nope; there is output_text, counts, results."],
  ["results[2]", "there is a list of 2."],
  ["output_text.length", "there is no fields."],
  ["__proto__", "the result has no __proto__"],
  ["counts[]", "there is failed."],
])("names what there is instead of %s", (path, sentence) => {
  expect(() => fieldOf(result, path)).toThrow(sentence);
});
