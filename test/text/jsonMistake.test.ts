import { jsonBreak, jsonMistake } from "../../src/text/jsonMistake";

test.each<[text: string, at: ReturnType<typeof jsonBreak>]>([
  ["{oops", { line: 1, column: 2, near: "oops" }],
  ['{\n  "a": 1,\n  "b" 2\n}', { line: 3, column: 7, near: "2 }" }],
  ['["a",\u200b"b"]', { line: 1, column: 6, near: '\\u200b"b"]' }],
  ['{"a": 1}\u001e{"b": 2}', { line: 1, column: 9, near: '\\u001e{"b": 2}' }],
  [`[${"x".repeat(19)}😀]`, { line: 1, column: 2, near: `${"x".repeat(19)}😀` }],
  ["undefined", { line: 1, column: 1, near: "undefined" }],
  ['{"a": "', undefined],
  ["[1, 2", undefined],
])("%j is told where it breaks, and what can't be seen there is spelled out", (text, at) => {
  expect(jsonBreak(text)).toEqual(at);
});

test("a text that is JSON has no mistake, and the words for another are on one line", () => {
  expect(jsonMistake('{"a": 1}')).toBeUndefined();
  expect(jsonMistake('{\n  "a": x\n}')).toMatch(/^Unexpected token 'x', "\{ "a": x \}" is not valid JSON$/);
});
