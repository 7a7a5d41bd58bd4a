import { setImmediate } from "node:timers/promises";

/**
 * Counts the tokens of a text. A long text is counted in pieces; other events of the process get their turn in
 * between.
 * @throws the reason of the signal once it is aborted, within some milliseconds.
 */
export type CountTokens = (text: string) => Promise<number>;

/**
 * Longest word: gpt-tokenizer's time is quadratic in a word's length, so longer words are cut. Its words are also runs
 * of signs, of blanks, or of line ends with slashes between them.
 */
const longestWord = 400;

/** Bytes counted at a stretch, in a few milliseconds: words that are no tokens take two microseconds for each byte. */
const turnBytes = 4000;

const space = 32;
const lineFeed = 10;
const slash = 47;
const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
const otherBlanks = new Set([0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff]);
const isVisible = (code: number): boolean =>
  code > space && (code < 127 || !(otherBlanks.has(code) || (code >= 0x2000 && code <= 0x200a)));

/** True where the encoder always begins a new word: at a space after a word, or at the start of a line. */
const isBoundary = (text: string, place: number): boolean => {
  const code = text.charCodeAt(place);
  const before = text.charCodeAt(place - 1);
  if (code === space) return isVisible(before);
  // A slash at the start of a line belongs to the signs and line ends before it.
  return before === lineFeed && code !== slash && isVisible(code);
};

/** Bytes of a character in UTF-8. A half of a surrogate pair counts as if it stood alone. */
const bytesAt = (text: string, place: number): number => {
  const code = text.charCodeAt(place);
  if (code < 0x80) return 1;
  return code < 0x800 ? 2 : 3;
};

/**
 * The end of a piece: the last boundary within the turn, and never later than the longest word after the last
 * boundary. No surrogate pair is cut.
 */
const pieceEnd = (text: string, start: number): number => {
  let boundary = start;
  let bytes = bytesAt(text, start);
  for (let place = start + 1; place < text.length; place += 1) {
    bytes += bytesAt(text, place);
    const isFull = bytes > turnBytes;
    if (!isFull && isBoundary(text, place)) boundary = place;
    else if (isFull || place - boundary >= longestWord) {
      if (boundary > start) return boundary;
      return isLowSurrogate(text.charCodeAt(place)) ? place - 1 : place;
    }
  }
  return text.length;
};

/** Names of special tokens in a text are counted as ordinary text. */
const asPlainText = { disallowedSpecial: new Set<string>() };

type Encoder = (text: string) => number;
let loading: Promise<Encoder> | undefined;

/**
 * gpt-tokenizer keeps the tokens of 100,000 words, and looks for the oldest among all that it has dropped: a text of
 * many different words takes six times as long with it, and leaves much behind for the garbage collector. Prose takes
 * a fifth longer without.
 */
const keptWords = 0;

const load = async (): Promise<Encoder> => {
  const { countTokens, setMergeCacheSize } = await import("gpt-tokenizer/encoding/o200k_base");
  setMergeCacheSize(keptWords);
  return (text) => countTokens(text, asPlainText);
};

/** A text that goes on repeating itself has few different pieces; the longest ones take half a megabyte together. */
const keptPieces = 64;

/** Counts pieces, and knows the counts of the newest ones: what repeats itself costs one count. */
const pieceCounter = (encode: Encoder): Encoder => {
  const counts = new Map<string, number>();
  return (piece) => {
    const known = counts.get(piece);
    if (known !== undefined) return known;
    const tokens = encode(piece);
    const [oldest] = counts.keys();
    if (counts.size >= keptPieces && oldest !== undefined) counts.delete(oldest);
    counts.set(piece, tokens);
    return tokens;
  };
};

/**
 * Loads the counter of tokens with the table of the current models (o200k_base), which is large and loaded at the
 * first count. For models with another table, the count is approximate. Stretches of more than 400 characters without
 * a space between words are counted in pieces, each of which may be off by a token.
 * @param check - awaited between pieces; throws when the time is up or the count is no longer wanted
 */
export const loadTokenCounter = async (
  check: () => Promise<void> | void = () => undefined,
): Promise<CountTokens> => {
  loading ??= load();
  const countPiece = pieceCounter(await loading);
  let turn = 0;
  return async (text) => {
    let tokens = 0;
    for (let start = 0; start < text.length; ) {
      const piece = text.slice(start, pieceEnd(text, start));
      const bytes = Buffer.byteLength(piece);
      if (turn + bytes > turnBytes) {
        turn = 0;
        await setImmediate();
        await check();
      }
      tokens += countPiece(piece);
      turn += bytes;
      start += piece.length;
    }
    return tokens;
  };
};
