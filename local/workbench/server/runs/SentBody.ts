/** More than what is written into a command, in bytes. */
const headBytes = 640_000;
const tailBytes = 64_000;

/** The body of a request: the whole, or its beginning and end, between which the bytes of a file lie. */
export class SentBody {
  bytes = 0;
  private readonly head: Buffer[] = [];
  private tail: Buffer = Buffer.alloc(0);

  /** Takes what is written; anything but bytes and texts is nothing. */
  add(chunk: unknown): void {
    if (typeof chunk !== "string" && !(chunk instanceof Uint8Array)) return;
    const piece = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    const room = Math.max(0, headBytes - this.bytes);
    this.bytes += piece.length;
    // The writer may use its bytes again.
    if (room > 0) this.head.push(Buffer.from(piece.subarray(0, room)));
    if (piece.length > room) {
      const last = piece.subarray(Math.max(room, piece.length - tailBytes));
      this.tail = Buffer.concat([this.tail, last]).subarray(-tailBytes);
    }
  }

  get keptBytes(): number {
    return Math.min(this.bytes, headBytes) + this.tail.length;
  }

  text(): string {
    return Buffer.concat([...this.head, this.tail]).toString("utf8");
  }
}
