/** What a number, a reference or an empty object takes, about. */
const smallBytes = 16;
/** Entries of a list or an object that are looked at, spread over it; the others are taken to be like them. */
const mostLookedAt = 100;
const mostLevels = 12;

/** Indexes of so many entries that are looked at. */
const spread = (length: number): number[] => {
  const count = Math.min(length, mostLookedAt);
  return Array.from({ length: count }, (_, index) => Math.floor((index * length) / count));
};

/** Whatever a step gives may throw when it is looked at, such as by a getter; it counts as empty then. */
const entriesOf = (value: object): readonly unknown[] => {
  try {
    return Array.isArray(value) ? value : Object.values(value);
  } catch {
    return [];
  }
};

/** About what a value takes in memory, by a look at a part of it, so that it costs little for a large one. */
export const estimateBytes = (value: unknown, levels = mostLevels): number => {
  if (typeof value === "string") return smallBytes + 2 * value.length;
  if (typeof value !== "object" || value === null || levels === 0) return smallBytes;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return smallBytes + value.byteLength;
  const entries = entriesOf(value);
  const looked = spread(entries.length);
  const bytes = looked.reduce((sum, index) => sum + estimateBytes(entries[index], levels - 1), 0);
  return smallBytes + (bytes / Math.max(1, looked.length)) * entries.length + smallBytes * entries.length;
};
