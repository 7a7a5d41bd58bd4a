/** Removes characters of these sets from the start and the end of a text, in one pass. */
export const withoutEnds = (text: string, starting: string, ending: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && starting.includes(text[start] ?? "")) start += 1;
  while (end > start && ending.includes(text[end - 1] ?? "")) end -= 1;
  return text.slice(start, end);
};
