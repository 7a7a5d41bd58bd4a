import { type Finder, isPartOfMore } from "./find";

const digitGroups = /\d+(?:[ \u00a0\u2009\u202f\u2010\u2011-]\d+)*/g;
const digits = /\d+/g;

/** Card numbers as they are written: lengths of their groups of digits, the longer ones first. */
const layouts: ReadonlyArray<readonly number[]> = [
  [4, 4, 4, 4, 3],
  [4, 4, 4, 4, 2],
  [4, 4, 4, 4, 1],
  [4, 4, 4, 4],
  [4, 6, 5],
  [4, 4, 4, 3],
  [4, 6, 4],
  [4, 4, 4, 2],
  [4, 4, 4, 1],
];

/** True for 13 to 19 digits whose check digit is right (Luhn), and that begin as card numbers do. */
const isCardNumber = (number: string): boolean => {
  if (number.length < 13 || number.length > 19 || !/^[2-9]/.test(number)) return false;
  let sum = 0;
  for (let place = 0; place < number.length; place += 1) {
    const digit = Number(number.charAt(number.length - 1 - place));
    const doubled = digit * 2;
    sum += place % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

type Group = Readonly<{ text: string; start: number }>;

/** How many groups from the first one on are a card number; 0 where they are none. */
const groupsOfCard = (groups: readonly Group[]): number => {
  const [first] = groups;
  if (first && isCardNumber(first.text)) return 1;
  const layout = layouts.find((sizes) => {
    const read = groups.slice(0, sizes.length).map(({ text }) => text);
    return sizes.every((size, index) => read[index]?.length === size) && isCardNumber(read.join(""));
  });
  return layout?.length ?? 0;
};

/** Finds the numbers of payment cards, by their check digit. */
export const findCards: Finder = function* (text) {
  for (const { 0: run, index: runStart } of text.matchAll(digitGroups)) {
    const groups = [...run.matchAll(digits)].map(({ 0: group, index }) => ({
      text: group,
      start: runStart + index,
    }));
    for (let at = 0; at < groups.length; at += 1) {
      const count = groupsOfCard(groups.slice(at, at + 5));
      const [first, last] = [groups[at], groups[at + count - 1]];
      if (count === 0 || !first || !last) continue;
      const place = { start: first.start, end: last.start + last.text.length };
      if (isPartOfMore(text, place)) continue;
      yield { kind: "card", ...place };
      at += count - 1;
    }
  }
};
