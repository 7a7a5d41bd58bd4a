import type { CuttableSound } from "./CuttableSound";
import { readMp3 } from "./mp3File";
import { gainOf, mp3FrameAt } from "./mp3Frame";

/** An MP3 file as a sound that can be cut between its frames; undefined where it has none. */
export const mp3Sound = (bytes: Buffer): CuttableSound | undefined => {
  const file = readMp3(bytes);
  if (!file) return undefined;
  const { offsets, end, seconds } = file;
  const offsetOf = (block: number): number => offsets[block] ?? end;
  return {
    blocks: offsets.length,
    blockSeconds: seconds / offsets.length,
    headBytes: 0,
    offsetOf,
    loudnessOf: (block) => {
      const frame = mp3FrameAt(bytes, offsetOf(block));
      const gain = frame ? gainOf(bytes, frame) : 0;
      // Gains are logarithmic: four of them are twice as loud.
      return gain === 0 ? 0 : 2 ** (gain / 4);
    },
    piece: (from, to) => [bytes.subarray(offsetOf(from), offsetOf(to))],
  };
};
