import { undoSpellings } from "../../src/client/secrets/undoSpellings";

const undone = (text: string): string =>
  Buffer.from(undoSpellings(Buffer.from(text)).bytes).toString("latin1");

test.each([
  ["\\u{2b}", "+"],
  ["\\\\u{00002b}", "+"],
  ["\\u002b", "+"],
  ["%u002b", "+"],
  ["\\x2b", "+"],
  ["%2B", "+"],
  ["&#43;", "+"],
  ["&#x2B;", "+"],
  ["&plus;", "+"],
  ["&amp;plus;", "+"],
])("%s spells a character", (spelling, character) => {
  expect(undone(spelling)).toBe(character);
});

test.each([
  ["\\x{2b}", "x{2b}"],
  ["\\u[2b}", "u[2b}"],
  ["u{2b}", "u{2b}"],
  ["\\u{}", "u{}"],
  ["\\u{000002b}", "u{000002b}"],
  ["\\u{110000}", "u{110000}"],
  ["\\u{2g}", "u{2g}"],
  ["\\u00g0", "u00g0"],
  ["\\xg0", "xg0"],
  ["&plus", "&plus"],
  ["&none;", "&none;"],
])("%s spells none, and loses its backslashes alone", (text, plain) => {
  expect(undone(text)).toBe(plain);
});
