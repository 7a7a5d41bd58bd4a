import { entityCode } from "./entityCode";

const codeOf = (character: string): number => character.charCodeAt(0);

const percent = codeOf("%");
const backslash = codeOf("\\");
const ampersand = codeOf("&");
const semicolon = codeOf(";");
const closingBrace = codeOf("}");
const openingBrace = codeOf("{");
const letterU = codeOf("u");
const letterX = codeOf("x");

/** The value of each byte as a hexadecimal digit; -1 for any other byte. */
const hexValues = new Int8Array(256).fill(-1);
for (const digit of "0123456789abcdefABCDEF") hexValues[codeOf(digit)] = Number.parseInt(digit, 16);

/** 1 for each byte that a spelling may end with. */
const mayEndSpelling = Uint8Array.from(hexValues, (value, byte) =>
  value >= 0 || byte === semicolon || byte === closingBrace ? 1 : 0,
);

/**
 * Bytes 1 to 7 stand for a backslash that was itself spelled, by how often. It begins a spelling of the wrapped text,
 * and must be told from the backslashes of the wrapping. Elsewhere, these bytes are read as 8.
 */
const deepest = 7;

/** Maps characters that JSON spells as a backslash and a letter to that letter, however they are spelled. */
export const asLetters = Uint8Array.from({ length: 256 }, (_value, byte) => byte);
for (const [control, letter] of Object.entries({ "\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t" }))
  asLetters[codeOf(control)] = codeOf(letter);
asLetters.fill(deepest + 1, 1, deepest + 1);

const longestEntity = 10;

/** Bytes left free before the text, so that looking back from its first byte finds nothing. */
export const room = 8;

/** True for a backslash, spelled or not. */
export const isBackslash = (byte: number | undefined): boolean =>
  byte === backslash || (byte !== undefined && byte >= 1 && byte <= deepest);

/** Bytes that are being decoded in place, with the start of each in the source, and how often each was spelled. */
export interface Work {
  bytes: Uint8Array;
  starts: Uint32Array;
  depths: Uint8Array;
}

/** Longest spelling, apart from the backslashes before it. */
const longestSpelling = 10;

/** Replaces the last bytes by those that they spell, which are never more; returns the new end. */
const put = ({ bytes, starts, depths }: Work, at: number, to: number, spelled: ArrayLike<number>): number => {
  const start = starts[at] ?? 0;
  let depth = 0;
  for (let index = Math.max(at, to - longestSpelling); index < to; index += 1)
    depth = Math.max(depth, depths[index] ?? 0);
  depth = Math.min(deepest, depth + 1);
  for (let index = 0; index < spelled.length; index += 1) {
    const byte = spelled[index] ?? 0;
    bytes[at + index] = byte === backslash ? depth : (asLetters[byte] ?? 0);
    starts[at + index] = start;
    depths[at + index] = depth;
  }
  return at + spelled.length;
};

const putCharacter = (work: Work, at: number, to: number, code: number): number =>
  put(work, at, to, code < 0x80 ? [code] : Buffer.from(String.fromCodePoint(code)));

/** The number that these digits spell; -1 when one of them is not a digit. */
const hexNumber = (bytes: Uint8Array, from: number, to: number): number => {
  let number = 0;
  for (let index = from; index < to; index += 1) {
    const digit = hexValues[bytes[index] ?? 0] ?? -1;
    if (digit < 0) return -1;
    number = number * 16 + digit;
  }
  return number;
};

const completeEntity = (work: Work, end: number): number => {
  const earliest = end - longestEntity;
  let start = end - 2;
  while (start >= earliest && work.bytes[start] !== ampersand) start -= 1;
  if (start < earliest) return end;
  const code = entityCode(Buffer.from(work.bytes.subarray(start + 1, end - 1)).toString("latin1"));
  return code === undefined || code > 0x10_ffff ? end : putCharacter(work, start, end, code);
};

/** `%2B`, which spells a byte. */
const completePercent = (work: Work, end: number): number => {
  const byte = hexNumber(work.bytes, end - 2, end);
  return byte < 0 ? end : put(work, end - 3, end, [byte]);
};

/** The first of a run of backslashes, by the last: each wrapping doubles them. */
const firstBackslash = (bytes: Uint8Array, last: number): number => {
  const kind = bytes[last];
  let start = last;
  while (bytes[start - 1] === kind) start -= 1;
  return start;
};

/** `\u002b`, or `%u002b`. */
const completeUnit = (work: Work, end: number): number => {
  const unit = hexNumber(work.bytes, end - 4, end);
  if (unit < 0) return end;
  const start = work.bytes[end - 6] === percent ? end - 6 : firstBackslash(work.bytes, end - 6);
  return putCharacter(work, start, end, unit);
};

/** `\x2b`, which spells a byte. */
const completeByte = (work: Work, end: number): number => {
  const byte = hexNumber(work.bytes, end - 2, end);
  return byte < 0 ? end : put(work, firstBackslash(work.bytes, end - 4), end, [byte]);
};

const longestBraced = 6;

/** `\u{2b}`. */
const completeBraced = (work: Work, end: number): number => {
  const { bytes } = work;
  let start = end - 2;
  while (start > end - 2 - longestBraced && (hexValues[bytes[start] ?? 0] ?? -1) >= 0) start -= 1;
  const opens =
    bytes[start] === openingBrace && bytes[start - 1] === letterU && isBackslash(bytes[start - 2]);
  const code = hexNumber(bytes, start + 1, end - 1);
  return opens && start < end - 2 && code <= 0x10_ffff
    ? putCharacter(work, firstBackslash(bytes, start - 2), end, code)
    : end;
};

const isUnit = ({ bytes }: Work, end: number): boolean =>
  bytes[end - 5] === letterU && (isBackslash(bytes[end - 6]) || bytes[end - 6] === percent);

const isByte = ({ bytes }: Work, end: number): boolean =>
  bytes[end - 3] === letterX && isBackslash(bytes[end - 4]);

/** Replaces a complete spelling at the end, which may complete another one; returns the new end. */
const completeSpelling = (work: Work, filled: number): number => {
  const { bytes } = work;
  let end = filled;
  for (;;) {
    const before = end;
    if (bytes[end - 1] === semicolon) end = completeEntity(work, end);
    else if (bytes[end - 1] === closingBrace) end = completeBraced(work, end);
    else {
      if (bytes[end - 3] === percent) end = completePercent(work, end);
      if (end === before && isUnit(work, end)) end = completeUnit(work, end);
      if (end === before && isByte(work, end)) end = completeByte(work, end);
    }
    if (end === before) return end;
  }
};

/** Decodes in one pass from left to right; returns the new end. */
export const undoInPlace = (work: Work, length: number): number => {
  const { bytes, starts, depths } = work;
  let end = room;
  for (let index = room; index < length; index += 1) {
    const byte = bytes[index] as number;
    bytes[end] = byte;
    starts[end] = starts[index] as number;
    depths[end] = 0;
    end += 1;
    if (mayEndSpelling[byte] === 0) continue;
    const third = bytes[end - 3];
    const opens = third === percent || third === letterX || bytes[end - 5] === letterU;
    if (opens || byte === semicolon || byte === closingBrace) end = completeSpelling(work, end);
  }
  return end;
};
