/** A recording that can be cut between its blocks without decoding it. */
export interface CuttableSound {
  /** Number of blocks, all of the same length. */
  readonly blocks: number;
  readonly blockSeconds: number;
  /** Bytes that every piece has beside its blocks. */
  readonly headBytes: number;
  /** Where a block begins in the recording; that of the number of blocks is the end of the last. */
  offsetOf(block: number): number;
  /** How loud a block is, from 0 for silence; the scale is the recording's own. */
  loudnessOf(block: number): number;
  /** A piece as a whole recording, in parts that follow each other; the sound is not copied. */
  piece(from: number, to: number): Buffer[];
}

/** The length of the sound in seconds. */
export const secondsOf = ({ blocks, blockSeconds }: CuttableSound): number => blocks * blockSeconds;
