import { isUtf8 } from "node:buffer";
import type { ExchangeBody } from "./exchange";

/** Where the last whole character ends that fits. */
const endOfText = (bytes: Buffer, mostBytes: number): number => {
  let end = Math.min(bytes.length, mostBytes);
  const isInside = (place: number): boolean => ((bytes[place] ?? 0) & 0xc0) === 0x80;
  // A character has at most three bytes after its first.
  for (let steps = 0; steps < 3 && end > 0 && isInside(end); steps++) end -= 1;
  return end;
};

/** A body as it is kept: the beginning of a text, or only the size of anything else. */
export const exchangeBody = (
  bytes: Buffer,
  contentType: string | undefined,
  mostBytes: number,
): ExchangeBody => {
  const beginning = bytes.subarray(0, endOfText(bytes, mostBytes));
  const isText = isUtf8(beginning) && !beginning.includes(0);
  return {
    contentType: contentType ?? null,
    bytes: bytes.length,
    text: isText ? beginning.toString() : null,
    isCut: isText && beginning.length < bytes.length,
  };
};
