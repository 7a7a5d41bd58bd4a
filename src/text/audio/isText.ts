import { isUtf8 } from "node:buffer";

const headBytes = 512;

/** True for bytes that begin as a text, of which no sound is made. */
export const isText = (bytes: Buffer): boolean => {
  const head = bytes.subarray(0, headBytes);
  // A character may be cut off at the end.
  const isWhole = [0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, head.length - cut)));
  return isWhole && head.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13);
};
