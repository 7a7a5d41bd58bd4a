import type { Find, Finder, ValueKind } from "./find";
import { findCards } from "./findCards";
import { findEmails } from "./findEmails";
import { findIbans } from "./findIbans";
import { findMachines } from "./findMachines";
import { namesFinder } from "./findNames";
import { findPhones } from "./findPhones";
import { patternFinder } from "./patternFinder";
import type { RedactionRules } from "./redactionRules";

/** How sure a find is: check digits first, then a form of its own, then what the builder named, then marks of a kind. */
const strength: Readonly<Record<ValueKind, number>> = {
  iban: 4,
  card: 4,
  email: 3,
  ipAddress: 3,
  macAddress: 3,
  pattern: 2,
  name: 2,
  phone: 1,
};

/** The finders of what the rules look for. */
export const createFinders = (rules: RedactionRules): Finder[] => [
  ...(rules.emailAddresses ? [findEmails] : []),
  ...(rules.ibans ? [findIbans] : []),
  ...(rules.paymentCards ? [findCards] : []),
  ...(rules.machineAddresses ? [findMachines] : []),
  ...(rules.phoneNumbers ? [findPhones] : []),
  ...(rules.names?.length ? [namesFinder(rules.names)] : []),
  ...(rules.patterns ?? []).map(patternFinder),
];

const byRank = (one: Find, other: Find): number =>
  other.end - other.start - (one.end - one.start) ||
  strength[other.kind] - strength[one.kind] ||
  one.start - other.start;

/** What a text that is worth a mark has. */
export const hasLetterOrDigit = /[\p{L}\p{N}]/u;

/** What others left of a find, without the blanks between it and them. */
const withoutBlanks = (text: string, find: Find, start: number, end: number): Find => {
  const left = text.slice(start, end);
  const blanksBefore = start > find.start ? left.length - left.trimStart().length : 0;
  const blanksBehind = end < find.end ? left.length - left.trimEnd().length : 0;
  return { kind: find.kind, start: start + blanksBefore, end: end - blanksBehind };
};

/**
 * Finds values in a text, in order and without overlaps. Of finds that overlap, the longest keeps its place, then the
 * surest; what another one covers beyond it stays a find.
 */
export const findValues = (text: string, finders: readonly Finder[]): Find[] => {
  const ranked = finders.flatMap((find) => [...find(text)]).sort(byRank);
  if (ranked.length === 0) return [];
  /** For each place of the text, the number of the find that has it; 0 for none. */
  const owners = new Uint32Array(text.length);
  for (const [index, { start, end }] of ranked.entries())
    for (let place = start; place < end; place += 1) owners[place] ||= index + 1;
  const finds: Find[] = [];
  for (let start = 0; start < text.length; ) {
    const owner = owners[start] ?? 0;
    let end = start + 1;
    while (end < text.length && owners[end] === owner) end += 1;
    const find = ranked[owner - 1];
    if (find && hasLetterOrDigit.test(text.slice(start, end)))
      finds.push(withoutBlanks(text, find, start, end));
    start = end;
  }
  return finds;
};
