import { plainName } from "./fieldValue";
import { visibleText } from "./visibleText";

const mostSuggestions = 3;
const partDistance = 1.5;
/** A part must have at least this share of the name's length: "stop" is in "requestOptions" by chance. */
const partShare = 0.2;
/** Names that share this many letters at the start are near, whatever follows. */
const tellingStart = 5;
/** Longer names are compared by their beginnings. */
const longestCompared = 100;
const mostListed = 30;
const longestListed = 60;

/** Insertions, deletions and substitutions between two texts. */
const distanceBetween = (left: readonly string[], right: readonly string[]): number => {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [position, character] of left.entries()) {
    const next = [position + 1];
    for (let column = 1; column <= right.length; column++) {
      const isSame = character === right[column - 1];
      const substituted = (row[column - 1] ?? 0) + (isSame ? 0 : 1);
      next.push(Math.min(substituted, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
};

/** The letters and digits of a name in any script, without accents and case. */
const letters = (name: string): string[] => [
  ...name
    .slice(0, longestCompared)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, ""),
];

/** The most changes between near names of this length: less than half of the name, and one for short names. */
const reach = (length: number): number => (length <= 3 ? Math.floor(length / 2) : Math.max(2, length / 3));

/** The names that a typed one may mean, nearest first. */
export const nearestNames = (typed: string, names: readonly string[]): string[] => {
  const wanted = letters(typed);
  const word = wanted.join("");
  const start = word.slice(0, tellingStart);
  const allowed = reach(wanted.length);
  return names
    .flatMap((name) => {
      const candidate = letters(name);
      const other = candidate.join("");
      const [short = "", long = ""] = wanted.length < candidate.length ? [word, other] : [other, word];
      const isPart = short.length > 2 && short.length >= long.length * partShare && long.includes(short);
      const begins = start.length === tellingStart && other.startsWith(start);
      const isFar = Math.abs(candidate.length - wanted.length) > allowed;
      if (other === "" || word === "" || (isFar && !isPart && !begins)) return [];
      const distance = isFar ? allowed : distanceBetween(wanted, candidate);
      if (distance > allowed && !isPart && !begins) return [];
      // A part of a name counts as nearer than two wrong letters.
      return [{ name, distance: isPart ? Math.min(distance, partDistance) : distance }];
    })
    .toSorted((left, right) => left.distance - right.distance)
    .slice(0, mostSuggestions)
    .map(({ name }) => name);
};

/** " Did you mean a or b?", or "" when no name is near. */
export const didYouMean = (typed: string, names: readonly string[]): string => {
  const near = nearestNames(typed, names);
  return near.length > 0 ? ` Did you mean ${near.join(" or ")}?` : "";
};

/** A name for a message: in quotes, with invisible characters spelled out. */
export const shownName = (name: string): string => {
  const short = name.length > longestListed ? `${name.slice(0, longestListed)}…` : name;
  return plainName(short) === short ? short : `"${visibleText(short)}"`;
};

/**
 * A list of names for a message, thirty at most.
 * @param facts - what stands behind each name, which is not cut off as a long name is
 */
export const listedNames = (names: readonly string[], facts: readonly string[] = []): string => {
  const more = names.length > mostListed ? `, and ${names.length - mostListed} more` : "";
  const shown = names.slice(0, mostListed).map((name, index) => shownName(name) + (facts[index] ?? ""));
  return `${shown.join(", ")}${more}`;
};
