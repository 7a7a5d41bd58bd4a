import type { CuttableSound } from "./CuttableSound";

/** A part of a recording that is sent by itself: its first block, and the one behind its last. */
interface SoundPiece {
  from: number;
  to: number;
  /** True where the sound goes on over its end, which may cut a word. */
  endsInSound: boolean;
}

/** How large a piece may be. */
export interface PieceBounds {
  mostBytes: number;
  mostSeconds: number;
}

type Span = Pick<SoundPiece, "from" | "to">;

/** A pause between two words is about as long as this. */
const pauseSeconds = 0.3;
/** A cut may be this part of a piece before or behind the place where pieces are equal. */
const leeway = 0.3;
/** Below this part of the usual loudness it is silent. */
const silentShare = 0.25;

/** The block at which the largest piece that begins here has to end. */
const lastEnd = (
  sound: CuttableSound,
  { from, to }: Span,
  { mostBytes, mostSeconds }: PieceBounds,
): number => {
  const bySeconds = from + Math.floor(mostSeconds / sound.blockSeconds);
  const mostOffset = sound.offsetOf(from) + mostBytes - sound.headBytes;
  let low = from + 1;
  let high = Math.max(low, Math.min(to, bySeconds));
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (sound.offsetOf(middle) <= mostOffset) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** The quietest place between two blocks: the middle of the pause with the least sound. */
const quietest = (sound: CuttableSound, from: number, to: number): { block: number; isSilent: boolean } => {
  const width = Math.max(1, Math.min(to - from, Math.round(pauseSeconds / sound.blockSeconds)));
  const loudness = Array.from({ length: to - from }, (_, index) => sound.loudnessOf(from + index));
  let sum = loudness.slice(0, width).reduce((total, one) => total + one, 0);
  let least = sum;
  let at = 0;
  for (let start = 1; start + width <= loudness.length; start += 1) {
    sum += (loudness[start + width - 1] ?? 0) - (loudness[start - 1] ?? 0);
    // Of equal places, the last: pieces are then as few as may be.
    if (sum <= least) [least, at] = [sum, start];
  }
  const usual = loudness.reduce((total, one) => total + one, 0) / Math.max(1, loudness.length);
  return {
    block: from + at + Math.ceil(width / 2),
    isSilent: usual === 0 || least / width < usual * silentShare,
  };
};

/** The end of the piece that begins here, where it can't be the last. */
const endOf = (
  sound: CuttableSound,
  { from, to }: Span,
  most: number,
): { block: number; isSilent: boolean } => {
  const length = most - from;
  const pieces = Math.ceil((to - from) / length);
  const even = from + Math.ceil((to - from) / pieces);
  const first = Math.max(from + 1, Math.floor(even - length * leeway));
  const last = Math.min(most, Math.ceil(even + length * leeway));
  return quietest(sound, first, Math.max(first + 1, last));
};

/**
 * Cuts blocks of a sound into pieces within the bounds, in its silences and without overlap, so that no word is there
 * twice. Blocks within the bounds are one piece.
 */
export const cutSound = (
  sound: CuttableSound,
  { from: first, to }: Span,
  bounds: PieceBounds,
): SoundPiece[] => {
  const pieces: SoundPiece[] = [];
  for (let from = first; from < to; ) {
    const most = lastEnd(sound, { from, to }, bounds);
    const { block, isSilent } =
      most >= to ? { block: most, isSilent: true } : endOf(sound, { from, to }, most);
    pieces.push({ from, to: block, endsInSound: !isSilent });
    from = block;
  }
  return pieces;
};
