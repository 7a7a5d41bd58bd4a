import { isRecord } from "../../platform/isRecord";

/** Names under which results have the list that they are about; the first that is there counts. */
const listNames = [
  ...["records", "results", "images", "data", "elements", "rows"],
  ...["deployments", "batches", "checks", "segments"],
];

/** A line of a table: values by the name of their column. */
export type Row = Readonly<Record<string, unknown>>;

const asRow = (entry: unknown): Row => (isRecord(entry) && !Array.isArray(entry) ? entry : { value: entry });

/** The list that a result is about; undefined where it is about none. */
export const meantEntries = (value: unknown): unknown[] | undefined => {
  if (Array.isArray(value)) return value;
  return isRecord(value) ? listNames.map((name) => value[name]).find(Array.isArray) : undefined;
};

/** The rows of a result; it is the only one itself where it is about no list. */
export const rowsOf = (value: unknown): Row[] => (meantEntries(value) ?? [value]).map(asRow);

/** The names of all fields, in the order in which they first occur. */
export const namesIn = (rows: readonly Row[]): string[] => {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  return [...names];
};
