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

/** Finds values of one sort in a text, in time that grows with the text's length. */
export type Finder = (text: string) => Iterable<Find>;

/** A character of a script that puts no space between words. */
export const spaceless =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** True for a letter that stands beside values without a space: of such a script, or of Korean, with its particles. */
export const isApart = (character: string): boolean =>
  spaceless.test(character) || /\p{sc=Hangul}/u.test(character);

const isOfWord = (character: string): boolean => /[\p{L}\p{M}\p{N}_]/u.test(character) && !isApart(character);
const escapedBreak = /\\[nrt]$/;

/** The character before an index, also one of two units; "" at the start. */
const before = (text: string, index: number): string =>
  Array.from(text.slice(Math.max(0, index - 2), index)).at(-1) ?? "";

/** The character at an index; "" at the end. */
const after = (text: string, index: number): string => Array.from(text.slice(index, index + 2))[0] ?? "";

/**
 * True where a letter, a digit or an underscore stands before an index. A letter that is half of an escaped line break
 * in JSON is none.
 */
export const isWordBefore = (text: string, index: number): boolean =>
  isOfWord(before(text, index)) && !escapedBreak.test(text.slice(Math.max(0, index - 2), index));

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
  isOfWord(after(text, end)) ||
  (start > 0 && joinedBefore.includes(text.charAt(start - 1)) && isWordBefore(text, start - 1)) ||
  (end < text.length && joinedAfter.includes(text.charAt(end)) && isOfWord(after(text, end + 1)));
