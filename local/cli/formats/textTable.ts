import { isRecord } from "../../platform/isRecord";
import { printable } from "../terminal";
import { fitText, textWidth } from "./fitText";
import { namesIn, type Row } from "./meantEntries";

/** Characters of a cell that are looked at: no terminal shows more on a line. */
const mostCharacters = 240;
const gap = "  ";
/** Columns of the terminal that a column of the table gets at least, where it needs them. */
const leastWidth = 8;
const mostWidth = 60;
/** Columns of the table that are looked at, and those without room that are named. */
const mostColumns = 100;
const mostNamed = 20;

/** The sentence of an error, which says more than its JSON; any other value as it is. */
const saidOf = (value: unknown): unknown =>
  isRecord(value) && typeof value["message"] === "string" ? value["message"] : value;

/** A value on one line. */
const cellText = (given: unknown): string => {
  const value = saidOf(given);
  if (value === undefined || value === null) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return printable(text.slice(0, mostCharacters).toWellFormed().replace(/\s+/g, " ")).trim();
};

interface Column {
  name: string;
  cells: string[];
  width: number;
  /** True for lists and objects. */
  isNested: boolean;
}

/** The columns in which any row has something, those of plain values first. */
const columnsIn = (rows: readonly Row[], names: readonly string[]): Column[] => {
  const filled = names.flatMap((name) => {
    const values = rows.map((row) => (Object.hasOwn(row, name) ? row[name] : undefined));
    const cells = values.map(cellText);
    if (cells.every((cell) => cell === "")) return [];
    const isNested = values.map(saidOf).some((value) => typeof value === "object" && value !== null);
    const title = cellText(name);
    const width = cells.reduce((most, cell) => Math.max(most, textWidth(cell)), textWidth(title));
    return [{ name: title, cells, width: Math.min(width, mostWidth), isNested }];
  });
  return [...filled.filter(({ isNested }) => !isNested), ...filled.filter(({ isNested }) => isNested)];
};

const widthOf = (columns: readonly Column[]): number =>
  columns.reduce((sum, { width }) => sum + width + gap.length, -gap.length);

/** Those with room: plain values at their least width, and lists and objects only beside all of them whole. */
const thoseWithRoom = (columns: readonly Column[], width: number): Column[] => {
  const narrow = (column: Column): Column => ({ ...column, width: Math.min(column.width, leastWidth) });
  const fits = (shown: readonly Column[], column: Column): boolean =>
    shown.length === 0 ||
    widthOf([...(column.isNested ? shown : shown.map(narrow)), narrow(column)]) <= width;
  const end = columns.findIndex((column, index) => !fits(columns.slice(0, index), column));
  return columns.slice(0, end < 0 ? columns.length : end);
};

/** Takes from the widest column until all fit. */
const shrink = (columns: readonly Column[], width: number): Column[] => {
  const shrunk = columns.map((column) => ({ ...column }));
  for (let excess = widthOf(shrunk) - width; excess > 0; excess -= 1) {
    const widest = shrunk.reduce((left, right) => (right.width > left.width ? right : left));
    widest.width = Math.max(widest.width - 1, 1);
  }
  return shrunk;
};

/** What is not shown, below an empty line. */
const leftLines = (names: readonly string[]): string[] => {
  if (names.length === 0) return [];
  const named = names.slice(0, mostNamed).map(cellText);
  if (names.length > mostNamed) named.push(`${names.length - mostNamed} more`);
  return ["", `Not shown: ${named.join(", ")}. --format json or csv has all.`];
};

/**
 * Rows as a table for a terminal: long cells are cut, and columns for which there is no room are named below.
 * @param width - columns of the terminal
 */
export const textTable = (rows: readonly Row[], width: number): string => {
  const names = namesIn(rows);
  const columns = columnsIn(rows, names.slice(0, mostColumns));
  if (columns.length === 0) return rows.length === 0 ? "(none)" : `(${rows.length} empty)`;
  const shown = shrink(thoseWithRoom(columns, width), width);
  const lineOf = (cellOf: (column: Column) => string): string =>
    shown
      .map((column) => fitText(cellOf(column), column.width))
      .join(gap)
      .trimEnd();
  const left = columns.slice(shown.length).map(({ name }) => name);
  return [
    lineOf(({ name }) => name),
    lineOf((column) => "─".repeat(column.width)),
    ...rows.map((_row, index) => lineOf(({ cells }) => cells[index] ?? "")),
    ...leftLines([...left, ...names.slice(mostColumns)]),
  ].join("\n");
};
