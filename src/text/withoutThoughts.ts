const opening = /<(?:think(?:ing)?|thoughts?|reasoning|reflection|scratchpad|analysis)>|\[think\]|◁think▷/gi;
const closing =
  /<\/(?:think(?:ing)?|thoughts?|reasoning|reflection|scratchpad|analysis)>|\[\/think\]|◁\/think▷/gi;

const invisible = new Set("\u200b\u200c\u200d\u2060");

/** True for white space of any kind, and for invisible characters. */
export const isBlank = (character: string): boolean => character.trim() === "" || invisible.has(character);

/** The index of the first character from `from` on that is not blank; the text's length without one. */
export const skipBlanks = (text: string, from: number): number => {
  let place = from;
  while (place < text.length && isBlank(text.charAt(place))) place += 1;
  return place;
};

interface Mark {
  /** In lower case. */
  mark: string;
  start: number;
  end: number;
}

const nextMark = (pattern: RegExp, text: string, from: number): Mark | undefined => {
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  if (!found) return undefined;
  return { mark: found[0].toLowerCase(), start: found.index, end: found.index + found[0].length };
};

/** The first mark from an index on. `<think>` is closed by `</think>` alone. */
const find = (pattern: RegExp, wanted: string, text: string, from: number): Mark | undefined => {
  let found = nextMark(pattern, text, from);
  while (found && found.mark !== wanted) found = nextMark(pattern, text, found.end);
  return found;
};

/** Longest opening tag. */
const longestMark = 16;

/** The text after the thought at its start; the whole text without one. */
const behindThought = (text: string): string => {
  const start = skipBlanks(text, 0);
  const opened = nextMark(opening, text.slice(start, start + longestMark), 0);
  if (opened?.start !== 0) return text;
  const { mark } = opened;
  const closed = find(closing, `${mark.charAt(0)}/${mark.slice(1)}`, text, start);
  return closed ? text.slice(closed.end) : "";
};

const channels = /^<\|(?:channel|start)\|>/;
const finalChannel = "<|channel|>final";
const beginOfMessage = "<|message|>";

/** The message of the last channel, where a server passes gpt-oss's channels on unchanged. */
const inFinalChannel = (text: string): string => {
  if (!channels.test(text.slice(skipBlanks(text, 0), skipBlanks(text, 0) + longestMark))) return text;
  const channel = text.lastIndexOf(finalChannel);
  const begin = channel < 0 ? -1 : text.indexOf(beginOfMessage, channel);
  if (begin < 0) return text;
  return text.slice(begin + beginOfMessage.length).replace(/<\|(?:return|end)\|>\s{0,100}$/, "");
};

/** The text after the complete thoughts at its start. */
export const behindThoughts = (text: string): string => {
  let rest = inFinalChannel(text);
  for (let next = behindThought(rest); next !== rest; next = behindThought(rest)) rest = next;
  return rest;
};

/** The text after a closing tag without an opening one: some servers pass on only the end of a thought. */
export const behindStrayEnd = (text: string): string => {
  const closed = nextMark(closing, text, 0);
  if (!closed) return text;
  const opened = find(opening, closed.mark.replace("/", ""), text, 0);
  return opened && opened.start < closed.start ? text : text.slice(closed.end);
};

/**
 * Removes the thoughts before an answer that open models write into their text: `<think>…</think>` and the like.
 * Without a closing tag, nothing is left; a closing tag alone ends a thought too. Later thoughts are part of the
 * answer.
 */
export const withoutThoughts = (text: string): string => {
  const rest = behindStrayEnd(behindThoughts(text));
  return rest === text ? text : rest.slice(skipBlanks(rest, 0));
};
