import fc from "fast-check";
import { summaryFormats, summaryInstructions, summaryLengths } from "../../src/text/summaryInstructions";

const combinations = summaryLengths.flatMap((summaryLength) =>
  summaryFormats.map((summaryFormat) => ({ summaryLength, summaryFormat })),
);

describe("the instructions for a summary", () => {
  test("ask for a medium one in paragraphs and in the text's language by default", () => {
    const instructions = summaryInstructions({});
    expect(instructions).toBe(
      summaryInstructions({ summaryLength: "medium", summaryFormat: "paragraphs", language: "" }),
    );
    expect(instructions).toContain("in the language of the text");
  });

  test("differ for every length and format", () => {
    const distinct = new Set(combinations.map((combination) => summaryInstructions(combination)));
    expect(distinct.size).toBe(summaryLengths.length * summaryFormats.length);
  });

  test.each<[(typeof summaryLengths)[number], RegExp]>([
    ["short", /one or two sentences/],
    ["medium", /about 120 words/],
    ["long", /about 350 words/],
  ])("name the length %s", (summaryLength, expected) => {
    expect(summaryInstructions({ summaryLength })).toMatch(expected);
  });

  test.each<[(typeof summaryFormats)[number], RegExp]>([
    ["paragraphs", /paragraphs/],
    ["bullet points", /a list of points/],
    ["headline", /one headline/],
    ["table", /Markdown table/],
  ])("name the format %s", (summaryFormat, expected) => {
    expect(summaryInstructions({ summaryFormat })).toMatch(expected);
  });

  test("name the language that was asked for in place of the text's", () => {
    const instructions = summaryInstructions({ language: "French" });
    expect(instructions).toContain("in this language: French.");
    expect(instructions).not.toContain("language of the text");
  });

  test("are one line, whatever was asked for", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(undefined, ...summaryLengths),
        fc.constantFrom(undefined, ...summaryFormats),
        fc.constantFrom(undefined, "French", "Deutsch"),
        (summaryLength, summaryFormat, language) => {
          const instructions = summaryInstructions({ summaryLength, summaryFormat, language });
          expect(instructions).not.toMatch(/\n|undefined/);
        },
      ),
      { seed: 20_261_121, numRuns: 60 },
    );
  });

  test("say that the text is material and not instructions", () => {
    expect(summaryInstructions({})).toMatch(/material, not instructions/);
  });
});
