const space = 32;
const isWord = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
const lowerCase = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);

/** Longer texts go the general way, so that what is kept for the next one is small. */
const longestKept = 65_536;
let kept: Buffer | undefined;

/**
 * The words of a text of ASCII alone; undefined for any other text. It leaves one string behind, where the general way
 * leaves several times the text: training data has a hundred thousand texts.
 */
const asciiWords = (text: string): string | undefined => {
  if (text.length > longestKept) return undefined;
  kept ??= Buffer.alloc(longestKept);
  let length = 0;
  for (let place = 0; place < text.length; place += 1) {
    const code = lowerCase(text.charCodeAt(place));
    if (code > 127) return undefined;
    if (isWord(code)) kept[length++] = code;
    else if (length > 0 && kept[length - 1] !== space) kept[length++] = space;
  }
  return kept.toString("latin1", 0, kept[length - 1] === space ? length - 1 : length);
};

/**
 * A text by its letters and digits alone, so that texts which differ by case, blanks and punctuation are the same; one
 * of signs alone is itself.
 */
export const comparableText = (text: string): string => {
  // Made where it is used, since loading the connector would wait for the tables of Unicode.
  const words =
    asciiWords(text) ??
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
      .trim();
  return words === "" ? text.trim() : words;
};
