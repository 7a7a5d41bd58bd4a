import { findJsonObjects } from "./findJsonObjects";
import { isTooLargeToParse } from "./parsedBytes";

/** A batch has no more rows. */
const mostValues = 100_000;

/** What stands between the values of lines that were joined, or of a list that was cut off. */
const betweenValues = /^[\s\p{Cc}\p{Cf},[\]]*$/u;

/** The values of a line that is no JSON as a whole, those of rows alone: a damaged row has objects in it, too. */
const valuesAmong = (line: string, isRow: (value: object) => boolean, read: Read): unknown[] => {
  const values: unknown[] = [];
  let from = 0;
  const pass = (to: number): void => {
    if (!betweenValues.test(line.slice(from, to))) values.push(undefined);
  };
  for (const { json, value, start } of findJsonObjects(line)) {
    if (!isRow(value) || values.length >= mostValues) continue;
    pass(start);
    values.push(read(json));
    from = start + json.length;
  }
  pass(line.length);
  return values;
};

/** Reads a JSON text. */
type Read = (text: string) => unknown;

const parsed = (line: string, read: Read): [unknown] | undefined => {
  try {
    return [read(line)];
  } catch {
    return undefined;
  }
};

/**
 * The JSON values of a line: one as a rule, several where files were joined without a line feed between, or where a
 * list of them stands on one line. What can't be read counts as undefined, and takes no neighbor along, also where
 * it breaks off in the middle of a text. Of a line whose values would take too much memory, nothing can be read.
 * @param isRow - true for an object that is one of the line's, and no part of one
 */
export const jsonValues = (
  line: string,
  isRow: (value: object) => boolean,
  read: Read = JSON.parse,
): unknown[] => {
  if (isTooLargeToParse(line)) return [undefined];
  const whole = parsed(line, read);
  if (!whole) return valuesAmong(line, isRow, read);
  const [value] = whole;
  return Array.isArray(value) && value.length > 0 ? value : [value];
};
