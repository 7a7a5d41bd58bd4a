import { bytesOf } from "./bytesOf";
import { jsonText, plainValue } from "./plainValue";
import { visibleText } from "./visibleText";

/** How texts are compared. */
export interface TextRules {
  ignoresCase: boolean;
  trims: boolean;
}

const longest = 80;

/**
 * True for a number that arithmetic or an earlier step may have rounded: from 2^53 up to where JavaScript writes an
 * exponent.
 */
export const mayBeRounded = (value: unknown): boolean =>
  typeof value === "number" &&
  Number.isInteger(value) &&
  !Number.isSafeInteger(value) &&
  Math.abs(value) < 1e21;

/** A value as text; values other than texts as JSON. */
const valueText = (value: unknown): string => {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid date" : value.toISOString();
  return value === undefined ? "nothing" : jsonText(value);
};

/** A value for a sentence: in quotes, shortened, with invisible characters spelled out. */
export const quotedValue = (value: unknown): string => {
  const text = valueText(value);
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return typeof value === "string" || value instanceof Date ? `"${visibleText(short)}"` : visibleText(short);
};

/** The place where two texts differ, for texts whose quoted beginnings are equal. */
export const lateDifference = (actual: unknown, expected: unknown): string => {
  const [left, right] = [valueText(actual), valueText(expected)];
  if (left.slice(0, longest) !== right.slice(0, longest) || left === right) return "";
  let index = longest;
  while (left[index] === right[index]) index += 1;
  const from = (text: string): string => `"${visibleText(text.slice(index, index + 20))}"`;
  return ` From character ${index + 1} on they are ${from(left)} and ${from(right)}.`;
};

/** A text in the form in which the rules compare it. */
export const normalizedText = (value: unknown, { ignoresCase, trims }: TextRules): string => {
  const text = trims ? valueText(value).trim() : valueText(value);
  // Letters with accents have two encodings: NFC makes them one.
  return (ignoresCase ? text.toLowerCase() : text).normalize("NFC");
};

/** True for an object without comparable contents, such as a pattern or an error. */
const isOpaque = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
  return !isPlain && !Array.isArray(value) && Object.keys(value).length === 0;
};

const incomparableWithin = (value: unknown): string | undefined => {
  if (typeof value === "symbol" || typeof value === "function") return `a ${typeof value}`;
  if (typeof value === "number" && !Number.isFinite(value)) return `${value}, which is no number`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid date" : undefined;
  if (typeof value !== "object" || value === null || bytesOf(value)) return undefined;
  if (isOpaque(value)) return "an object without fields";
  for (const inner of Object.values(value)) {
    const problem = incomparableWithin(inner);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

/** Why a value can't be compared, not even with itself; undefined for one that can. */
export const incomparable = (value: unknown): string | undefined => {
  const read = plainValue(value);
  return "problem" in read ? `a value that ${read.problem}` : incomparableWithin(read.value);
};

/** True for objects and lists, whose contents are compared. */
export const isComposite = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !(value instanceof Date);
