import { bytesOf } from "./bytesOf";
import {
  incomparable,
  isComposite,
  lateDifference,
  mayBeRounded,
  normalizedText,
  quotedValue,
  type TextRules,
} from "./comparableValue";
import { occursIn } from "./occursIn";
import { plainValue } from "./plainValue";
import { ValueNumbers } from "./ValueNumbers";

/** The result of a check without a model, or why the value can't be checked. */
export type CheckedValue = { score: 0 | 1; reason: string } | { problem: string };

/** The tolerance of a number. */
export interface ToleranceRules {
  tolerance: number;
  /** True for a share of the expected value, false for an amount. */
  isRelative: boolean;
}

const wasRounded = (value: unknown): CheckedValue => ({
  problem: `The number ${quotedValue(value)} is beyond 2^53, where numbers lose their last digits. Hand it over as text.`,
});

/** The problem of values that can't be compared; undefined for others. */
const unfit = (actual: unknown, expected: unknown): CheckedValue | undefined => {
  const named = [
    ["actual", incomparable(actual)],
    ["expected", incomparable(expected)],
  ] as const;
  const [which, what] = named.find(([, problem]) => problem !== undefined) ?? [];
  return what === undefined ? undefined : { problem: `The ${which} value is ${what}: it can't be compared.` };
};

const judged = (
  passes: boolean,
  actual: unknown,
  [affirmed, denied]: readonly [affirmed: string, denied: string],
  expected: unknown,
): CheckedValue => {
  if (passes && (mayBeRounded(actual) || mayBeRounded(expected)))
    return wasRounded(mayBeRounded(actual) ? actual : expected);
  const verb = passes ? affirmed : denied;
  const where = passes ? "" : lateDifference(actual, expected);
  return {
    score: passes ? 1 : 0,
    reason: `${quotedValue(actual)} ${verb} ${quotedValue(expected)}.${where}`,
  };
};

const plain = (value: unknown): unknown => {
  const read = plainValue(value);
  return "value" in read ? read.value : value;
};

/** Compares two values: objects and lists by their contents, all else as text. */
export const checkExact = (actual: unknown, expected: unknown, rules: TextRules): CheckedValue => {
  const problem = unfit(actual, expected);
  if (problem) return problem;
  const numbers = new ValueNumbers(rules);
  const isSame = numbers.of(plain(actual)) === numbers.of(plain(expected));
  return judged(isSame, actual, ["is", "is not"], expected);
};

/**
 * The contents of a value in which others are searched: the words of a text, the entries of a list, the values of an
 * object.
 */
class Contents {
  private readonly numbers: ValueNumbers;
  private readonly entries = new Set<number>();
  private readonly texts: string[] = [];

  constructor(
    value: unknown,
    private readonly rules: TextRules,
  ) {
    this.numbers = new ValueNumbers(rules);
    this.add(value);
  }

  hold(wanted: unknown): boolean {
    if (this.entries.has(this.numbers.of(wanted))) return true;
    if (isComposite(wanted)) return false;
    const part = normalizedText(wanted, this.rules);
    return this.texts.some((text) => occursIn(text, part));
  }

  private add(value: unknown): void {
    if (Array.isArray(value)) for (const entry of value) this.entries.add(this.numbers.of(entry));
    else if (isComposite(value)) {
      this.entries.add(this.numbers.of(value));
      if (!bytesOf(value)) for (const entry of Object.values(value)) this.add(entry);
    } else if (value !== null && value !== undefined) this.texts.push(normalizedText(value, this.rules));
  }
}

/**
 * Checks whether a text contains another one, a list an entry, or an object a value. Of an expected list, all entries
 * must be contained. An empty expected value is refused, because everything contains it.
 */
export const checkContains = (actual: unknown, expected: unknown, rules: TextRules): CheckedValue => {
  const wanted: unknown[] = Array.isArray(expected) ? expected : [expected];
  const isNothing = (value: unknown): boolean =>
    value === null || value === undefined || (!isComposite(value) && normalizedText(value, rules) === "");
  if (wanted.length === 0 || wanted.some(isNothing))
    return { problem: "The expected value is empty, which everything contains. Enter what to look for." };
  const problem = unfit(actual, expected);
  if (problem) return problem;
  const contents = new Contents(plain(actual), rules);
  const passes = wanted.every((one) => contents.hold(plain(one)));
  return judged(passes, actual, ["contains", "does not contain"], expected);
};

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const digits = /^[+-]?\d+$/;
/** Most digits of a number that somebody measured or counted. */
const mostDigits = 400;

/** A number, with its exact value where it is an integer. */
interface ReadNumber {
  number: number;
  integer: bigint | undefined;
}

const readNumber = (value: unknown): ReadNumber | undefined => {
  if (typeof value === "bigint") return { number: Number(value), integer: value };
  const text = typeof value === "string" ? value.trim() : "";
  const isText = text.length <= mostDigits && decimal.test(text);
  const number = typeof value === "number" ? value : isText ? Number(text) : Number.NaN;
  if (!Number.isFinite(number)) return undefined;
  if (digits.test(text)) return { number, integer: BigInt(text) };
  return { number, integer: Number.isSafeInteger(number) ? BigInt(number) : undefined };
};

const notNumeric = (what: string, value: unknown): CheckedValue => ({
  problem: `The ${what} value ${quotedValue(value)} is no number. Enter digits with a point at most, such as 1234.5.`,
});

/** Rounding error of binary fractions as a share: 1.1 - 1 is slightly more than 0.1. */
const roundingShare = 4 * Number.EPSILON;

/** The distance of two numbers, and how much of it may be rounding: none between integers. */
const distanceOf = (actual: ReadNumber, expected: ReadNumber): { distance: number; rounding: number } => {
  if (actual.integer !== undefined && expected.integer !== undefined) {
    const difference = actual.integer - expected.integer;
    return { distance: Number(difference < 0n ? -difference : difference), rounding: 0 };
  }
  return {
    distance: Math.abs(actual.number - expected.number),
    rounding: roundingShare * Math.max(Math.abs(actual.number), Math.abs(expected.number)),
  };
};

const digitsOf = ({ number, integer }: ReadNumber): string => String(integer ?? number);

/**
 * Checks whether a number is within the tolerance of another one: exactly between integers, else up to the rounding of
 * binary fractions. A text with thousands separators, units or percent signs is not a number.
 */
export const checkNumeric = (
  actual: unknown,
  expected: unknown,
  { tolerance, isRelative }: ToleranceRules,
): CheckedValue => {
  const [is, wanted] = [readNumber(actual), readNumber(expected)];
  if (!is) return notNumeric("actual", actual);
  if (!wanted) return notNumeric("expected", expected);
  const allowed = isRelative ? tolerance * Math.abs(wanted.number) : tolerance;
  const { distance, rounding } = distanceOf(is, wanted);
  const passes = distance <= allowed + rounding + (isRelative ? roundingShare * allowed : 0);
  const lost = [actual, expected].find(mayBeRounded);
  if (passes && lost !== undefined && allowed <= Math.abs(Number(lost)) * Number.EPSILON)
    return wasRounded(lost);
  return {
    score: passes ? 1 : 0,
    reason: `${digitsOf(is)} is ${passes ? "within" : "not within"} ${allowed} of ${digitsOf(wanted)}.`,
  };
};
