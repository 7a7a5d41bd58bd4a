import { findJsonObjects } from "./findJsonObjects";
import { isTooLargeToParse } from "./parsedBytes";

/** Most values of a line: a batch has no more rows. */
const mostValues = 100_000;

/** Characters between values of joined lines, or of a list that was cut off. */
const betweenValues = /^[\s\p{Cc}\p{Cf},[\]]*$/u;

/**
 * The rows in a line that is not JSON as a whole. Other objects are left out: a damaged row contains objects as well.
 */
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
 * The JSON values of a line: usually one, several where files were joined without a line feed, or where the line is a
 * list. A value that can't be read is undefined, and does not affect the others, even where it breaks off within a
 * string. A line whose values would take too much memory counts as unreadable.
 * @param isRow - true for an object that is a value of the line, and not a part of one
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
