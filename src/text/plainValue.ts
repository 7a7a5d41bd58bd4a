import { types } from "node:util";
import { bytesOf } from "./bytesOf";
import { fileFormat } from "./fileFormat";

/** A value as JSON could hold it, or why it can't, and where in it. */
type PlainValue = { value: unknown } | { problem: string; path: readonly string[] };

/** Deeper values overflow the stack of what reads them, and mean nothing to a model. */
const mostLevels = 500;
/** A value may hold the same object many times over, so that the limit counts what would be written out. */
const mostValues = 20_000_000;

/** What stands in a text for an object that JSON has no form for; undefined for any other. */
type Wording = (value: object) => string | undefined;

const keptAsItIs: Wording = () => undefined;

/** Bytes as numbers would fill a prompt and say nothing, and of an error or a pattern JSON would leave nothing. */
const inWords: Wording = (value) => {
  if (types.isNativeError(value) || types.isRegExp(value)) return String(value);
  const bytes = bytesOf(value);
  if (!bytes) return undefined;
  return `[${fileFormat(bytes)?.name ?? "a file"}, ${bytes.length} ${bytes.length === 1 ? "byte" : "bytes"}]`;
};

/** A whole number beyond 2^53 is given as the text of its digits, as `parseJsonExactly` gives it. */
const fromBigInt = (value: bigint): number | string => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
};

const entriesOf = (value: object): Array<[string, unknown]> =>
  value instanceof Map
    ? [...value].map(([key, entry]): [string, unknown] => [String(key), entry])
    : Object.entries(value);

/** Goes through a value once; what needs no change is not copied. */
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
    // A getter or a toJSON of the value may throw whatever it likes.
    return { problem: error instanceof Error ? error.message : "can't be read", path: way.path };
  }
};

/**
 * A value as JSON could hold it: integers of any length, maps and sets, and objects that know how they are written
 * as JSON are what they would be there; dates and files stay. A value that holds itself, is too deep or has to be
 * awaited is a problem.
 */
export const plainValue = (value: unknown): PlainValue => walk(value, keptAsItIs);

/** The JSON of any value, for prompts and messages: files and errors in words, and never an error. */
export const jsonText = (value: unknown): string => {
  const plain = walk(value, inWords);
  if ("problem" in plain) return `[a value that ${plain.problem}]`;
  const words = typeof value === "object" && value !== null ? inWords(value) : undefined;
  return words ?? JSON.stringify(plain.value) ?? `[a ${typeof value}]`;
};
