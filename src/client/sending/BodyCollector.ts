import { release } from "../answer/releaseBytes";

/**
 * The first and the largest block that pieces are copied into, in bytes. glibc returns blocks of 32 MiB to the system
 * at once, and keeps smaller ones after larger ones were returned.
 */
const firstBlockBytes = 65_536;
const largestBlockBytes = 33_554_432;

/**
 * Collects the bytes of a body that arrives in pieces, up to a bound. Pieces are copied into blocks as they arrive,
 * because each piece is an object of its own; the whole is never in memory twice.
 */
export class BodyCollector {
  /** Bytes collected so far. */
  lengthBytes = 0;
  /** A body that came in one piece, which is returned without a copy. */
  private single: Buffer | undefined;
  private readonly blocks: Buffer[] = [];
  /** Bytes in the last block. */
  private filledBytes = 0;

  /** @param mostBytes - most bytes to keep */
  constructor(public mostBytes: number) {}

  /** Adds a piece, up to the bound; false when a part of it did not fit. */
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

  /** Drops what was collected: the body is not needed any more. */
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
