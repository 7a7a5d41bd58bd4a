/**
 * Control characters, line ends, and what turns or hides text: bidirectional marks, zero-width spaces. Joiners stay,
 * which emoji and some scripts need. It is made when it is used, since loading the connector would wait for the
 * tables of Unicode.
 */
const unprintable = (): RegExp =>
  /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\s]+/gu;

/** A stranger's text on one line, without characters that act on what shows it, at most `longest` characters. */
export const oneLine = (text: string, longest: number): string => {
  const line = text
    .slice(0, longest * 10)
    .replace(unprintable(), " ")
    .trim();
  // A cut leaves halves of characters.
  return (line.length > longest ? `${line.slice(0, longest)}…` : line).toWellFormed();
};

/** The text as a sentence: with an end. */
export const asSentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
