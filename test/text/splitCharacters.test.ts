import { estimateRequestTokens } from "../../src/text/estimateTokens";
import { splitText } from "../../src/text/splitText";

/** A counter by which each unit of the text is a token. */
const count = async (text: string): Promise<number> => text.length;

const graphemesOf = (text: string): string[] =>
  [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)].map(({ segment }) => segment);

test.each([
  ["families", "👨‍👩‍👧‍👦"],
  ["flags", "🇨🇭"],
  ["skin tones", "👋🏽"],
  ["Thai", "กำ"],
  ["Devanagari", "क्षि"],
  ["accents of their own", "e\u0301"],
  ["Hangul of parts", "\u1112\u1161\u11ab"],
  ["keycaps", "1\ufe0f\u20e3"],
])("a word of %s is cut between characters alone", async (_what, character) => {
  const text = character.repeat(300);
  for (const most of [7, 20, 50, 61, 97]) {
    const parts = (await splitText(text, most, count)).map(({ start, end }) => text.slice(start, end));
    expect(parts.join("")).toBe(text);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.flatMap(graphemesOf)).toEqual(graphemesOf(text));
  }
});

test("marks without an end are cut all the same, and no pair of units is", async () => {
  const text = `a${"\u0301".repeat(5000)}${"😀".repeat(500)}`;
  const parts = (await splitText(text, 30, count)).map(({ start, end }) => text.slice(start, end));
  expect(parts.join("")).toBe(text);
  for (const part of parts) expect(part).not.toMatch(/\p{Surrogate}/u);
  expect(parts.length).toBeGreaterThan(10);
});

test("the limit of the answer is a part of what a request is thought to cost", () => {
  expect(estimateRequestTokens(400, 1000)).toBe(1100);
  expect(estimateRequestTokens(400, undefined)).toBe(300);
  expect(estimateRequestTokens(0, 0)).toBe(0);
});
