/** A number as people write it, a percentage, a telephone number or a dash: a spreadsheet computes nothing with it. */
const harmless = /^(?:-|[+-]?[\d.,]*\d%?|-?\d+(?:\.\d+)?e[+-]?\d+|\+\d[\d ()/.-]*)$/i;

/**
 * A text that a spreadsheet shows and does not compute: an apostrophe stands before what it would take for a formula.
 * Blanks, tabs and returns before the sign change nothing for it.
 */
export const safeCell = (text: string): string => {
  const start = text.trimStart();
  return /^[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(start) && !harmless.test(start.trimEnd())
    ? `'${text}`
    : text;
};
