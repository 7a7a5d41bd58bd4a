import stringWidth from "string-width";

const segments = new Intl.Segmenter();
const ellipsis = "…";

const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** Columns of a terminal that a text takes: signs of Chinese, Japanese and Korean take two, emoji as well. */
export const textWidth = (text: string): number => (isPlain(text) ? text.length : stringWidth(text));

/** Cuts a text to so many columns of a terminal. */
const cutText = (text: string, columns: number): string => {
  if (isPlain(text)) return `${text.slice(0, columns - 1)}${ellipsis}`;
  let [cut, taken] = ["", 0];
  for (const { segment } of segments.segment(text)) {
    taken += textWidth(segment);
    if (taken > columns - 1) break;
    cut += segment;
  }
  return `${cut}${ellipsis}`;
};

/** A text that takes just so many columns of a terminal: cut with an ellipsis, or filled up with blanks. */
export const fitText = (text: string, columns: number): string => {
  const fitting = textWidth(text) > columns ? cutText(text, columns) : text;
  return `${fitting}${" ".repeat(Math.max(columns - textWidth(fitting), 0))}`;
};
