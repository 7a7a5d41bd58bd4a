import { asLetters, isBackslash, room, undoInPlace, type Work } from "./undoInPlace";

/**
 * Removes backslashes. How many stand before a character depends on how often a text was wrapped; they belong to the
 * character.
 */
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
  /** The start of a byte's spelling in the source; for the index after the last byte, the end of the last spelling. */
  startOf(index: number): number;
}

/**
 * Undoes all spellings of JSON, URLs and HTML, however they are nested, in time linear in the bytes. The result is for
 * comparing texts, and not for reading: it has no backslashes.
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
