import stringWidth from "string-width";

const segments = new Intl.Segmenter();
const ellipsis = "…";

/** Cuts a text to so many columns of a terminal; signs of Chinese, Japanese and Korean take two, emoji as well. */
const cutText = (text: string, columns: number): string => {
  let [cut, taken] = ["", 0];
  for (const { segment } of segments.segment(text)) {
    taken += stringWidth(segment);
    if (taken > columns - 1) break;
    cut += segment;
  }
  return `${cut}${ellipsis}`;
};

/** A text that takes just so many columns of a terminal: cut with an ellipsis, or filled up with blanks. */
export const fitText = (text: string, columns: number): string => {
  const fitting = stringWidth(text) > columns ? cutText(text, columns) : text;
  return `${fitting}${" ".repeat(Math.max(columns - stringWidth(fitting), 0))}`;
};
