import { unicodePattern } from "../unicodePattern";
import type { Find, Finder } from "./find";

/** Makes the finder of a builder's pattern, which `patternProblem` has accepted: it takes linear time. */
export const patternFinder = (pattern: string): Finder => {
  const expression = new RegExp(unicodePattern(pattern) ?? pattern, "gu");
  return (text) =>
    [...text.matchAll(expression)].flatMap(({ 0: found, index }): Find[] =>
      found === "" ? [] : [{ kind: "pattern", start: index, end: index + found.length }],
    );
};
