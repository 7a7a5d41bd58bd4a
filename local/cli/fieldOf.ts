import { isRecord } from "../platform/isRecord";
import { UsageError } from "../platform/usageError";

/** A property's name, a place in a list, or each of its entries. */
type Segment = string | number | "[]";

/**
 * The segments of a path such as `results[0].output_text` or `results[].output_text`.
 * @throws UsageError for what is no path.
 */
export const fieldPath = (path: string): Segment[] => {
  const parts = path.match(/[^.[\]]+|\[\d*\]/g) ?? [];
  const isWhole = parts.join("") === path.replaceAll(".", "") && !/\.\.|^\.|\.$/.test(path);
  if (parts.length === 0 || !isWhole) {
    throw new UsageError(`--field: "${path.slice(0, 80)}" is no path. Write it as in results[0].output_text`);
  }
  return parts.map((part) => (/^\[\d+\]$/.test(part) ? Number(part.slice(1, -1)) : part));
};

/** Names of what a value has, for people. */
const namesIn = (value: unknown): string => {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return isRecord(value) ? Object.keys(value).slice(0, 30).join(", ") || "nothing" : "no fields";
};

const stepInto = (value: unknown, segment: Segment, path: string): unknown[] => {
  if (segment === "[]") {
    if (Array.isArray(value)) return value;
  } else if (typeof segment === "number") {
    if (Array.isArray(value) && segment < value.length) return [value[segment]];
  } else if (isRecord(value) && Object.hasOwn(value, segment)) return [value[segment]];
  throw new UsageError(
    `--field: the result has no ${path} at ${String(segment)}; there is ${namesIn(value)}.`,
  );
};

const asLine = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value ?? null, null, Array.isArray(value) ? 0 : 2);

/**
 * The parts of a result that a path leads to, one unless it has `[]`.
 * @throws UsageError that names what there is, where the path leads to nothing.
 */
export const fieldValues = (value: unknown, path: string): unknown[] => {
  let found: unknown[] = [value];
  for (const segment of fieldPath(path)) found = found.flatMap((each) => stepInto(each, segment, path));
  return found;
};

/**
 * A part of a result as text: strings as they are, other values as JSON, each entry of `[]` on a line of its own.
 * @throws UsageError that names what there is, where the path leads to nothing.
 */
export const fieldOf = (value: unknown, path: string): string =>
  fieldValues(value, path).map(asLine).join("\n");
