import { Memory } from "../../text/Memory";
import { redacted } from "./redaction";
import { type Range, SecretFinder } from "./SecretFinder";
import { anchorsOf, patternsOf, type Search } from "./secretPatterns";

/** Shorter secrets are not searched in answers: they occur in ordinary words, and no mark fits into them. */
const shortestEchoedSecret = 12;

/** Longest spelling of a character: its number within another spelling (`&amp;#x2B;`). */
const longestSpelling = 12;

const search: Search = { shortest: shortestEchoedSecret, pieces: "telling", isEncoded: true };

const lengthOf = (buffers: readonly Buffer[]): number => buffers.reduce((sum, { length }) => sum + length, 0);
const anchors = new Memory<readonly Buffer[]>(
  1_000_000,
  (found, secret) => lengthOf(found) + 2 * secret.length,
);
const finders = new Memory<SecretFinder>(2_000_000, ({ sizeBytes }, key) => sizeBytes + 2 * key.length);

/** Starts of spellings by number. */
const numberStarts = ["%", "\\u00", "\\u{", "\\x", "#"].map((text) => Buffer.from(text));

/** A spelling by number of a letter, a digit, or a sign that begins such a spelling. Only these can hide an anchor. */
const numberSpelling = /(?:%|u00|x|u\{0{0,4})(?:3[0-9]|[46][1-9a-f]|[57][0-9a]|5c|25|23)|&#|amp;#|26#/i;

/** True where letters and digits of a secret may be spelled by numbers. */
const hasNumbers = (bytes: Buffer): boolean =>
  numberStarts.some((start) => bytes.includes(start)) && numberSpelling.test(bytes.toString("latin1"));

const mark = Buffer.from(redacted);
/** As long as the shortest piece that is hidden. */
const shortMark = Buffer.from("[hidden]");

/** Searches answers for secrets. It is made once and used for all pieces of an answer. */
export class AnswerSecrets {
  /** Longest occurrence in bytes: one that begins earlier before the end of a piece is complete in it. */
  readonly longestOccurrence: number;
  private readonly secrets: readonly string[];
  private readonly quickLook: readonly Buffer[];

  constructor(secrets: readonly string[]) {
    this.secrets = secrets.filter(({ length }) => length >= shortestEchoedSecret);
    this.quickLook = this.secrets.flatMap((secret) => [
      ...anchors.recall(secret, () => anchorsOf(patternsOf(secret, search))),
    ]);
    this.longestOccurrence = longestSpelling * Math.max(0, ...this.secrets.map(({ length }) => 2 * length));
  }

  /** True when there is nothing to search for. */
  get isEmpty(): boolean {
    return this.secrets.length === 0;
  }

  /** The ranges of secrets in these bytes. */
  find(bytes: Buffer): Range[] {
    const mayHold = this.quickLook.some((anchor) => bytes.includes(anchor)) || hasNumbers(bytes);
    return mayHold ? this.finder.find(bytes) : [];
  }

  private get finder(): SecretFinder {
    const make = () =>
      new SecretFinder(
        this.secrets.flatMap((secret) => patternsOf(secret, search)),
        false,
      );
    return finders.recall(JSON.stringify(this.secrets), make);
  }
}

/** The bytes with each range replaced by a mark, which is never longer than the range. */
export const markRanges = (body: Buffer, ranges: readonly Range[]): Buffer => {
  if (ranges.length === 0) return body;
  let length = 0;
  let from = 0;
  const keep = (start: number, end: number): void => {
    body.copyWithin(length, start, end);
    length += end - start;
  };
  for (const { start, end } of ranges) {
    keep(from, start);
    length += (end - start < mark.length ? shortMark : mark).copy(body, length);
    from = end;
  }
  keep(from, body.length);
  return body.subarray(0, length);
};
