import { seededRandom } from "../../../local/endpoint/server/seededRandom";
import { comparableText } from "../../../src/tasks/fineTuning/comparableText";

it.each([
  ["Is it OPEN on Sunday?", "is it open on sunday"],
  ["  Two,   words! ", "two words"],
  ["a", "a"],
  ["", ""],
  ["  ?! ", "?!"],
  ["\n\t", ""],
  ["Émile’s ﬁle", "émile s file"],
  ["STRASSE Straße", "strasse straße"],
  ["१२ अब", "१२ अब"],
  ["lone \ud800 half", "lone half"],
])("%j by its words is %j", (text, expected) => {
  expect(comparableText(text)).toBe(expected);
});

describe("a text of ASCII", () => {
  /** Written once more, as the rule says it for texts of every kind. */
  const byRule = (text: string): string => {
    const words = text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
      .trim();
    return words === "" ? text.trim() : words;
  };

  it("has the words that the rule for all texts gives it, of every length", () => {
    const random = seededRandom(21);
    const lengths = [...Array.from({ length: 400 }, () => Math.floor(random() * 40)), 65_536, 65_537];
    for (const length of lengths) {
      const text = String.fromCharCode(...Array.from({ length }, () => Math.floor(random() * 128)));
      expect(comparableText(text)).toBe(byRule(text));
    }
  });

  it("is not mixed with the text before it", () => {
    expect([comparableText("A long text, and its end."), comparableText("Short")]).toEqual([
      "a long text and its end",
      "short",
    ]);
  });
});
