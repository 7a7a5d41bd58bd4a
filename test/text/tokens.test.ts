import fc from "fast-check";
import { countTokens as plainCount } from "gpt-tokenizer/encoding/o200k_base";
import { type CountTokens, loadTokenCounter } from "../../src/text/tokens";

let count: CountTokens;
beforeAll(async () => {
  count = await loadTokenCounter();
});

const plain = (text: string) => plainCount(text, { disallowedSpecial: new Set<string>() });

test.each([
  ["", 0],
  ["hello world", 2],
  ["The quick brown fox jumps over the lazy dog.", 10],
  ["<|endoftext|>", 7],
  ["\uD800", 1],
])("%j has %i tokens", (text, tokens) => {
  expect(count(text)).toBe(tokens);
});

test("text of ordinary words is counted as the library counts it", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "Z", "é", "漢", "😀", "1", "'", "-"), maxLength: 40 });
  const text = fc.array(fc.tuple(word, fc.constantFrom(" ", "\n", "\n\n", "\t", ". ", "。")), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(text, (words) => {
      const joined = words.flat().join("");
      expect(count(joined)).toBe(plain(joined));
    }),
    { seed: 20_261_121 },
  );
});

test.each([
  ["a million letters", "a".repeat(1_000_000)],
  ["Chinese without a space", "汉字没有空格".repeat(100_000)],
  ["emoji without a space", "😀👩‍👩‍👧".repeat(50_000)],
  ["half surrogates", "\uD800".repeat(200_000)],
])("%s is counted in a moment", (_case, text) => {
  const tokens = count(text);
  expect(tokens).toBeGreaterThan(text.length / 128);
  expect(tokens).toBeLessThanOrEqual(Buffer.byteLength(text));
});

test("a word that is cut for counting is off by a token for each piece at the most", () => {
  const word = "Donaudampfschifffahrtsgesellschaft".repeat(60);
  expect(Math.abs(count(word) - plain(word))).toBeLessThanOrEqual(Math.ceil(word.length / 500));
});
