const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Cuts bytes that arrive in pieces into lines of text; only the line that is not complete yet is kept. */
export class LineReader {
  private readonly pieces: Buffer[] = [];

  /** @param take - told every line in its order, without its end; empty lines are left out */
  constructor(private readonly take: (line: string) => void) {}

  /** Takes the next piece. */
  write(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      this.pieces.push(chunk.subarray(start, end));
      this.flush();
      start = end + 1;
    }
    // A copy: the network's buffer is larger than the piece, and would be kept whole.
    if (start < chunk.length) this.pieces.push(Buffer.from(chunk.subarray(start)));
  }

  /** Takes the last line, which needs no line feed behind it. */
  end(): void {
    this.flush();
  }

  private flush(): void {
    const [only] = this.pieces;
    if (!only) return;
    let bytes = this.pieces.length === 1 ? only : Buffer.concat(this.pieces);
    this.pieces.length = 0;
    if (bytes.at(-1) === carriageReturn) bytes = bytes.subarray(0, -1);
    if (bytes.length > 0) this.take(bytes.toString("utf8"));
  }
}
