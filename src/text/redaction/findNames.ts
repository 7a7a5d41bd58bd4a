import { type Find, type Finder, spaceless } from "./find";

const words = /[\p{L}\p{M}\p{N}]+/gu;
/** What may stand between the words of a name: "Anna Maria", "Anna-Maria", "J. Smith", "O’Brien". */
const gap = /^[\s.'’_-]{1,3}$/;

interface Word {
  /** The word in the form in which words are compared. */
  folded: string;
  start: number;
  end: number;
  /** True for a character of a script that puts no spaces between words: each counts as a word. */
  isSpaceless: boolean;
}

/** A word in one form, whatever its case: capitals first, since ß has one of two letters. */
const folded = (word: string): string => word.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");

/** The words of a text, in order. */
function* wordsIn(text: string): Generator<Word> {
  for (const { 0: word, index } of text.matchAll(words)) {
    const isSpaceless = spaceless.test(word);
    let start = index;
    for (const part of isSpaceless ? word : [word]) {
      yield { folded: folded(part), start, end: start + part.length, isSpaceless };
      start += part.length;
    }
  }
}

/** The words that may follow, and whether a name ends here. */
class NameTree {
  readonly next = new Map<string, NameTree>();
  isEnd = false;

  add(name: string): void {
    let place: NameTree = this;
    for (const { folded: word } of wordsIn(name)) {
      const known = place.next.get(word) ?? new NameTree();
      place.next.set(word, known);
      place = known;
    }
    if (place !== this) place.isEnd = true;
  }
}

const isNext = (text: string, { end, isSpaceless }: Word, word: Word): boolean =>
  word.start === end
    ? isSpaceless && word.isSpaceless
    : gap.test(text.slice(end, Math.min(word.start, end + 4)));

/** The longest name that begins with a word, as the index of its last word; undefined where there is none. */
const lastWordOf = (
  tree: NameTree,
  text: string,
  list: readonly Word[],
  first: number,
): number | undefined => {
  let place: NameTree | undefined = tree;
  let last: number | undefined;
  for (let index = first; place; index += 1) {
    const [word, previous] = [list[index], list[index - 1]];
    if (!word || (index > first && previous && !isNext(text, previous, word))) break;
    place = place.next.get(word.folded);
    if (place?.isEnd) last = index;
  }
  return last;
};

/** True for a text that has a word, by which it can be found. */
export const hasWord = (name: string): boolean => /[\p{L}\p{N}]/u.test(name);

/** The names in a text, none of which overlap. */
function* namesIn(text: string, tree: NameTree): Generator<Find> {
  const list = [...wordsIn(text)];
  for (let index = 0; index < list.length; index += 1) {
    const last = lastWordOf(tree, text, list, index);
    const [from, to] = [list[index], last === undefined ? undefined : list[last]];
    if (last === undefined || !from || !to) continue;
    yield { kind: "name", start: from.start, end: to.end };
    index = last;
  }
}

/** Line breaks and tabs as JSON spells them: their letter would be read as the first one of the word behind them. */
const escapedBlanks = /\\[nrt]/g;

/**
 * Makes the finder of names: as whole words, in any case, whatever single sign stands between their words. In a text
 * that may be JSON, they are also found behind an escaped line break, where finds may overlap.
 */
export const namesFinder = (names: readonly string[]): Finder => {
  const tree = new NameTree();
  for (const name of names) tree.add(name);
  return (text) => {
    const plain = text.replace(escapedBlanks, "  ");
    return plain === text ? namesIn(text, tree) : [...namesIn(text, tree), ...namesIn(plain, tree)];
  };
};
