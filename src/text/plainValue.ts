import { types } from "node:util";
import { bytesOf } from "./bytesOf";
import { fileFormat } from "./fileFormat";

/** A value that JSON can hold, or why it can't be converted, and where in the value. */
type PlainValue = { value: unknown } | { problem: string; path: readonly string[] };

/** Most levels: deeper values overflow the stack of later readers, and mean nothing to a model. */
const mostLevels = 500;
/** Most values, counted as often as they would be written: a value may hold the same object many times. */
const mostValues = 20_000_000;

/** The text for an object without a JSON form; undefined for any other object. */
type Wording = (value: object) => string | undefined;

const keptAsItIs: Wording = () => undefined;

/**
 * Describes files, errors and patterns in words: bytes as numbers would fill a prompt, and errors and patterns would
 * be {} as JSON.
 */
const inWords: Wording = (value) => {
  if (types.isNativeError(value) || types.isRegExp(value)) return String(value);
  const bytes = bytesOf(value);
  if (!bytes) return undefined;
  return `[${fileFormat(bytes)?.name ?? "a file"}, ${bytes.length} ${bytes.length === 1 ? "byte" : "bytes"}]`;
};

/** An integer beyond 2^53 becomes the text of its digits, as in `parseJsonExactly`. */
const fromBigInt = (value: bigint): number | string => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
};

const entriesOf = (value: object): Array<[string, unknown]> =>
  value instanceof Map
    ? [...value].map(([key, entry]): [string, unknown] => [String(key), entry])
    : Object.entries(value);

/** Converts a value in one pass. Parts that need no change are not copied. */
class Walk {
  readonly path: string[] = [];
  private readonly holders = new Set<object>();
  private count = 0;

  constructor(private readonly wording: Wording) {}

  plain(value: unknown): unknown {
    if (typeof value === "bigint") return fromBigInt(value);
    if (typeof value !== "object" || value === null || value instanceof Date) return value;
    if (types.isBoxedPrimitive(value)) return this.plain(value.valueOf());
    if (types.isPromise(value)) throw new Error("is a promise, whose result has to be awaited");
    const words = this.wording(value);
    if (words !== undefined || bytesOf(value)) return words ?? value;
    if (this.holders.has(value)) throw new Error("holds itself");
    if (this.holders.size === mostLevels) throw new Error(`is nested more than ${mostLevels} levels deep`);
    this.holders.add(value);
    const { toJSON } = value as { toJSON?: unknown };
    const plain = typeof toJSON === "function" ? this.plain(toJSON.call(value)) : this.within(value);
    this.holders.delete(value);
    return plain;
  }

  private within(value: object): unknown {
    if (Array.isArray(value) || value instanceof Set) {
      const list = [...value];
      const plain = list.map((entry, index) => this.entry(String(index), entry));
      return Array.isArray(value) && plain.every((entry, index) => Object.is(entry, list[index]))
        ? value
        : plain;
    }
    const entries = entriesOf(value);
    const plain = entries.map(([name, entry]): [string, unknown] => [name, this.entry(name, entry)]);
    const isSame = plain.every(([, entry], index) => Object.is(entry, entries[index]?.[1]));
    return isSame && !(value instanceof Map) ? value : Object.fromEntries(plain);
  }

  private entry(name: string, value: unknown): unknown {
    this.count += 1;
    if (this.count > mostValues) throw new Error(`holds more than ${mostValues} values`);
    this.path.push(name);
    const plain = this.plain(value);
    this.path.pop();
    return plain;
  }
}

const walk = (value: unknown, wording: Wording): PlainValue => {
  const way = new Walk(wording);
  try {
    return { value: way.plain(value) };
  } catch (error) {
    // A getter or a toJSON of the value may throw anything.
    return { problem: error instanceof Error ? error.message : "can't be read", path: way.path };
  }
};

/**
 * Converts a value to what JSON can hold: long integers, maps, sets and objects with a toJSON are converted, dates and
 * files stay. A value that contains itself, is too deep or has to be awaited is a problem.
 */
export const plainValue = (value: unknown): PlainValue => walk(value, keptAsItIs);

/** The JSON of any value, for prompts and messages. Files and errors are described in words; it never throws. */
export const jsonText = (value: unknown): string => {
  const plain = walk(value, inWords);
  if ("problem" in plain) return `[a value that ${plain.problem}]`;
  const words = typeof value === "object" && value !== null ? inWords(value) : undefined;
  return words ?? JSON.stringify(plain.value) ?? `[a ${typeof value}]`;
};
