/** Names of the tags that models put around what they think before they answer. */
const names = [
  "think",
  "thinking",
  "thought",
  "thoughts",
  "reasoning",
  "reflection",
  "scratchpad",
  "analysis",
];

/** What opens a thought, and what closes it, in small letters. */
const marks: ReadonlyArray<readonly [opening: string, closing: string]> = [
  ...names.map((name) => [`<${name}>`, `</${name}>`] as const),
  ["[think]", "[/think]"],
  ["◁think▷", "◁/think▷"],
];

const invisible = new Set("\u200b\u200c\u200d\u2060\ufeff");

/** True for white space of any kind, and for characters that show nothing. */
export const isBlank = (character: string): boolean => character.trim() === "" || invisible.has(character);

/** Where the first character stands that is not blank, from a place on; the text's length without one. */
export const skipBlanks = (text: string, from: number): number => {
  let place = from;
  while (place < text.length && isBlank(text.charAt(place))) place += 1;
  return place;
};

/** A tag's name ends within so many characters. */
const longestMark = 16;

/** The place of the mark in any case, from a place on; -1 without one. Only ASCII letters have cases in marks. */
const find = (text: string, mark: string, from: number): number => {
  const pattern = new RegExp(mark.replace(/[[\]/]/g, "\\$&"), "gi");
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? -1;
};

/** Behind the thought at the start; the text itself when there is none. */
const behindThought = (text: string): string => {
  const start = skipBlanks(text, 0);
  const head = text.slice(start, start + longestMark).toLowerCase();
  const mark = marks.find(([opening]) => head.startsWith(opening));
  if (!mark) return text;
  const end = find(text, mark[1], start);
  return end < 0 ? "" : text.slice(end + mark[1].length);
};

/** The text behind the thoughts at its start that are opened and closed. */
export const behindThoughts = (text: string): string => {
  let rest = text;
  for (let next = behindThought(rest); next !== rest; next = behindThought(rest)) rest = next;
  return rest;
};

/** The text behind a closing tag that nothing opens: some servers hand on only the end of a thought. */
export const behindStrayEnd = (text: string): string => {
  for (const [opening, closing] of marks) {
    const end = find(text, closing, 0);
    if (end < 0) continue;
    const start = find(text, opening, 0);
    if (start < 0 || start > end) return text.slice(end + closing.length);
  }
  return text;
};

/**
 * An answer without the thoughts before it, as open models write them into their text: `<think>…</think>` and the
 * like, also where the end is missing (then nothing is left) or where a server kept only the closing tag. Thoughts
 * further behind are part of the answer.
 */
export const withoutThoughts = (text: string): string => {
  const rest = behindStrayEnd(behindThoughts(text));
  return rest === text ? text : rest.slice(skipBlanks(rest, 0));
};
