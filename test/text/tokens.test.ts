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
])("%j has %i tokens", async (text, tokens) => {
  expect(await count(text)).toBe(tokens);
});

test("text of ordinary words is counted as the library counts it", async () => {
  const word = fc.string({
    unit: fc.constantFrom("a", "Z", "é", "я", "漢", "😀", "\uD83D", "1", "'", "-"),
    maxLength: 40,
  });
  const text = fc.array(fc.tuple(word, fc.constantFrom(" ", "\n", "\n\n", "\t", ". ", "。")), {
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(text, async (words) => {
      const joined = words.flat().join("");
      expect(await count(joined)).toBe(plain(joined));
    }),
    { seed: 20_261_121 },
  );
});

const adversarial: Array<[what: string, text: string]> = [
  ["letters", "a".repeat(400_000)],
  ["digits", "1234567890".repeat(40_000)],
  ["Chinese without a space", "汉字没有空格".repeat(60_000)],
  ["emoji", "😀👩‍👩‍👧".repeat(40_000)],
  ["half surrogates", "\uD800".repeat(200_000)],
  ["combining marks", `e${"\u0301".repeat(300_000)}`],
  ["spaces", `word${" ".repeat(300_000)}end`],
  ["tabs", `word${"\t".repeat(300_000)}end`],
  ["line feeds", `a${"\n".repeat(300_000)}b`],
  ["line ends of Windows", `a${"\r\n".repeat(150_000)}b`],
  ["no-break spaces", `word${"\u00a0".repeat(200_000)}end`],
  ["spaces of Chinese", `word${"\u3000".repeat(200_000)}end`],
  ["line separators", `word${"\u2028".repeat(200_000)}end`],
  ["blanks of several kinds", `word${" \t\u00a0\u3000\n".repeat(60_000)}end`],
  ["signs", "!?#-=".repeat(60_000)],
  ["slashes between line ends", `!${"/\n".repeat(150_000)}`],
  ["signs behind a space", `a ${"=".repeat(300_000)}`],
  ["words of 399 letters", `${"x".repeat(399)} `.repeat(700)],
];

test.each(adversarial)("%s are counted in a time that grows with their length", async (_what, text) => {
  const tokens = await count(text);
  expect(tokens).toBeGreaterThan(text.length / 140);
  expect(tokens).toBeLessThanOrEqual(Buffer.byteLength(text));
});

test.each<[what: string, text: string]>([
  ["a word", "Donaudampfschifffahrtsgesellschaft".repeat(60)],
  ["a stretch of signs and line ends", `!${"/\n".repeat(900)}`],
  ["a run of blanks", `a${" \u3000".repeat(900)}b`],
])("%s that is cut for counting is off by two tokens for each piece at the most", async (_what, text) => {
  const pieces = Math.ceil(text.length / 400);
  expect(Math.abs((await count(text)) - plain(text))).toBeLessThanOrEqual(2 * pieces);
});

test("a long text in a language without ASCII is counted exactly", async () => {
  const text = "Гавань закрыта по понедельникам. Η Αθήνα είναι εδώ.\n漢字と仮名。👩‍👩‍👧\uDC67\n".repeat(300);
  expect(await count(text)).toBe(plain(text));
});

const letter = fc.integer({ min: 97, max: 122 }).map((code) => String.fromCharCode(code));
const [differentLetters = ""] = fc.sample(fc.string({ unit: letter, minLength: 10_000, maxLength: 10_000 }), {
  seed: 20_261_126,
  numRuns: 1,
});

test.each([
  ["one letter", "a".repeat(10_000)],
  ["a repeated word", "donaudampfschifffahrtsgesellschaft".repeat(300)],
  ["different letters", differentLetters],
  ["Chinese without a space", "汉字没有空格".repeat(1700)],
  ["signs behind a word", `word ${"=-".repeat(5000)}`],
])("no long word of %s reaches the library, whose time is quadratic in it", async (_what, text) => {
  const newCount = await loadTokenCounter();
  const encode = jest.spyOn(TextEncoder.prototype, "encode");
  await newCount(text);
  const lengths = encode.mock.calls.map(([word = ""]) => word.length);
  encode.mockRestore();
  expect(lengths).not.toHaveLength(0);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(400);
});

test.each([
  ["English", "word and ".repeat(4000)],
  ["Chinese", "汉字没有空格。".repeat(1700)],
  ["emoji", "😀".repeat(9000)],
])("a turn of %s has 4,000 bytes at the most", async (_what, text) => {
  let turns = 1;
  const counter = await loadTokenCounter(() => {
    turns += 1;
  });
  await counter(text);
  const turnsOfBytes = Buffer.byteLength(text) / 4000;
  expect(turns).toBeGreaterThanOrEqual(turnsOfBytes);
  expect(turns).toBeLessThan(2 * turnsOfBytes);
});

test("counting gives way to whatever else waits, and ends when it is told to", async () => {
  let turns = 0;
  const ticking = setInterval(() => (turns += 1), 0);
  const seen: number[] = [];
  const limited = await loadTokenCounter(() => {
    seen.push(turns);
    if (seen.length === 20) throw new Error("no time");
  });
  await expect(limited("word and ".repeat(100_000))).rejects.toThrow("no time");
  clearInterval(ticking);
  expect(seen).toHaveLength(20);
  expect(turns).toBeGreaterThan(0);
});
