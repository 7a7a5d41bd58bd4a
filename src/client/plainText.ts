/**
 * Control characters, line ends, and what turns or hides text: bidirectional marks, zero-width spaces. Joiners stay,
 * which emoji and some scripts need.
 */
const unprintable = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\s]+/gu;
/** Halves of characters, as a cut leaves them. */
const halves = /\p{Surrogate}/gu;

/** A stranger's text on one line, without characters that act on what shows it, at most `longest` characters. */
export const oneLine = (text: string, longest: number): string => {
  const line = text
    .slice(0, longest * 10)
    .replace(unprintable, " ")
    .trim();
  return (line.length > longest ? `${line.slice(0, longest)}…` : line).replace(halves, "\ufffd");
};

/** The text as a sentence: with an end. */
export const asSentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
