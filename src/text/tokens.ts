import { setImmediate } from "node:timers/promises";

/**
 * Counts the tokens of a text. A long text is counted in pieces, between which whatever else waits gets its turn.
 * @throws the reason of the signal once it is aborted, within some milliseconds.
 */
export type CountTokens = (text: string) => Promise<number>;

/**
 * gpt-tokenizer's time grows with the square of a word's length, so that longer words are cut. A word, to it, is also a
 * run of signs, of blanks, or of line ends with slashes between them.
 */
const longestWord = 400;

/** Characters that are counted before other work gets its turn: some milliseconds at the worst. */
const turnLength = 8000;

const space = 32;
const lineFeed = 10;
const slash = 47;
const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
const otherBlanks = new Set([0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff]);
const isVisible = (code: number): boolean =>
  code > space && (code < 127 || !(otherBlanks.has(code) || (code >= 0x2000 && code <= 0x200a)));

/** True where the encoder begins a new word whatever stands around: a space behind a word, the start of a line. */
const isBoundary = (text: string, place: number): boolean => {
  const code = text.charCodeAt(place);
  const before = text.charCodeAt(place - 1);
  if (code === space) return isVisible(before);
  // A slash belongs to signs and line ends before it.
  return before === lineFeed && code !== slash && isVisible(code);
};

/**
 * Where the piece ends that begins at `start`: at the last boundary of the turn, and never behind a stretch without
 * a boundary that is longer than a word may be. No surrogate pair is cut.
 */
const pieceEnd = (text: string, start: number): number => {
  const end = Math.min(text.length, start + turnLength);
  let boundary = start;
  for (let place = start + 1; place < end; place += 1) {
    if (isBoundary(text, place)) boundary = place;
    else if (place - boundary >= longestWord) {
      if (boundary > start) return boundary;
      return isLowSurrogate(text.charCodeAt(place)) ? place - 1 : place;
    }
  }
  return end === text.length || boundary === start ? end : boundary;
};

/** Text that names a special token is text like any other. */
const asPlainText = { disallowedSpecial: new Set<string>() };

type Encoder = (text: string) => number;
let loading: Promise<Encoder> | undefined;

/**
 * Words that gpt-tokenizer keeps the tokens of. It looks for the oldest among those it has dropped, so that its own
 * 100,000 make a text of many different words take seven times as long.
 */
const mostKnownWords = 500;

const load = async (): Promise<Encoder> => {
  const { countTokens, setMergeCacheSize } = await import("gpt-tokenizer/encoding/o200k_base");
  setMergeCacheSize(mostKnownWords);
  return (text) => countTokens(text, asPlainText);
};

/**
 * What counts tokens as the current models do (o200k_base). Its table is large and read at the first count; a
 * model that has another one is counted approximately. A stretch of more than 400 characters without a space
 * between words is counted in pieces, which may be off by a token for each.
 * @param check - called between pieces: throws when there is no more time, or who asked has gone
 */
export const loadTokenCounter = async (check: () => void = () => undefined): Promise<CountTokens> => {
  loading ??= load();
  const encode = await loading;
  let turn = 0;
  return async (text) => {
    let tokens = 0;
    for (let start = 0; start < text.length; ) {
      const end = pieceEnd(text, start);
      tokens += encode(text.slice(start, end));
      turn += end - start;
      start = end;
      if (turn < turnLength) continue;
      turn = 0;
      await setImmediate();
      check();
    }
    return tokens;
  };
};
