import { isUtf8 } from "node:buffer";
import type { ExchangeBody } from "./exchange";

/** Longer than any secret: what may be the first part of one at the cut is left out with this much of the text. */
const marginBytes = 4096;

/** Where the last whole character ends that fits. */
const endOfText = (bytes: Buffer, mostBytes: number): number => {
  let end = Math.min(bytes.length, mostBytes);
  const isInside = (place: number): boolean => ((bytes[place] ?? 0) & 0xc0) === 0x80;
  // A character has at most three bytes after its first.
  for (let steps = 0; steps < 3 && end > 0 && isInside(end); steps++) end -= 1;
  return end;
};

/**
 * A body as it is kept: the beginning of a text, or only the size of anything else.
 * @param hide - blanks the secrets of a text
 */
export const exchangeBody = (
  bytes: Buffer,
  contentType: string | undefined,
  mostBytes: number,
  hide: (text: string) => string,
): ExchangeBody => {
  const beginning = bytes.subarray(0, endOfText(bytes, mostBytes + marginBytes));
  const facts = { contentType: contentType ?? null, bytes: bytes.length };
  if (!isUtf8(beginning) || beginning.includes(0)) return { ...facts, text: null, isCut: false };
  const text = hide(beginning.toString());
  const isCut = beginning.length < bytes.length;
  return { ...facts, text: isCut ? text.slice(0, -marginBytes).toWellFormed() : text, isCut };
};
