import { AnswerSecrets, markRanges } from "./AnswerSecrets";

/** Most bytes held back, unless a secret is very long. */
const heldBytes = 262_144;

/** Removes secrets from a body that arrives in pieces, without holding the whole body. */
export class SecretsFilter {
  private readonly secrets: AnswerSecrets;
  private readonly held: Buffer;
  private filled = 0;

  /** @param take - receives the bytes without secrets, in order; it may keep the pieces */
  constructor(
    secrets: readonly string[],
    private readonly take: (chunk: Buffer) => void,
  ) {
    this.secrets = new AnswerSecrets(secrets);
    this.held = Buffer.allocUnsafe(Math.max(heldBytes, 2 * this.secrets.longestOccurrence));
  }

  /** Takes the next piece. */
  write(chunk: Buffer): void {
    for (let start = 0; start < chunk.length; ) {
      const copied = chunk.copy(this.held, this.filled, start);
      start += copied;
      this.filled += copied;
      if (this.filled === this.held.length) this.release(this.filled - this.secrets.longestOccurrence);
    }
  }

  /** Passes on the bytes that are still held back. */
  end(): void {
    if (this.filled > 0) this.release(this.filled);
  }

  /** Passes on the complete lines of a body that broke off. The last line may hold a part of a secret. */
  breakOff(): void {
    const end = this.held.subarray(0, this.filled).lastIndexOf("\n") + 1;
    if (end > 0) this.release(end);
  }

  /** Passes on the bytes before `length`, together with the whole of a secret that begins before it. */
  private release(length: number): void {
    const ranges = this.secrets
      .find(this.held.subarray(0, this.filled))
      .filter(({ start }) => start < length);
    const end = Math.max(length, ranges.at(-1)?.end ?? 0);
    const piece = Buffer.from(this.held.subarray(0, end));
    this.held.copyWithin(0, end, this.filled);
    this.filled -= end;
    this.take(markRanges(piece, ranges));
  }
}
