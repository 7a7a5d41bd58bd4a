/** A kind of value that is masked, and the word of its marks. */
export const markWords = {
  email: "EMAIL",
  phone: "PHONE",
  card: "CARD",
  iban: "IBAN",
  ipAddress: "IP",
  macAddress: "MAC",
  name: "NAME",
  pattern: "PATTERN",
} as const;

/** A kind of value that is masked. */
export type ValueKind = keyof typeof markWords;

/** A value in a text: its kind and its place, from the first index to the one behind it. */
export interface Find {
  kind: ValueKind;
  start: number;
  end: number;
}

/** Finds values of one sort in a text, none of which overlap, in time that grows with the text's length. */
export type Finder = (text: string) => Iterable<Find>;

const wordCharacter = /[\p{L}\p{M}\p{N}_]/u;
const escapedBreak = /\\[nrt]$/;

/** The character before an index, also one of two units; "" at the start. */
const before = (text: string, index: number): string =>
  Array.from(text.slice(Math.max(0, index - 2), index)).at(-1) ?? "";

/** The character at an index; "" at the end. */
const after = (text: string, index: number): string => Array.from(text.slice(index, index + 2))[0] ?? "";

/** A letter before an index that is half of an escaped line break in JSON is none of a word. */
const isWordBefore = (text: string, index: number): boolean =>
  wordCharacter.test(before(text, index)) && !escapedBreak.test(text.slice(Math.max(0, index - 2), index));

/**
 * True where what stands at a place is part of something longer: a letter or a digit touches it, or is joined to it by
 * one of these signs.
 */
export const isPartOfMore = (
  text: string,
  { start, end }: { start: number; end: number },
  { joinedBefore = "-.", joinedAfter = "-." }: { joinedBefore?: string; joinedAfter?: string } = {},
): boolean =>
  isWordBefore(text, start) ||
  wordCharacter.test(after(text, end)) ||
  (start > 0 && joinedBefore.includes(text.charAt(start - 1)) && isWordBefore(text, start - 1)) ||
  (end < text.length && joinedAfter.includes(text.charAt(end)) && wordCharacter.test(after(text, end + 1)));
