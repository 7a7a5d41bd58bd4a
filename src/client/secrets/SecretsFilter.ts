import { AnswerSecrets, markRanges } from "./AnswerSecrets";

/** So much is held back at most, unless a secret is very long. */
const heldBytes = 262_144;

/** Takes the secrets out of a body that arrives in pieces, so that nobody holds it whole. */
export class SecretsFilter {
  private readonly secrets: AnswerSecrets;
  private readonly held: Buffer;
  private filled = 0;

  /** @param take - told the bytes without secrets, in their order, in pieces that are its own */
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

  /** Hands on what is still held back. */
  end(): void {
    if (this.filled > 0) this.release(this.filled);
  }

  /** Hands on the lines that are whole, of a body that broke off: a secret may be cut off in the last one. */
  breakOff(): void {
    const end = this.held.subarray(0, this.filled).lastIndexOf("\n") + 1;
    if (end > 0) this.release(end);
  }

  /** Hands on what comes before `length`, and the whole of what begins there. */
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
