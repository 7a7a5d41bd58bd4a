const codeOf = (character: string): number => character.charCodeAt(0);

const percent = codeOf("%");
const backslash = codeOf("\\");
const ampersand = codeOf("&");
const semicolon = codeOf(";");
const letterU = codeOf("u");

/** The value of each byte as a hexadecimal digit; -1 for a byte that is none. */
const hexValues = new Int8Array(256).fill(-1);
for (const digit of "0123456789abcdefABCDEF") hexValues[codeOf(digit)] = Number.parseInt(digit, 16);

/** 1 for the bytes that a spelling may end in. */
const mayComplete = Uint8Array.from(hexValues, (value, byte) => (value >= 0 || byte === semicolon ? 1 : 0));

/**
 * A backslash that was spelled itself, by how often: it begins a spelling of the text that was wrapped, and is told
 * from those of the wrapping. The bytes 1 to 7 stand for them; elsewhere they are read as 8 is.
 */
const deepest = 7;

/** Characters that JSON spells as a backslash and a letter are read as that letter, however they are spelled. */
const asLetters = Uint8Array.from({ length: 256 }, (_value, byte) => byte);
for (const [control, letter] of Object.entries({ "\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t" }))
  asLetters[codeOf(control)] = codeOf(letter);
asLetters.fill(deepest + 1, 1, deepest + 1);

/** The entities of HTML for characters that keys have, without & and ;. */
const entities: ReadonlyMap<string, number> = new Map(
  Object.entries({
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    plus: "+",
    sol: "/",
    bsol: "\\",
    equals: "=",
    num: "#",
    percnt: "%",
    dollar: "$",
    lowbar: "_",
    period: ".",
    comma: ",",
    colon: ":",
    semi: ";",
    excl: "!",
    quest: "?",
    ast: "*",
    commat: "@",
  }).map(([name, character]) => [name, codeOf(character)]),
);
const longestEntity = 10;

const entityCode = (name: string): number | undefined => {
  if (!name.startsWith("#")) return entities.get(name.toLowerCase());
  const digits = name.slice(1);
  if (/^x[0-9a-f]{1,6}$/i.test(digits)) return Number.parseInt(digits.slice(1), 16);
  return /^[0-9]{1,7}$/.test(digits) ? Number.parseInt(digits, 10) : undefined;
};

/** Room in front of the bytes, so that looking back from the first of them finds nothing. */
const room = 8;

const isBackslash = (byte: number | undefined): boolean =>
  byte === backslash || (byte !== undefined && byte >= 1 && byte <= deepest);

/** Bytes on their way to be plain: one array of them, and where each began. */
interface Work {
  bytes: Uint8Array;
  starts: Uint32Array;
}

/** Puts a character in the place of the last bytes, which spell it and are never fewer; returns the new end. */
const put = ({ bytes, starts }: Work, at: number, code: number, depth: number): number => {
  const start = starts[at] ?? 0;
  if (code < 0x80) {
    bytes[at] = code === backslash ? depth : (asLetters[code] ?? 0);
    return at + 1;
  }
  let end = at;
  for (const byte of Buffer.from(String.fromCodePoint(code))) {
    bytes[end] = byte;
    starts[end] = start;
    end += 1;
  }
  return end;
};

/** The number that the digits in these places spell; -1 when one of them is none. */
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
  return code === undefined || code > 0x10_ffff ? end : put(work, start, code, 1);
};

/** `%2B`, which spells a byte. */
const completePercent = (work: Work, end: number): number => {
  const byte = hexNumber(work.bytes, end - 2, end);
  if (byte < 0) return end;
  if (byte < 0x80) return put(work, end - 3, byte, 1);
  work.bytes[end - 3] = byte;
  return end - 2;
};

/** `\u002b`, whose backslash is doubled with every wrapping. */
const completeUnit = (work: Work, end: number): number => {
  const unit = hexNumber(work.bytes, end - 4, end);
  if (unit < 0) return end;
  const kind = work.bytes[end - 6] ?? 0;
  let start = end - 6;
  while (work.bytes[start - 1] === kind) start -= 1;
  return put(work, start, unit, kind === backslash ? 1 : Math.min(kind + 1, deepest));
};

/** Puts what is complete at the end in the place of its spelling, where it may complete another one. */
const complete = (work: Work, filled: number): number => {
  const { bytes } = work;
  let end = filled;
  for (;;) {
    const before = end;
    if (bytes[end - 3] === percent) end = completePercent(work, end);
    else if (bytes[end - 5] === letterU && isBackslash(bytes[end - 6])) end = completeUnit(work, end);
    else if (bytes[end - 1] === semicolon) end = completeEntity(work, end);
    if (end === before) return end;
  }
};

/** One pass from left to right; returns the new end. */
const undo = (work: Work, length: number): number => {
  const { bytes, starts } = work;
  let end = room;
  for (let index = room; index < length; index += 1) {
    const byte = bytes[index] as number;
    bytes[end] = byte;
    starts[end] = starts[index] as number;
    end += 1;
    if (mayComplete[byte] === 1) end = complete(work, end);
  }
  return end;
};

/** How many there are in front of a character depends on how often a text was wrapped; they belong to it. */
const dropBackslashes = ({ bytes, starts }: Work, length: number): { end: number; trailing?: number } => {
  let end = room;
  let start: number | undefined;
  for (let index = room; index < length; index += 1) {
    start ??= starts[index] as number;
    if (isBackslash(bytes[index])) continue;
    bytes[end] = bytes[index] as number;
    starts[end] = start;
    start = undefined;
    end += 1;
  }
  return { end, ...(start !== undefined && { trailing: start }) };
};

/** Bytes without the spellings of JSON, URLs and HTML. */
export interface PlainBytes {
  bytes: Uint8Array;
  /** Where the spelling of a byte begins in the source; behind the last byte, where that one's ends. */
  startOf(index: number): number;
}

/**
 * Undoes every spelling of JSON, URLs and HTML, however often one is wrapped in another, in time that grows with
 * the bytes alone. What is left is for comparing two texts, and not for reading: backslashes are gone.
 */
export const undoSpellings = (source: Uint8Array): PlainBytes => {
  const work = { bytes: new Uint8Array(room + source.length), starts: new Uint32Array(room + source.length) };
  for (let index = 0; index < source.length; index += 1) {
    work.bytes[room + index] = asLetters[source[index] as number] as number;
    work.starts[room + index] = index;
  }
  const { end, trailing = source.length } = dropBackslashes(work, undo(work, room + source.length));
  return {
    bytes: work.bytes.subarray(room, end),
    startOf: (index) => (room + index < end ? (work.starts[room + index] ?? 0) : trailing),
  };
};
