/** Counts the tokens of a text. */
export type CountTokens = (text: string) => number;

/** A longer word is cut: the encoder's time grows with the square of a word's length. */
const longestWord = 500;

/** A run of characters that the encoder may take for one word. */
const longWord = new RegExp(`[^\\s]{${longestWord},}`, "g");

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** The end of a piece that begins at `start`: no surrogate pair is cut. */
const pieceEnd = (text: string, start: number): number => {
  const end = Math.min(text.length, start + longestWord);
  return end < text.length && isLowSurrogate(text.charCodeAt(end)) ? end - 1 : end;
};

/** The text in pieces of which no word is longer than the encoder can take. */
function* piecesOf(text: string): Generator<string> {
  let taken = 0;
  for (const { 0: word, index } of text.matchAll(longWord)) {
    yield text.slice(taken, index);
    for (let start = 0; start < word.length; ) {
      const end = pieceEnd(word, start);
      yield word.slice(start, end);
      start = end;
    }
    taken = index + word.length;
  }
  yield taken === 0 ? text : text.slice(taken);
}

/** Text that names a special token is text like any other. */
const asPlainText = { disallowedSpecial: new Set<string>() };

let loading: Promise<CountTokens> | undefined;

const load = async (): Promise<CountTokens> => {
  const { countTokens } = await import("gpt-tokenizer/encoding/o200k_base");
  return (text) => {
    let tokens = 0;
    for (const piece of piecesOf(text)) tokens += piece === "" ? 0 : countTokens(piece, asPlainText);
    return tokens;
  };
};

/**
 * What counts tokens as the current models do (o200k_base). Its table is large and read at the first count; a
 * model that has another one is counted approximately. Words of more than 500 characters are counted in pieces,
 * which may be off by a token for each.
 */
export const loadTokenCounter = (): Promise<CountTokens> => {
  loading ??= load();
  return loading;
};
