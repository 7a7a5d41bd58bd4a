/**
 * Control characters, line ends, and characters that turn or hide text: bidirectional marks, zero-width spaces.
 * Joiners stay, because emoji and some scripts need them. The pattern is made on use, because it would load the tables
 * of Unicode together with the connector.
 */
const unprintable = (): RegExp =>
  /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\s]+/gu;

/** A text of unknown origin on one line, without unprintable characters, cut to `longest` characters. */
export const oneLine = (text: string, longest: number): string => {
  const line = text
    .slice(0, longest * 10)
    .replace(unprintable(), " ")
    .trim();
  // A cut may leave half a character (a lone surrogate).
  return (line.length > longest ? `${line.slice(0, longest)}…` : line).toWellFormed();
};

/** The text with a full stop, unless it ends like a sentence. */
export const asSentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
