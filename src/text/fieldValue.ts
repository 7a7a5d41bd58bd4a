import { Memory } from "./Memory";

/** An object that fields are read from. */
export type TemplateRecord = Readonly<Record<string, unknown>>;

/** A found field, or the names that look equally like the one asked for. */
export type FoundField = { value: unknown } | { rivals: readonly string[] };

/** A name of printable ASCII with single blanks between words is its own plain form. */
const isPlain = /^[!-~]+(?: [!-~]+)*$/;
/** The pattern is made on use, because it would load the tables of Unicode together with the connector. */
const invisible = (): RegExp => /\p{Cf}|\ufe0e|\ufe0f/gu;

/** Plain forms of names: records have the same few names again and again. */
const knownNames = new Memory<string>(2000);
const longestKnownName = 200;

/**
 * A name without invisible differences: blanks around it, several or special blanks, byte order marks and other
 * invisible characters, and the two encodings of letters with accents.
 */
export const plainName = (name: string): string => {
  const known = knownNames.get(name);
  if (known !== undefined) return known;
  if (isPlain.test(name)) return name;
  const plain = name.replace(invisible(), "").normalize("NFC").replace(/\s+/g, " ").trim();
  if (name.length <= longestKnownName) knownNames.set(name, plain);
  return plain;
};

const isHolder = (holder: unknown): holder is TemplateRecord => typeof holder === "object" && holder !== null;

const ownValue = (holder: TemplateRecord, name: string): unknown => {
  // Inherited properties are not fields, and neither is the length of a list.
  if (!Object.prototype.propertyIsEnumerable.call(holder, name)) return undefined;
  const value = holder[name];
  // A function is not a value, and is never called.
  return typeof value === "function" ? undefined : value;
};

/** The field with exactly this name, else the only one whose name looks the same. */
const fieldOf = (holder: unknown, name: string): FoundField | undefined => {
  if (!isHolder(holder)) return undefined;
  const exact = ownValue(holder, name);
  if (exact !== undefined) return { value: exact };
  if (Array.isArray(holder)) return undefined;
  const wanted = plainName(name);
  const alike = Object.keys(holder).filter(
    (key) => plainName(key) === wanted && ownValue(holder, key) !== undefined,
  );
  const [only, ...rivals] = alike;
  if (only === undefined) return undefined;
  return rivals.length > 0 ? { rivals: alike } : { value: ownValue(holder, only) };
};

/** Most dots in a path. */
const mostParts = 12;

/**
 * Finds a field by its name, or by a dotted path through objects and lists whose names may contain dots; undefined
 * without one. An exact name wins over one that only looks the same.
 */
export const findField = (record: unknown, name: string): FoundField | undefined => {
  const direct = fieldOf(record, name);
  const parts = name.split(".");
  if (direct || parts.length === 1 || parts.length > mostParts) return direct;
  for (let end = 1; end < parts.length; end += 1) {
    const holder = fieldOf(record, parts.slice(0, end).join("."));
    if (holder && "rivals" in holder) return holder;
    const found = holder && findField(holder.value, parts.slice(end).join("."));
    if (found) return found;
  }
  return undefined;
};

/** The value of the field that `findField` finds; undefined without one, or with several that look the same. */
export const fieldValue = (record: unknown, name: string): unknown => {
  const found = findField(record, name);
  return found && "value" in found ? found.value : undefined;
};
