/** Made when it is used, since loading the connector would wait for the tables of Unicode. */
let unspoken: RegExp | undefined;

/**
 * A text by its letters and digits alone, so that texts which differ by case, blanks and punctuation are the same; one
 * of signs alone is itself.
 */
export const comparableText = (text: string): string => {
  unspoken ??= /[^\p{L}\p{N}\p{M}]+/gu;
  const words = text.normalize("NFKC").toLowerCase().replace(unspoken, " ").trim();
  return words === "" ? text.trim() : words;
};
