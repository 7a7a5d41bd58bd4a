import type { JsonObject } from "../isObject";

/** A record, and what goes beside its fields. */
interface RecordWithResult {
  record: Readonly<JsonObject>;
  result: Readonly<JsonObject>;
}

/** A name that no record has: "score", or else "score (2)". */
const freeName = (name: string, taken: ReadonlySet<string>): string => {
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name} (${count})`;
  return free;
};

/** Records with their results as further fields, which have the same names in all and replace none. */
export const besideRecords = (rows: readonly RecordWithResult[]): JsonObject[] => {
  const taken = new Set(rows.flatMap(({ record }) => Object.keys(record)));
  const results = [...new Set(rows.flatMap(({ result }) => Object.keys(result)))];
  const names = new Map(results.map((name) => [name, freeName(name, taken)]));
  return rows.map(({ record, result }) => ({
    ...record,
    ...Object.fromEntries(Object.entries(result).map(([name, value]) => [names.get(name) ?? name, value])),
  }));
};
