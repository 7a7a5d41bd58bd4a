import { unicodePattern } from "../unicodePattern";
import { type PatternPart, patternParts } from "./patternParts";

/** In how many ways a pattern may match at one place, and how many characters, repetitions without end left out. */
const mostWays = 1000;
const mostCharacters = 1000;

/** The characters of the basic plane are tried. */
const lastCode = 0xffff;

const classOf = (source: string): RegExp => new RegExp(`^${source}$`, "u");

/** True unless no character is of both classes; also true where one has only characters beyond the basic plane. */
const mayShare = (one: string, other: string): boolean => {
  const [first, second] = [classOf(one), classOf(other)];
  const has = [false, false];
  for (let code = 0; code <= lastCode; code += 1) {
    const character = String.fromCharCode(code);
    const isOfFirst = first.test(character);
    const isOfSecond = second.test(character);
    if (isOfFirst && isOfSecond) return true;
    has[0] ||= isOfFirst;
    has[1] ||= isOfSecond;
  }
  return !(has[0] && has[1]);
};

const isEndless = (part: PatternPart): boolean =>
  part.type === "repeat" && part.most === Number.POSITIVE_INFINITY;

/** A part that repeats without end within a part; undefined where all of it is bounded. */
const endlessIn = (part: PatternPart): PatternPart | undefined => {
  if (isEndless(part)) return part;
  if (part.type === "repeat") return endlessIn(part.part);
  if (part.type !== "group" && part.type !== "place") return undefined;
  return part.choices
    .flat()
    .map(endlessIn)
    .find((found) => found !== undefined);
};

/** In how many ways a part can match at one place, repetitions without end counted once. */
const waysOf = (part: PatternPart): number => {
  if (part.type === "group" || part.type === "place")
    return part.choices.reduce((sum, choice) => sum + product(choice.map(waysOf)), 0);
  if (part.type !== "repeat" || isEndless(part)) return 1;
  const ways = waysOf(part.part);
  const counts = part.most - part.least + 1;
  return ways === 1 ? counts : counts * ways ** part.most;
};

const product = (numbers: readonly number[]): number => numbers.reduce((all, number) => all * number, 1);

/** The most characters that a part reads, repetitions without end counted once. */
const lengthOf = (part: PatternPart): number => {
  if (part.type === "group" || part.type === "place") return Math.max(...part.choices.map(lengthOfAll));
  if (part.type !== "repeat") return 1;
  return lengthOf(part.part) * (isEndless(part) ? Math.max(1, part.least) : part.most);
};

const lengthOfAll = (parts: readonly PatternPart[]): number =>
  parts.reduce((sum, part) => sum + lengthOf(part), 0);

/** True where a part always reads a character that the class lacks, or stands where no stretch of the class goes on. */
const separates = (part: PatternPart, source: string): boolean => {
  if (part.type === "character") return !mayShare(part.source, source);
  if (part.type === "place")
    return part.source === "^" || (part.source === "\\b" && !mayShare("\\W", source));
  if (part.type === "group")
    return part.choices.every((choice) => choice.some((inner) => separates(inner, source)));
  return part.type === "repeat" && part.least > 0 && separates(part.part, source);
};

/** The parts of an alternative, with those of groups that are taken once and have one choice. */
const flattened = (parts: readonly PatternPart[]): PatternPart[] =>
  parts.flatMap((part) => {
    const [only, ...others] = part.type === "group" ? part.choices : [];
    return only && others.length === 0 ? flattened(only) : [part];
  });

const bounded = "Give it an end, such as {1,20}.";

/** The class of a part that repeats one character without end; undefined for any other part. */
const endlessClass = (part: PatternPart): string | undefined =>
  part.type === "repeat" && isEndless(part) && part.part.type === "character" ? part.part.source : undefined;

/** True for a part that begins with a character which the class lacks: a repetition of the class ends before it. */
const ends = (part: PatternPart | undefined, source: string): boolean => {
  const first = part?.type === "repeat" && part.least > 0 ? part.part : part;
  return first?.type === "character" && separates(first, source);
};

/** Why an alternative may take longer than in proportion to the text; undefined where it can't. */
const problemOf = (choice: readonly PatternPart[]): string | undefined => {
  const parts = flattened(choice);
  const inner = parts
    .flatMap((part) => endlessIn(part) ?? [])
    .find((part) => endlessClass(part) === undefined);
  const within = inner ?? parts.find((part) => endlessIn(part) && endlessClass(part) === undefined);
  if (within)
    return `${within.source} repeats without end what is more than one character, or within a group. ${bounded}`;
  let from = 0;
  for (const [place, part] of parts.entries()) {
    const source = endlessClass(part);
    if (source === undefined || place === parts.length - 1) continue;
    const isGuarded = parts.slice(from, place).some((earlier) => separates(earlier, source));
    const isFollowed = parts.slice(place + 1).some((later) => endlessClass(later) !== undefined);
    if (!isGuarded || (isFollowed && !ends(parts[place + 1], source)))
      return `${part.source} repeats without end, and what follows may be missing. ${bounded} Or put a character before it that it does not match.`;
    from = place + 1;
  }
  return undefined;
};

const referenceIn = (part: PatternPart): boolean => {
  if (part.type === "repeat") return referenceIn(part.part);
  if (part.type === "group" || part.type === "place") return part.choices.flat().some(referenceIn);
  return part.type === "reference";
};

/**
 * Says in a sentence why a builder's pattern is not used: it is no regular expression, or may take longer than in
 * proportion to the text that it is looked for in. Undefined for one that takes linear time: it matches in a bounded
 * number of ways, and one character at most repeats without end, at the end or behind something that keeps a second
 * look at the same stretch short.
 */
export const patternProblem = (pattern: string): string | undefined => {
  const readable = unicodePattern(pattern);
  if (readable === undefined) return "it is not a regular expression.";
  const choices = patternParts(readable);
  const all: PatternPart = { type: "group", source: pattern, choices };
  if (referenceIn(all)) return "it refers back to a group. Write out what is repeated.";
  const problem = choices.map(problemOf).find((found) => found !== undefined);
  if (problem !== undefined) return problem;
  return waysOf(all) > mostWays || lengthOf(all) > mostCharacters
    ? "it can match in more than 1,000 ways at one place, or more than 1,000 characters. Shorten its repetitions."
    : undefined;
};
