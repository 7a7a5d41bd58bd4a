/**
 * A text by its letters and digits alone, so that texts which differ by case, blanks and punctuation are the same; one
 * of signs alone is itself.
 */
export const comparableText = (text: string): string => {
  // Made where it is used, since loading the connector would wait for the tables of Unicode.
  const words = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();
  return words === "" ? text.trim() : words;
};
