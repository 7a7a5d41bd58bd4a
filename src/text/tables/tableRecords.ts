import { refuseInput } from "../InputError";
import { visibleText } from "../visibleText";
import { isBlankCell, isBlankRow } from "./isBlankCell";

/** Records of a table, and what was made of it that its writer may not expect. */
export interface TableRecords {
  records: Array<Record<string, unknown>>;
  notices: string[];
}

/** Rows of cells, the first with the names of the columns. */
interface Table {
  rows: ReadonlyArray<readonly unknown[]>;
  /** The place of a row in words, such as "line 7". */
  placeOf(row: number): string;
}

const longestShown = 60;
const inWords = (name: string): string => `"${visibleText(name.slice(0, longestShown))}"`;

const headerName = (label: string, cell: unknown, column: number): string => {
  if (isBlankCell(cell)) return `column ${column + 1}`;
  if (typeof cell !== "object") return String(cell).trim();
  return refuseInput(
    label,
    `the header has no name for column ${column + 1}, but a value with values of its own.`,
    "The first row has to hold the names of the columns.",
  );
};

/** Most columns that notices name, one by one. */
const mostTold = 10;

/** Exports of trackers have a column "Comment" for each comment: one notice tells of all. */
const renameNotices = (renamed: ReadonlyMap<string, readonly string[]>): string[] => {
  const told = [...renamed].slice(0, mostTold).map(([name, others]) => {
    const what = `the column ${inWords(name)} is there more than once:`;
    const [first = "", ...more] = others;
    if (more.length === 0) return `${what} one is called ${inWords(first)}.`;
    return `${what} ${others.length} are called ${inWords(first)} to ${inWords(others.at(-1) ?? "")}.`;
  });
  const left = renamed.size - told.length;
  return left > 0 ? [...told, `${left} more columns are there more than once.`] : told;
};

/** The names of the columns, each once: a second "name" is "name (2)". */
const columnNames = (label: string, header: readonly unknown[], notices: string[]): string[] => {
  const given = header.map((cell, column) => headerName(label, cell, column));
  const all = new Set(given);
  const taken = new Set<string>();
  const latest = new Map<string, number>();
  const others = new Map<string, string[]>();
  const names = given.map((name) => {
    if (!taken.has(name)) {
      taken.add(name);
      return name;
    }
    let count = latest.get(name) ?? 1;
    do count += 1;
    while (all.has(`${name} (${count})`) || taken.has(`${name} (${count})`));
    latest.set(name, count);
    const renamed = `${name} (${count})`;
    taken.add(renamed);
    const same = others.get(name);
    if (same) same.push(renamed);
    else others.set(name, [renamed]);
    return renamed;
  });
  notices.push(...renameNotices(others));
  return names;
};

/** The columns that become fields: those with a name, and those with a value. */
const usedColumns = (header: readonly unknown[], rows: ReadonlyArray<readonly unknown[]>): number[] =>
  header.flatMap((cell, column) =>
    isBlankCell(cell) && rows.every((row) => isBlankCell(row[column])) ? [] : [column],
  );

const refuseLong = (label: string, place: string, cells: number, columns: number): never =>
  refuseInput(
    label,
    `${place} has ${cells} cells, and the header has ${columns}.`,
    "Enclose cells that hold the delimiter in quotes, or name all columns in the header.",
  );

const isSameRow = (row: readonly unknown[], other: readonly unknown[]): boolean =>
  row.length === other.length && row.every((cell, column) => cell === other[column]);

/** Cells of a row without the blank ones at its end. */
const widthOf = (row: readonly unknown[]): number => row.findLastIndex((cell) => !isBlankCell(cell)) + 1;

/** Most cells, as in `plainValue`: short rows of a long header fill up memory out of a small file. */
const mostCells = 20_000_000;

const checkSize = (label: string, names: readonly string[], rowCount: number): void => {
  if (names.length * rowCount > mostCells)
    refuseInput(
      label,
      `the table has ${rowCount} rows of ${names.length} columns, and up to ${mostCells} cells can be read.`,
      "Split it.",
    );
  if (rowCount > 0) return;
  const shown = names.slice(0, 10).map(inWords).join(", ");
  refuseInput(
    label,
    `there is no record: the table has a header alone, ${shown}.`,
    "Give a row below it at least.",
  );
};

/** Takes the rows below the header, without blank ones and copies of the header, as joined files have them. */
const rowsBelow = (label: string, { rows, placeOf }: Table, notices: string[]) => {
  const top = rows.findIndex((row) => !isBlankRow(row));
  const header = rows[top] ?? [];
  const kept = rows.map(
    (row, index) => index > top && !isBlankRow(row) && (row[0] !== header[0] || !isSameRow(row, header)),
  );
  const repeats = rows.filter((row, index) => index > top && !kept[index] && !isBlankRow(row)).length;
  if (repeats > 0)
    notices.push(`the header stands below itself again (${repeats}): those rows were left out.`);
  const long = rows.findIndex((row, index) => kept[index] && widthOf(row) > header.length);
  if (long >= 0) refuseLong(label, placeOf(long), widthOf(rows[long] ?? []), header.length);
  return { header, below: rows.filter((_, index) => kept[index]) };
};

/**
 * Makes records of the rows below a header; cells stay as they are. Blank rows, and columns without a name and a value,
 * are left out; cells that a row lacks are empty.
 * @throws InputError for a row with more cells than the header, and where there is no record.
 */
export const tableRecords = (label: string, table: Table): TableRecords => {
  const notices: string[] = [];
  const { header, below } = rowsBelow(label, table, notices);
  const names = columnNames(label, header, notices);
  checkSize(label, names, below.length);
  const columns = usedColumns(header, below).map((column) => ({ column, name: names[column] ?? "" }));
  const unnamed = columns.filter(({ column }) => isBlankCell(header[column])).map(({ name }) => name);
  if (unnamed.length > 0)
    notices.push(`columns without a name are called ${unnamed.slice(0, 10).join(", ")}.`);
  // Fields made this way are the record's own, also one that is called __proto__.
  const records = below.map((row) =>
    Object.fromEntries(
      columns.map(({ column, name }) => [name, row[column] === undefined ? "" : row[column]]),
    ),
  );
  return { records, notices };
};
