import { types } from "node:util";
import { refuse } from "../../inputs/cleaners";
import { refuseInput } from "../../text/InputError";

/** Node's JSON writes the digits that it is given; the types of this compiler don't know it yet. */
const { rawJSON } = JSON as unknown as { rawJSON(digits: string): unknown };

/** What JSON would leave empty as what it is, and big integers in their digits. */
const replaceValue = (_key: string, value: unknown): unknown => {
  if (typeof value === "bigint") return rawJSON(value.toString());
  if (value instanceof Map) return Object.fromEntries(value);
  if (value instanceof Set) return [...value];
  if (types.isPromise(value)) throw new TypeError("A promise is no value.");
  return value;
};

/**
 * A value as JSON, big integers with all their digits.
 * @throws Error by the label for what JSON can't hold: a value that contains itself, is nested too deeply, or is a promise.
 */
export const jsonText = (label: string, value: unknown): string => {
  const accepted =
    "It has to be what JSON can hold, and must not contain itself, be nested too deeply, or be a promise.";
  try {
    return JSON.stringify(value, replaceValue) ?? refuse(label, typeof value, accepted);
  } catch {
    return refuseInput(label, "this can't be written as JSON.", accepted);
  }
};

/**
 * Text that goes out as UTF-8.
 * @throws Error by the label when half of a pair of surrogates is in it, which would arrive as another character.
 */
export const wholeText = (label: string, text: string): string => {
  if (text.isWellFormed()) return text;
  return refuseInput(
    label,
    "the text has half a character in it, as cut-off emoji do.",
    "Cut it at a whole character.",
  );
};

/**
 * A value of a key-value list as text; objects as JSON.
 * @throws Error by the label when the value has no text.
 */
export const textOf = (label: string, value: unknown): string =>
  wholeText(
    label,
    typeof value === "object" && value !== null ? jsonText(label, value) : String(value ?? ""),
  );

/** Names and values of a key-value list, both as text. */
export const textPairs = (
  label: string,
  pairs: ReadonlyArray<readonly [name: string, value: unknown]>,
): Array<readonly [name: string, value: string]> =>
  pairs.map(([name, value]) => [wholeText(label, name), textOf(label, value)] as const);
