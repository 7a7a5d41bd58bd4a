import { findJsonObjects } from "../findJsonObjects";
import { markWords, type ValueKind } from "./find";

/** A mark, the kind of value that it stands for, and the value. */
export interface MarkedValue {
  mark: string;
  kind: ValueKind;
  value: string;
}

const marks = /\[(?:EMAIL|PHONE|CARD|IBAN|IP|MAC|NAME|PATTERN)_\d{1,9}\]/g;
const oneMark = /^\[(?:EMAIL|PHONE|CARD|IBAN|IP|MAC|NAME|PATTERN)_\d{1,9}\]$/;
const numberedWords = /(?:EMAIL|PHONE|CARD|IBAN|IP|MAC|NAME|PATTERN)_\d{1,9}/g;

/** What may have been a mark: other brackets or none, another sign or none before the number, no number, a cut end. */
const likeMarks =
  /[[<({]\s?(EMAIL|PHONE|CARD|IBAN|IP|MAC|NAME|PATTERN)(?:\\?[_ -]?\d{1,9})?\s?\\?[\]>)}]|(?<![a-z])(EMAIL|PHONE|CARD|IBAN|IP|MAC|NAME|PATTERN)\\?_\d{1,9}|\[(EMAIL|PHONE|CARD|IBAN|IP|MAC|NAME|PATTERN)_?$/gi;

/** Each text that looks like a mark, with the word of its kind. A word in brackets without a number is in capitals. */
function* likenessesIn(text: string): Generator<[like: string, word: string]> {
  for (const [like, ...words] of text.matchAll(likeMarks)) {
    const word = words.find((found) => found !== undefined) ?? "";
    if (/\d/.test(like) || word === word.toUpperCase()) yield [like, word.toUpperCase()];
  }
}

/** True for a mark, which stands for a value. */
export const isMark = (text: unknown): text is string => typeof text === "string" && oneMark.test(text);

/** The texts within a text that have the form of a mark, with their places. */
export const marksIn = (text: string): Array<{ mark: string; start: number; end: number }> =>
  Array.from(text.matchAll(marks), ({ 0: mark, index }) => ({
    mark,
    start: index,
    end: index + mark.length,
  }));

/** The texts within a text that look like marks. */
export const likeMarksIn = (text: string): string[] => Array.from(likenessesIn(text), ([like]) => like);

/** Most damaged marks that are named. */
const mostNamed = 20;

/** A stretch of a text. */
type Stretch = Readonly<{ start: number; end: number }>;

/** The stretches of a text that are JSON: the whole of it, or the objects in it. */
const jsonStretches = (text: string): Stretch[] => {
  if (/^\s*[["]/.test(text)) {
    try {
      JSON.parse(text);
      return [{ start: 0, end: text.length }];
    } catch {
      // It begins like JSON, and is none as a whole.
    }
  }
  return Array.from(findJsonObjects(text), ({ start, json }) => ({ start, end: start + json.length }));
};

const inJson = (value: string): string => JSON.stringify(value).slice(1, -1);

/** True for a value that is written otherwise within JSON. */
export const needsEscape = (value: string): boolean => inJson(value) !== value;

/** Puts values back in place of their marks. A mark that came back in another form is left, and can be listed. */
export class MarkRestorer {
  private readonly values = new Map<string, string>();
  private readonly kinds = new Set<string>();
  /** True where a value has to be written otherwise within JSON. */
  private readonly hasEscapes: boolean;
  private readonly left = new Set<string>();

  /**
   * @param own - what looked like marks in the texts that were masked
   * @param mayHaveOthers - true where a text may also have marks of other maps
   */
  constructor(
    map: readonly MarkedValue[],
    private readonly own: ReadonlySet<string> = new Set(),
    private readonly mayHaveOthers = false,
  ) {
    for (const { mark, kind, value } of map) {
      this.values.set(mark, value);
      this.kinds.add(markWords[kind]);
    }
    this.hasEscapes = map.some(({ value }) => needsEscape(value));
  }

  /** True where no text can have a mark. */
  get isIdle(): boolean {
    return this.values.size === 0 && !this.mayHaveOthers;
  }

  /**
   * Puts the values back in a text. Within JSON they are escaped as its strings need it.
   * @param isJson - true where the text is JSON, whole or cut off; without it, JSON is found
   */
  restore(text: string, isJson = false): string {
    if (this.values.size === 0) return text;
    const pieces: string[] = [];
    let from = 0;
    for (const { start, end, value } of this.marksIn(text, isJson)) {
      pieces.push(text.slice(from, start), value);
      from = end;
    }
    return `${pieces.join("")}${text.slice(from)}`;
  }

  /** Where places in a text are once it is restored; one within a mark is at its beginning. */
  restoredPlaces(text: string, isJson = false): (place: number) => number {
    let grown = 0;
    const found = (this.values.size === 0 ? [] : this.marksIn(text, isJson)).map(({ start, end, value }) => {
      const before = grown;
      grown += value.length - (end - start);
      return { start, end, before };
    });
    return (place) => {
      let [low, high] = [0, found.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((found[middle]?.end ?? 0) <= place) low = middle + 1;
        else high = middle;
      }
      const { start, before } = found[low] ?? { start: place, before: grown };
      return Math.min(place, start) + before;
    };
  }

  /** The marks in a text, with the values as they stand in their place. */
  private marksIn(text: string, isJson: boolean): Array<Stretch & { value: string }> {
    const stretches = !this.hasEscapes || isJson || !text.includes("[") ? [] : jsonStretches(text);
    let next = 0;
    return Array.from(text.matchAll(marks)).flatMap(({ 0: mark, index: start }) => {
      const value = this.values.get(mark);
      if (value === undefined) return [];
      while ((stretches[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1;
      const isWithin = isJson || start >= (stretches[next]?.start ?? Number.POSITIVE_INFINITY);
      return [{ start, end: start + mark.length, value: isWithin ? inJson(value) : value }];
    });
  }

  /** Puts the values back in a name of letters, digits and underscores. */
  restoreIdentifier(name: string): string {
    return name.replace(numberedWords, (word) => this.values.get(`[${word}]`) ?? word);
  }

  /** Notes what looks like a mark of a kind that was given, and is none of them. */
  noteDamage(text: string): void {
    if (this.isIdle) return;
    for (const [like, word] of likenessesIn(text)) {
      if (this.left.size === mostNamed) return;
      const isMeant = this.kinds.has(word) || (this.mayHaveOthers && isMark(like));
      if (isMeant && !this.values.has(like) && !this.own.has(like)) this.left.add(like);
    }
  }

  /** What looked like a mark and was left as it came. */
  damaged(): string[] {
    return [...this.left];
  }
}
