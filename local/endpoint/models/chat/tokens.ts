import { type CountTokens, loadTokenCounter } from "../../../../src/text/tokens";

/** The most tokens that a model reads. */
export const maximumContextTokens = 1_000_000;

let counter: Promise<CountTokens> | undefined;

/** How many tokens the text takes; the table is loaded at the first count. */
export const countTokens = async (text: string): Promise<number> => {
  counter ??= loadTokenCounter();
  return (await counter)(text);
};

const sliceLength = 1_000_000;

/** How many tokens the text takes; once there are more than the limit, the rest is not counted. */
export const countUpTo = async (text: string, limit: number): Promise<number> => {
  let tokens = 0;
  for (let start = 0; start < text.length && tokens <= limit; start += sliceLength)
    tokens += await countTokens(text.slice(start, start + sliceLength));
  return tokens;
};

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** The first characters of the text that take no more tokens than the limit. */
const firstTokens = async (text: string, limit: number): Promise<string> => {
  let [fits, tooLong] = [0, text.length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if ((await countTokens(text.slice(0, middle))) <= limit) fits = middle;
    else tooLong = middle;
  }
  return text.slice(0, isLowSurrogate(text.charCodeAt(fits)) ? fits - 1 : fits);
};

/** The first tokens of the text, and whether that was all of it. */
export const cutToTokens = async (
  text: string,
  limit: number,
): Promise<{ text: string; tokens: number; isCut: boolean }> => {
  const tokens = await countTokens(text);
  if (tokens <= limit) return { text, tokens, isCut: false };
  return { text: await firstTokens(text, limit), tokens: limit, isCut: true };
};
