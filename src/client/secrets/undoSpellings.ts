import { asLetters, isBackslash, room, undoInPlace, type Work } from "./undoInPlace";

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
interface PlainBytes {
  bytes: Uint8Array;
  /** Where the spelling of a byte begins in the source; behind the last byte, where that one's ends. */
  startOf(index: number): number;
}

/**
 * Undoes every spelling of JSON, URLs and HTML, however often one is wrapped in another, in time that grows with
 * the bytes alone. What is left is for comparing two texts, and not for reading: backslashes are gone.
 */
export const undoSpellings = (source: Uint8Array): PlainBytes => {
  const length = room + source.length;
  const work = {
    bytes: new Uint8Array(length),
    starts: new Uint32Array(length),
    depths: new Uint8Array(length),
  };
  for (let index = 0; index < source.length; index += 1) {
    work.bytes[room + index] = asLetters[source[index] as number] as number;
    work.starts[room + index] = index;
  }
  const { end, trailing = source.length } = dropBackslashes(work, undoInPlace(work, length));
  return {
    bytes: work.bytes.subarray(room, end),
    startOf: (index) => (room + index < end ? (work.starts[room + index] ?? 0) : trailing),
  };
};
