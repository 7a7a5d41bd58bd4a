import { lineTrim } from "./lineTrim";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Longest line in bytes: a longer one would use up a runner's memory. */
const mostLineBytes = 64_000_000;
/** Bytes kept of a longer line, enough to recognize it. */
const keptBytes = 1_000;
/** A buffer up to this size is used again for the next line. */
const usualBytes = 1_000_000;

/**
 * Cuts bytes that arrive in pieces into lines of text; only the incomplete line is in memory. A line ends with a line
 * feed, a carriage return, or both: inside a text, JSON has neither.
 */
export class LineReader {
  private held = Buffer.alloc(0);
  private heldBytes = 0;
  private isTooLong = false;

  /**
   * @param take - receives each line in order, without its end and without marks and blanks around it. Blank lines are
   * left out. Of a line longer than 64 MB, it receives the first 1,000 bytes.
   */
  constructor(private readonly take: (line: string) => void) {}

  /** Adds the next piece. */
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

  /** Ends the last line, which may lack a line feed. */
  end(): void {
    this.endLine(Buffer.alloc(0));
  }

  private endLine(piece: Buffer): void {
    // A line within one piece is not copied.
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

  /**
   * Copies a piece into the buffer: the network reuses its own, and an object for each piece takes more than the text.
   */
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
