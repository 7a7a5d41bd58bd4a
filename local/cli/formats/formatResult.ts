import { csvText } from "../../../src/text/tables/writeTable";
import { UsageError } from "../../platform/usageError";
import { describeResult } from "../describeResult";
import type { WrittenFile } from "../resultFiles";
import { printable } from "../terminal";
import { meantEntries, namesIn, type Row, rowsOf } from "./meantEntries";
import { textTable } from "./textTable";

/** The forms in which a result can be printed. */
export const resultFormats = ["text", "table", "json", "jsonl", "csv"] as const;
/** One of them. */
export type ResultFormat = (typeof resultFormats)[number];

/** Most cells of CSV: a new field in each of many rows fills up memory with empty ones. */
const mostCells = 20_000_000;

const checkCells = (rows: readonly Row[]): void => {
  const count = namesIn(rows).length;
  if (count * rows.length > mostCells)
    throw new UsageError(
      `--format csv: ${rows.length} rows of ${count} columns are too many cells: choose jsonl.`,
    );
};

/** CSV in which a spreadsheet computes nothing, without the mark for Excel, which other programs read as a letter. */
const csvOf = (rows: readonly Row[]): string => {
  checkCells(rows);
  return csvText(rows, true).replace(/^\ufeff|\r\n$/g, "");
};

/** Each entry as it is: only tables need it to be an object. */
const linesOf = (value: unknown): string =>
  (meantEntries(value) ?? [value]).map((entry) => JSON.stringify(entry ?? null)).join("\n");

/** The fields of a result that is about no list, one below the other, without those that hold nothing. */
const fieldsOf = (value: unknown): Row[] =>
  rowsOf(value)
    .flatMap((row) => Object.entries(row).map(([field, entry]) => ({ field, value: entry })))
    .filter((row) => row.value !== null);

const tableOf = (value: unknown, width: number): string =>
  textTable(meantEntries(value) ? rowsOf(value) : fieldsOf(value), width);

/**
 * A result as it is printed, without the last line's end. Tables have the list that it is about: one row for each
 * entry, lists and objects in it as JSON.
 * @param width - columns of the terminal
 * @throws UsageError for CSV of too many cells
 */
export const formatResult = (
  format: ResultFormat,
  value: unknown,
  files: readonly WrittenFile[],
  width: number,
): string => {
  switch (format) {
    case "text":
      return printable(describeResult(value, files, (shown) => tableOf(shown, width)));
    case "table":
      return tableOf(value, width);
    case "json":
      return JSON.stringify(value, null, 2);
    case "jsonl":
      return linesOf(value);
    case "csv":
      return csvOf(rowsOf(value));
  }
};
