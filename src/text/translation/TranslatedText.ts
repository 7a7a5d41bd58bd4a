import { matchEnd } from "../matchAt";
import { keptSpans, type Span } from "./keptSpans";
import { Marks } from "./Marks";

/** A stretch of one line with words to translate. */
export interface TextLine {
  /** Number among the lines of its text, from 1. */
  id: number;
  start: number;
  end: number;
  /** The stretch with a mark in place of each span that is kept. */
  masked: string;
  /** What the marks stand for. */
  kept: ReadonlyMap<string, string>;
}

const lineEnds = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/** Blanks and Markdown's signs before the words of a line. */
const lineStarts =
  /(?:[^\S\n\v\f\r\u0085\u2028\u2029]|#{1,6}(?=\s)|>|[-*+](?=\s)|\d{1,9}[.)](?=\s)|\[[ xX]\](?=\s))*/y;

const hasLetter = /\p{L}/u;

/** A text, the spans that its translation keeps, and its lines with words. Linear in its length. */
export class TranslatedText {
  private readonly spans: readonly Span[];
  private readonly marks: Marks;
  private lineCount = 0;

  /** @param terms - words that stay as they are */
  constructor(
    readonly text: string,
    terms: readonly string[],
  ) {
    this.spans = keptSpans(text, terms);
    this.marks = new Marks(text);
  }

  /** How many messages with plurals or choices it has: they are kept as a whole, with their words. */
  get messageCount(): number {
    return this.spans.filter(({ isMessage }) => isMessage).length;
  }

  /** Moves the ends of gapless parts out of the spans that are kept. */
  movedEnds(ends: readonly number[]): number[] {
    let next = 0;
    return ends.map((end) => {
      while ((this.spans[next]?.end ?? Number.POSITIVE_INFINITY) <= end) next += 1;
      const span = this.spans[next];
      return span && span.start < end ? span.end : end;
    });
  }

  /** The lines with words, for each of the parts that end at these places. */
  linesOf(ends: readonly number[]): TextLine[][] {
    let start = 0;
    let next = 0;
    return ends.map((end) => {
      const first = next;
      while ((this.spans[next]?.start ?? Number.POSITIVE_INFINITY) < end) next += 1;
      const lines = this.linesIn(start, end, this.spans.slice(first, next));
      start = end;
      return lines;
    });
  }

  /** The text with lines replaced by their translations; lines without one stay. */
  with(lines: readonly TextLine[], translations: ReadonlyMap<number, string>): string {
    const pieces: string[] = [];
    let place = 0;
    for (const { id, start, end } of lines) {
      pieces.push(this.text.slice(place, start), translations.get(id) ?? this.text.slice(start, end));
      place = end;
    }
    pieces.push(this.text.slice(place));
    return pieces.join("");
  }

  private linesIn(start: number, end: number, spans: readonly Span[]): TextLine[] {
    const lines: TextLine[] = [];
    let from = start;
    let next = 0;
    const close = (to: number): void => {
      const first = next;
      while ((spans[next]?.start ?? Number.POSITIVE_INFINITY) < to) next += 1;
      const line = this.lineIn(from, to, spans.slice(first, next));
      if (line) lines.push(line);
    };
    let inside = 0;
    for (const { 0: lineEnd, index } of this.text.slice(start, end).matchAll(lineEnds)) {
      const at = start + index;
      while ((spans[inside]?.end ?? Number.POSITIVE_INFINITY) <= at) inside += 1;
      if ((spans[inside]?.start ?? Number.POSITIVE_INFINITY) <= at) continue;
      close(at);
      from = at + lineEnd.length;
    }
    close(end);
    return lines;
  }

  /** The words of a line; undefined for a line without any. */
  private lineIn(from: number, to: number, spans: readonly Span[]): TextLine | undefined {
    const start = Math.min(matchEnd(lineStarts, this.text, from), to, spans[0]?.start ?? to);
    let end = to;
    const least = Math.max(start, spans.at(-1)?.end ?? start);
    while (end > least && this.text.charAt(end - 1).trim() === "") end -= 1;
    const kept = new Map<string, string>();
    let masked = "";
    let hasWords = false;
    let place = start;
    const addPlain = (until: number): void => {
      const plain = this.text.slice(place, until);
      hasWords ||= hasLetter.test(plain);
      masked += plain;
    };
    for (const span of spans) {
      addPlain(span.start);
      const mark = this.marks.next();
      kept.set(mark, this.text.slice(span.start, span.end));
      masked += mark;
      place = span.end;
    }
    addPlain(end);
    if (!hasWords) return undefined;
    this.lineCount += 1;
    return { id: this.lineCount, start, end, masked, kept };
  }
}
