import { type Find, type Finder, markWords, type ValueKind } from "./find";
import { createFinders, findValues, hasLetterOrDigit } from "./findValues";
import { likeMarksIn, type MarkedValue, MarkRestorer, marksIn, needsEscape } from "./MarkRestorer";
import { mapEscapedStrings } from "./mapEscapedStrings";
import type { RedactionRules } from "./redactionRules";

/** The word and the number of a mark, also where the brackets around it are missing. */
const numberedWords = /(?:EMAIL|PHONE|CARD|IBAN|IP|MAC|NAME|PATTERN)_\d{1,9}/g;

const plainPieces = /[^"\\\p{Cc}\p{Cs}]+/gu;

/** The stretches of finds that need no escape within JSON. */
const piecesOf = (text: string, finds: readonly Find[]): Find[] =>
  finds.flatMap(({ kind, start, end }) =>
    Array.from(text.slice(start, end).matchAll(plainPieces), ({ 0: piece, index }) => ({
      kind,
      start: start + index,
      end: start + index + piece.length,
    })),
  );

/** What finds have beside marks that stand in a text already: a value within one would not come back. */
const besideMarks = (text: string, finds: readonly Find[], known: ReadonlySet<string>): Find[] => {
  const placed = marksIn(text).filter(({ mark }) => known.has(mark));
  let next = 0;
  return finds.flatMap(({ kind, start, end }) => {
    while ((placed[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    const pieces: Find[] = [];
    let from = start;
    for (let index = next; (placed[index]?.start ?? end) < end; index += 1) {
      const mark = placed[index] as { start: number; end: number };
      pieces.push({ kind, start: from, end: mark.start });
      from = mark.end;
    }
    if (from === start) return [{ kind, start, end }];
    return [...pieces, { kind, start: from, end }].filter((rest) =>
      hasLetterOrDigit.test(text.slice(rest.start, rest.end)),
    );
  });
};

/**
 * Replaces values in texts by marks such as [EMAIL_1], the same value by the same mark in all of its texts, and puts
 * them back.
 */
export class Redaction {
  private readonly finders: readonly Finder[];
  private byValue = new Map<string, MarkedValue>();
  /** The marks that were given. */
  private readonly given = new Set<string>();
  private readonly numbers = new Map<ValueKind, number>();
  /** Words with numbers that texts have of themselves: a mark of the same name would be taken for them. */
  private readonly taken = new Set<string>();
  private readonly own = new Set<string>();
  /** How many places were masked, by kind. */
  readonly counts = new Map<ValueKind, number>();

  /**
   * @param earlier - marks of an earlier step, which keep their values
   * @param firstNumber - the number of a value's mark, unless it is taken; without it, the next one of its kind
   */
  constructor(
    rules: RedactionRules,
    earlier: readonly MarkedValue[] = [],
    private readonly firstNumber?: (value: string) => number,
  ) {
    this.finders = createFinders(rules);
    for (const entry of earlier) {
      this.byValue.set(entry.value, entry);
      this.given.add(entry.mark);
      this.avoid(entry.mark);
    }
  }

  /** Notes the marks that a text has of itself. Every text is to be noted before the first one is masked. */
  avoid(text: string): void {
    for (const [word] of text.matchAll(numberedWords)) this.taken.add(word);
    for (const like of likeMarksIn(text)) this.own.add(like);
  }

  /** Masks the values in a text, and in JSON also those that its strings spell in escapes, which stays JSON. */
  mask(text: string): string {
    return this.replaced(
      mapEscapedStrings(text, (value) => this.maskWithin(value)),
      ({ mark }) => mark,
    );
  }

  /** Masks the values in a name of letters, digits and underscores, whose marks have no brackets. */
  maskIdentifier(name: string): string {
    return this.replaced(name, ({ mark }) => mark.slice(1, -1));
  }

  /** The marks that were given, with their values, in their order. */
  map(): MarkedValue[] {
    return [...this.byValue.values()];
  }

  /** What puts the values back in place of their marks. */
  restorer(): MarkRestorer {
    return new MarkRestorer(this.map(), this.own, this.firstNumber !== undefined);
  }

  /** Masks the values in a string of JSON, which may be JSON itself, in pieces that need no escape at any level. */
  private maskWithin(value: string): string {
    const text = mapEscapedStrings(value, (inner) => this.maskWithin(inner));
    return this.withMarks(text, piecesOf(text, this.findsIn(text)), ({ mark }) => mark);
  }

  private findsIn(text: string): Find[] {
    const finds = besideMarks(text, findValues(text, this.finders), this.given);
    for (const { kind } of finds) this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    return finds;
  }

  private replaced(text: string, shown: (entry: MarkedValue) => string): string {
    const finds = this.findsIn(text);
    if (!finds.some(({ start, end }) => needsEscape(text.slice(start, end))))
      return this.withMarks(text, finds, shown);
    const before = new Map(this.byValue);
    const masked = this.withMarks(text, finds, shown);
    const restorer = this.restorer();
    if (restorer.restore(masked) === restorer.restore(text)) return masked;
    // With the mark in place of quotes, the text reads as JSON, for which the value would be escaped.
    this.byValue = before;
    return this.withMarks(text, piecesOf(text, finds), shown);
  }

  private withMarks(text: string, finds: readonly Find[], shown: (entry: MarkedValue) => string): string {
    const pieces: string[] = [];
    let from = 0;
    for (const { kind, start, end } of finds) {
      pieces.push(text.slice(from, start), shown(this.entryOf(kind, text.slice(start, end))));
      from = end;
    }
    return `${pieces.join("")}${text.slice(from)}`;
  }

  private entryOf(kind: ValueKind, value: string): MarkedValue {
    const known = this.byValue.get(value);
    if (known) return known;
    const entry = { mark: `[${this.freeWord(kind, value)}]`, kind, value };
    this.byValue.set(value, entry);
    this.given.add(entry.mark);
    return entry;
  }

  private freeWord(kind: ValueKind, value: string): string {
    let number = this.firstNumber?.(value) ?? (this.numbers.get(kind) ?? 0) + 1;
    while (this.taken.has(`${markWords[kind]}_${number}`)) number += 1;
    this.numbers.set(kind, number);
    const word = `${markWords[kind]}_${number}`;
    if (this.firstNumber) this.taken.add(word);
    return word;
  }
}
