const mostSuggestions = 3;
/** Names that begin with this many letters of what was typed are near, however they go on. */
const tellingStart = 5;

/** Insertions, deletions and substitutions between two texts. */
const distanceBetween = (left: string, right: string): number => {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [position, character] of [...left].entries()) {
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

const letters = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** The names that someone who typed this may have meant, the nearest first. */
export const nearestNames = (typed: string, names: readonly string[]): string[] => {
  const wanted = letters(typed);
  const start = wanted.slice(0, tellingStart);
  return names
    .map((name) => {
      const candidate = letters(name);
      const isPart = wanted.length > 2 && (candidate.includes(wanted) || wanted.includes(candidate));
      const isNear = isPart || (start.length === tellingStart && candidate.startsWith(start));
      return { name, isNear, distance: isPart ? 1 : distanceBetween(wanted, candidate) };
    })
    .filter(({ isNear, distance }) => isNear || distance <= Math.max(2, wanted.length / 3))
    .toSorted((left, right) => left.distance - right.distance)
    .slice(0, mostSuggestions)
    .map(({ name }) => name);
};

/** " Did you mean a or b?", or "" when nothing is near. */
export const didYouMean = (typed: string, names: readonly string[]): string => {
  const near = nearestNames(typed, names);
  return near.length > 0 ? ` Did you mean ${near.join(" or ")}?` : "";
};
