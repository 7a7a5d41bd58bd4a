import fc from "fast-check";
import { splitText } from "../../src/text/splitText";
import { type CountTokens, loadTokenCounter } from "../../src/text/tokens";

let count: CountTokens;
beforeAll(async () => {
  count = await loadTokenCounter();
});

const textsOf = async (text: string, mostTokens: number) =>
  (await splitText(text, mostTokens, count)).map(({ start, end }) => text.slice(start, end));

test("the parts of any text follow each other without a gap, within the bound, and cut no character", async () => {
  const piece = fc.oneof(
    fc.lorem({ mode: "sentences", maxCount: 6 }),
    fc.string({ unit: fc.constantFrom("a", "漢", "😀", " ", "\n", "\r\n", ".", "\u00a0"), maxLength: 300 }),
    fc.constantFrom("\n\n", "\n \n", "x".repeat(900)),
  );
  const property = fc.asyncProperty(
    fc.array(piece, { maxLength: 12 }),
    fc.integer({ min: 5, max: 200 }),
    async (pieces, mostTokens) => {
      const text = pieces.join("");
      const parts = await splitText(text, mostTokens, count);
      expect(parts.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
      for (const { start, end, tokens } of parts) {
        expect(tokens).toBeLessThanOrEqual(mostTokens);
        expect(end).toBeGreaterThan(start);
        expect(text.slice(start, end)).not.toMatch(/^[\uDC00-\uDFFF]/);
      }
    },
  );
  await fc.assert(property, { seed: 20_261_121, numRuns: 200 });
});

const sentence = "The harbor is closed on Mondays. ";

test("a text is cut between paragraphs where they fit", async () => {
  const paragraph = `${sentence.repeat(5).trim()}\n\n`;
  const parts = await textsOf(paragraph.repeat(10), 100);
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts) expect(part.length % paragraph.length).toBe(0);
});

test("a paragraph that is too long is cut between sentences", async () => {
  const parts = await textsOf(sentence.repeat(60), 50);
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts) expect(part.length % sentence.length).toBe(0);
});

test("a sentence that is too long is cut between words", async () => {
  const parts = await textsOf("harbor ".repeat(400), 50);
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts) expect(part).toMatch(/^(harbor )+$/);
});

test("the parts have about the same size: none is a small rest", async () => {
  const parts = await splitText(`${sentence.trim()}\n\n`.repeat(1010), 1000, count);
  const sizes = parts.map(({ tokens }) => tokens);
  expect(Math.min(...sizes) / Math.max(...sizes)).toBeGreaterThan(0.9);
});

test("a long text is not copied: what is kept are places", async () => {
  const parts = await splitText(sentence.repeat(120_000), 20_000, count);
  expect(parts.length).toBeGreaterThan(30);
  expect(Object.keys(parts[0] ?? {}).sort()).toEqual(["end", "start", "tokens"]);
});
