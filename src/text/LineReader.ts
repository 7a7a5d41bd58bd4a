import { lineTrim } from "./lineTrim";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** A longer line would take a runner's memory. */
const mostLineBytes = 64_000_000;
/** What is kept of a longer one: enough to see what it is. */
const keptBytes = 1_000;
/** A buffer of this size is kept for the next line. */
const usualBytes = 1_000_000;

/**
 * Cuts bytes that arrive in pieces into lines of text; only the line that is not complete yet is kept. A line ends
 * with a line feed, a carriage return, or both: JSON has neither inside a text.
 */
export class LineReader {
  private held = Buffer.alloc(0);
  private heldBytes = 0;
  private isTooLong = false;

  /**
   * @param take - told every line in its order, without its end, the marks and the blanks around it; blank lines are
   * left out. Of a line of more than 64 MB it is told the first 1,000 bytes.
   */
  constructor(private readonly take: (line: string) => void) {}

  /** Takes the next piece. */
  write(chunk: Buffer): void {
    let start = 0;
    let feed = chunk.indexOf(lineFeed);
    let carriage = chunk.indexOf(carriageReturn);
    while (feed >= 0 || carriage >= 0) {
      const end = feed < 0 || (carriage >= 0 && carriage < feed) ? carriage : feed;
      this.endLine(chunk.subarray(start, end));
      start = end + 1;
      if (end === feed) feed = chunk.indexOf(lineFeed, start);
      else carriage = chunk.indexOf(carriageReturn, start);
    }
    if (start < chunk.length) this.hold(chunk.subarray(start));
  }

  /** Takes the last line, which needs no line feed behind it. */
  end(): void {
    this.endLine(Buffer.alloc(0));
  }

  private endLine(piece: Buffer): void {
    // A line that arrived in one piece is not copied.
    if (this.heldBytes === 0 && !this.isTooLong) {
      this.tell(piece);
      return;
    }
    this.hold(piece);
    const line = this.held.subarray(0, this.heldBytes);
    this.heldBytes = 0;
    this.isTooLong = false;
    if (this.held.length > usualBytes) this.held = Buffer.alloc(0);
    this.tell(line);
  }

  /** Copies a piece: the network uses its buffer again, and one object for each piece would take more than the text. */
  private hold(piece: Buffer): void {
    if (this.isTooLong) return;
    const bytes = this.heldBytes + piece.length;
    if (bytes > mostLineBytes) {
      const beginning = this.held.subarray(0, Math.min(this.heldBytes, keptBytes));
      this.held = Buffer.concat([beginning, piece.subarray(0, keptBytes)]);
      this.heldBytes = this.held.length;
      this.isTooLong = true;
      return;
    }
    if (bytes > this.held.length) {
      const larger = Buffer.allocUnsafe(Math.max(bytes, 2 * this.held.length, 65_536));
      this.held.copy(larger, 0, 0, this.heldBytes);
      this.held = larger;
    }
    piece.copy(this.held, this.heldBytes);
    this.heldBytes = bytes;
  }

  private tell(line: Buffer): void {
    const [start, end] = lineTrim(line, 0, line.length);
    if (start < end) this.take(line.toString("utf8", start, end));
  }
}
