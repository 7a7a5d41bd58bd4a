import { release } from "../answer/releaseBytes";

/**
 * The first block that pieces are copied into, and the largest, in bytes: glibc gives blocks of 32 MiB back to the
 * system at once, and keeps smaller ones once such have been given back before.
 */
const firstBlockBytes = 65_536;
const largestBlockBytes = 33_554_432;

/**
 * The bytes of a body that arrives in pieces, up to a bound. Pieces are copied together as they come, since each
 * would be an object of its own, and all of them are never held twice.
 */
export class BodyCollector {
  /** Bytes taken so far. */
  lengthBytes = 0;
  /** A body in one piece is handed on as it came. */
  private single: Buffer | undefined;
  private readonly blocks: Buffer[] = [];
  /** How much of the last block is filled. */
  private filledBytes = 0;

  /** @param mostBytes - how many bytes are kept at most */
  constructor(public mostBytes: number) {}

  /** Takes a piece, as much of it as may still be kept; false when that is not all of it. */
  take(piece: Buffer): boolean {
    const kept = piece.subarray(0, this.mostBytes - this.lengthBytes);
    if (this.lengthBytes === 0) this.single = kept;
    else {
      if (this.single) this.copy(this.single);
      this.single = undefined;
      this.copy(kept);
    }
    this.lengthBytes += kept.length;
    return kept.length === piece.length;
  }

  /** The whole body. The collector is empty afterwards. */
  bytes(): Buffer {
    if (this.single) return this.single;
    const whole = Buffer.allocUnsafeSlow(this.lengthBytes);
    let start = 0;
    for (const [index, block] of this.blocks.entries()) {
      const length = index === this.blocks.length - 1 ? this.filledBytes : block.length;
      block.copy(whole, start, 0, length);
      start += length;
      release(block);
    }
    this.blocks.length = 0;
    this.lengthBytes = 0;
    return whole;
  }

  /** Gives back what was taken: nobody wants the body any more. */
  discard(): void {
    for (const block of this.blocks) release(block);
    this.blocks.length = 0;
    this.single = undefined;
    this.lengthBytes = 0;
  }

  private copy(piece: Buffer): void {
    for (let start = 0; start < piece.length; ) {
      let block = this.blocks.at(-1);
      if (!block || this.filledBytes === block.length) {
        block = Buffer.allocUnsafeSlow(
          Math.min((block?.length ?? firstBlockBytes / 2) * 2, largestBlockBytes),
        );
        this.blocks.push(block);
        this.filledBytes = 0;
      }
      const copied = piece.copy(block, this.filledBytes, start);
      this.filledBytes += copied;
      start += copied;
    }
  }
}
