import { wellFormedJson } from "../../src/text/wellFormedJson";

/** As the platform does it, which the types do not know yet. */
const wellFormed = (text: string): string => (text as string & { toWellFormed(): string }).toWellFormed();

const half = String.fromCharCode(0xd83d);
const otherHalf = String.fromCharCode(0xde00);

test.each<[what: string, value: unknown]>([
  ["a first half", half],
  ["a second half", otherHalf],
  ["halves in the wrong order", otherHalf + half],
  ["a half between whole ones", `😀${half}😀`],
  ["many halves", half.repeat(5) + otherHalf],
  ["a half as a name", { [`a${half}`]: [1, `${otherHalf}b`] }],
  ["nothing of the kind", { text: "Grüße 😀", path: "C:\\ud83d" }],
  ["backslashes before a half", `\\\\\\${half}`],
])("JSON of %s says what a well-formed text would", (_what, value) => {
  const json = JSON.stringify(value);
  const wanted = JSON.parse(json, (_key, entry) => (typeof entry === "string" ? wellFormed(entry) : entry));
  const got = JSON.parse(wellFormedJson(json));
  expect(JSON.stringify(got)).toBe(JSON.stringify(wanted).replace(/\\ud83d(?=":)/g, "\ufffd"));
});

test.each([
  '"\\ud83d\\ude00"',
  '"\\uD83D\\uDE00"',
  '"\\uD83d\\uDe00"',
  '"\\\\ud83d"',
  '"\\\\\\\\ud83d \\\\udc00"',
  '{"a":"\\ud7ff\\ue000"}',
])("%s stays as it is", (json) => {
  expect(wellFormedJson(json)).toBe(json);
});

test.each([
  ['"\\uD83D"', '"\\ufffd"'],
  ['"\\\\\\ud83d"', '"\\\\\\ufffd"'],
  ['"\\udbff\\u0041"', '"\\ufffd\\u0041"'],
  ['"\\ud800\\ud83d\\ude00\\udfff"', '"\\ufffd\\ud83d\\ude00\\ufffd"'],
])("%s becomes %s", (json, wanted) => {
  expect(wellFormedJson(json)).toBe(wanted);
});
