import { types } from "node:util";
import { refuse } from "../../inputs/cleaners";
import { refuseInput } from "../../text/InputError";

/** `JSON.rawJSON` writes digits unchanged. Node has it; this compiler's types lack it. */
const { rawJSON } = JSON as unknown as { rawJSON(digits: string): unknown };

/** Replaces values that JSON would write as {}, and bigints by their digits. */
const replaceValue = (_key: string, value: unknown): unknown => {
  if (typeof value === "bigint") return rawJSON(value.toString());
  if (value instanceof Map) return Object.fromEntries(value);
  if (value instanceof Set) return [...value];
  if (types.isPromise(value)) throw new TypeError("A promise is no value.");
  return value;
};

/**
 * A value as JSON, with all digits of bigints.
 * @throws InputError with the label for a value that JSON can't hold: one that contains itself, is nested too deep, or
 * is a promise.
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
 * A text that can be sent as UTF-8.
 * @throws InputError with the label when the text has half of a surrogate pair, which would arrive as another
 * character.
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
 * A value of a key-value list as text; an object as JSON.
 * @throws InputError with the label when the value can't be a text.
 */
export const textOf = (label: string, value: unknown): string =>
  wholeText(
    label,
    typeof value === "object" && value !== null ? jsonText(label, value) : String(value ?? ""),
  );

/** Names and values of a key-value list, as texts. */
export const textPairs = (
  label: string,
  pairs: ReadonlyArray<readonly [name: string, value: unknown]>,
): Array<readonly [name: string, value: string]> =>
  pairs.map(([name, value]) => [wholeText(label, name), textOf(label, value)] as const);
