import { type Find, type Finder, markWords, type ValueKind } from "./find";
import { createFinders, findValues } from "./findValues";
import { likeMarksIn, type MarkedValue, MarkRestorer, needsEscape } from "./MarkRestorer";
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

/**
 * Replaces values in texts by marks such as [EMAIL_1], the same value by the same mark in all of its texts, and puts
 * them back.
 */
export class Redaction {
  private readonly finders: readonly Finder[];
  private byValue = new Map<string, MarkedValue>();
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
      this.avoid(entry.mark);
    }
  }

  /** Notes the marks that a text has of itself. Every text is to be noted before the first one is masked. */
  avoid(text: string): void {
    for (const [word] of text.matchAll(numberedWords)) this.taken.add(word);
    for (const like of likeMarksIn(text)) this.own.add(like);
  }

  /** Masks the values in a text. */
  mask(text: string): string {
    return this.replaced(text, ({ mark }) => mark);
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

  private replaced(text: string, shown: (entry: MarkedValue) => string): string {
    const finds = findValues(text, this.finders);
    for (const { kind } of finds) this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    if (!finds.some(({ start, end }) => needsEscape(text.slice(start, end))))
      return this.withMarks(text, finds, shown);
    const before = new Map(this.byValue);
    const masked = this.withMarks(text, finds, shown);
    if (this.restorer().restore(masked) === text) return masked;
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
