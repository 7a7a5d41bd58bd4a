import { quotedValue } from "../../src/text/comparableValue";

it.each<[value: unknown, text: string]>([
  ["a b", '"a b"'],
  [12n, "12"],
  [1.5, "1.5"],
  [new Date(Date.UTC(2026, 10, 27)), '"2026-11-27T00:00:00.000Z"'],
  [new Date(Number.NaN), '"an invalid date"'],
  [undefined, "nothing"],
  [{ a: 1 }, '{"a":1}'],
])("%p stands in a sentence as %s", (value, text) => {
  expect(quotedValue(value)).toBe(text);
});
