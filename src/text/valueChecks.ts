import { isDeepStrictEqual } from "node:util";

/** What a check without a model says of a value, or why the value can't be checked. */
export type CheckedValue = { score: 0 | 1; reason: string } | { problem: string };

/** How texts are compared. */
export interface TextRules {
  ignoresCase: boolean;
  trims: boolean;
}

/** How far a number may be off. */
export interface ToleranceRules {
  tolerance: number;
  /** A share of the expected value, in place of an amount. */
  isRelative: boolean;
}

/** What arithmetic in binary fractions leaves behind: 1.1 - 1 is a little more than 0.1. */
const roundingShare = 1e-12;
const longest = 80;

const asText = (value: unknown): string =>
  typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));

const quoted = (value: unknown): string => {
  const text = asText(value);
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return typeof value === "string" ? `"${short}"` : short;
};

const judged = (
  passes: boolean,
  actual: unknown,
  [affirmed, denied]: readonly [affirmed: string, denied: string],
  expected: unknown,
): CheckedValue => ({
  score: passes ? 1 : 0,
  reason: `${quoted(actual)} ${passes ? affirmed : denied} ${quoted(expected)}.`,
});

const normalized = (value: unknown, { ignoresCase, trims }: TextRules): string => {
  const text = trims ? asText(value).trim() : asText(value);
  // One way of writing letters with accents, of which there are two.
  return (ignoresCase ? text.toLowerCase() : text).normalize("NFC");
};

const isComposite = (value: unknown): boolean => typeof value === "object" && value !== null;

/** A value as JSON has it: what made an object is no difference. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const areEqual = (actual: unknown, expected: unknown, rules: TextRules): boolean =>
  isComposite(actual) && isComposite(expected)
    ? isDeepStrictEqual(asJson(actual), asJson(expected))
    : normalized(actual, rules) === normalized(expected, rules);

/** Whether two values are the same: objects and lists by their contents, everything else as text. */
export const checkExact = (actual: unknown, expected: unknown, rules: TextRules): CheckedValue =>
  judged(areEqual(actual, expected, rules), actual, ["is", "is not"], expected);

const holds = (actual: unknown, expected: unknown, rules: TextRules): boolean =>
  Array.isArray(actual)
    ? actual.some((entry) => areEqual(entry, expected, rules))
    : normalized(actual, rules).includes(normalized(expected, rules));

/**
 * Whether a text contains another one, or a list an entry; where a list is expected, all of its entries. Nothing
 * is no value to look for: everything contains it.
 */
export const checkContains = (actual: unknown, expected: unknown, rules: TextRules): CheckedValue => {
  const wanted: unknown[] = Array.isArray(expected) ? expected : [expected];
  const isNothing = (value: unknown): boolean => value === null || normalized(value, rules) === "";
  if (wanted.length === 0 || wanted.some(isNothing))
    return { problem: "The expected value is empty, which everything contains. Enter what to look for." };
  const passes = wanted.every((one) => holds(actual, one, rules));
  return judged(passes, actual, ["contains", "does not contain"], expected);
};

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

const numberOf = (value: unknown): number =>
  typeof value === "number" || (typeof value === "string" && decimal.test(value.trim()))
    ? Number(value)
    : Number.NaN;

const notNumeric = (what: string, value: unknown): CheckedValue => ({
  problem: `The ${what} value ${quoted(value)} is no number. Enter digits with a point at most, such as 1234.5.`,
});

/**
 * Whether a number is as near to another one as the tolerance allows. Thousands separators, units and percent
 * signs make no number.
 */
export const checkNumeric = (
  actual: unknown,
  expected: unknown,
  { tolerance, isRelative }: ToleranceRules,
): CheckedValue => {
  const [is, wanted] = [numberOf(actual), numberOf(expected)];
  if (!Number.isFinite(is)) return notNumeric("actual", actual);
  if (!Number.isFinite(wanted)) return notNumeric("expected", expected);
  const allowed = isRelative ? tolerance * Math.abs(wanted) : tolerance;
  const rounding = roundingShare * Math.max(Math.abs(is), Math.abs(wanted));
  const passes = Math.abs(is - wanted) <= allowed + rounding;
  return {
    score: passes ? 1 : 0,
    reason: `${is} is ${passes ? "within" : "not within"} ${allowed} of ${wanted}.`,
  };
};
