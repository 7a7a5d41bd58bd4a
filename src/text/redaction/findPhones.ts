import { type Find, type Finder, isPartOfMore } from "./find";
import { meaningOfNumber, type NumberMeaning } from "./numberWords";

/** Digits with the signs that stand within phone numbers. */
const runs = /(?:\+ ?)?\(?\d[\d ()./\t\u00a0\u2009\u202f\u2010-\u2013-]*/g;

/** Dates, and times of a day from one to another, which are written like the groups of a number. */
const dates =
  /(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}\.\d{2} ?[-\u2013] ?\d{1,2}\.\d{2})(?!\d)/g;

/** Signs between two numbers: wide gaps, and a space before a number that begins with 0. */
const betweenNumbers = / [/\u2013-] | {2}|\t|\/(?=\+?0)| (?=0\d)/g;

const extension = /^ ?(?:x|ext\.? ?)\d{1,6}(?![\p{L}\p{M}\p{N}_])/iu;
const longestExtension = 20;

/** The most digits of a phone number with its country (E.164), and those of the 00 before it. */
const mostDigits = 15;

/** Ten digits in the groups of North America, with parentheses, hyphens or dots between them. */
const northAmerican =
  /^(?:1[-. ])?(?:\([2-9]\d{2}\) ?\d{3}[-. ]\d{4}|[2-9]\d{2}-\d{3}-\d{4}|[2-9]\d{2}\.\d{3}\.\d{4})$/;

interface Piece {
  text: string;
  start: number;
}

/** The pieces of a text that a pattern leaves between its finds. */
const split = ({ text, start }: Piece, pattern: RegExp): Piece[] => {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(pattern)) {
    pieces.push({ text: text.slice(from, index), start: start + from });
    from = index + found.length;
  }
  return [...pieces, { text: text.slice(from), start: start + from }];
};

const digitsIn = (text: string): string => text.replace(/\D+/g, "");

/** A piece from its first to its last digit, with a plus and a parenthesis that is closed before it. */
const trimmed = ({ text, start }: Piece): Piece | undefined => {
  const first = text.search(/\d/);
  if (first < 0) return undefined;
  let end = text.length;
  while (!/\d/.test(text.charAt(end - 1))) end -= 1;
  const isClosed = text.charAt(first - 1) === "(" && text.slice(first, end).includes(")");
  const opened = isClosed ? first - 1 : first;
  const plus = /\+ ?$/.exec(text.slice(Math.max(0, opened - 2), opened))?.[0].length ?? 0;
  return { text: text.slice(opened - plus, end), start: start + opened - plus };
};

/** True for a trunk 0 and groups of digits behind it: five pairs, or longer groups. */
const isNational = (text: string, digits: string): boolean => {
  const groups = text.match(/\d+/g) ?? [];
  const isGrouped = groups.length > 1 && /^0[1-9]/.test(digits) && (groups[0]?.length ?? 0) > 1;
  if (!isGrouped || digits.length < 8 || digits.length > 13) return false;
  return groups.length === 5 || groups.some(({ length }) => length > 2);
};

const isPhone = ({ text }: Piece, meaning: NumberMeaning): boolean => {
  const digits = digitsIn(text);
  const { length } = digits;
  if (text.startsWith("+")) return length >= 7 && length <= mostDigits && digits[0] !== "0";
  if (meaning === "phone") return length >= 6 && length <= mostDigits + 2;
  if (meaning === "other") return false;
  if (/^00[1-9]/.test(digits)) return length >= 10 && length <= mostDigits + 2 && /\d\D+\d/.test(text);
  return northAmerican.test(text) || isNational(text, digits);
};

/**
 * Signs that join a number to letters and digits. A word for phones may end in a dot or a colon, and a slash before a
 * plus stands between two numbers.
 */
const joinedBefore = (text: string, meaning: NumberMeaning): string => {
  if (text.startsWith("+")) return meaning === "phone" ? "-+" : "-.+";
  return meaning === "phone" ? "-/+" : "-./+";
};

const found = (text: string, piece: Piece): Find[] => {
  const number = trimmed(piece);
  if (!number) return [];
  const meaning = meaningOfNumber(text, number.start);
  const end = number.start + number.text.length;
  const place = {
    start: number.start,
    end: end + (extension.exec(text.slice(end, end + longestExtension))?.[0].length ?? 0),
  };
  const joined = { joinedBefore: joinedBefore(number.text, meaning), joinedAfter: "-./" };
  return isPhone(number, meaning) && !isPartOfMore(text, place, joined) ? [{ kind: "phone", ...place }] : [];
};

/** Spaces between numbers, or between the groups of one. */
const spaces = /[ \t\u00a0\u2009\u202f]+/g;

/** How a phone number begins that stands beside other numbers. */
const opening = /^(?:\+|\(?0\d|(?:1[-. ])?(?:\([2-9]\d{2}\)|[2-9]\d{2}[-.]))/;
const longestOpening = 7;

/** The most groups of a number between spaces. */
const mostGroups = 8;

/** True where groups of one length are as likely to be a part of a longer number: an amount, or any row of numbers. */
const isPartOfRow = (candidate: string, neighbors: ReadonlyArray<Piece | undefined>): boolean => {
  if (!/^\(?0[1-9]/.test(candidate)) return false;
  const groups = candidate.match(/\d+/g) ?? [];
  const length = groups[0]?.length;
  if (groups.some((group) => group.length !== length)) return false;
  return length !== 2 || neighbors.some((neighbor) => neighbor && digitsIn(neighbor.text).length <= 2);
};

/** Finds phone numbers among numbers with single spaces between them, which are none as a whole. */
function* foundBetween(text: string, piece: Piece): Generator<Find> {
  const groups = split(piece, spaces).filter((group) => group.text !== "");
  for (let first = 0; first < groups.length; first += 1) {
    const start = groups[first]?.start ?? piece.start;
    const isOpened = opening.test(text.slice(start, start + longestOpening));
    if (!isOpened && (first > 0 || meaningOfNumber(text, start) !== "phone")) continue;
    for (let last = Math.min(first + mostGroups, groups.length) - 1; last >= first; last -= 1) {
      const { start: lastStart, text: lastText } = groups[last] as Piece;
      const candidate = { text: text.slice(start, lastStart + lastText.length), start };
      const [number] = found(text, candidate);
      if (!number || isPartOfRow(candidate.text, [groups[first - 1], groups[last + 1]])) continue;
      yield number;
      first = last;
      break;
    }
  }
}

/** Finds a phone number that a piece is, or those that stand in it beside other numbers. */
const foundIn = (text: string, piece: Piece): Iterable<Find> => {
  const whole = found(text, piece);
  const isSettled = whole.length > 0 || digitsIn(piece.text).length < 8;
  return isSettled || meaningOfNumber(text, piece.start) === "other" ? whole : foundBetween(text, piece);
};

/**
 * Finds phone numbers that are marked as such: by a plus, by a trunk 0 with groups, by the groups of North America, or
 * by a word such as "phone" before them. Dates are ruled out, and so are numbers that a word names otherwise.
 */
export const findPhones: Finder = function* (text) {
  for (const { 0: run, index } of text.matchAll(runs)) {
    if (run.length < 6) continue;
    for (const piece of split({ text: run, start: index }, dates)) {
      const isOne = digitsIn(piece.text).length <= mostDigits;
      for (const part of isOne ? [piece] : split(piece, betweenNumbers)) yield* foundIn(text, part);
    }
  }
};
