import type { JsonObject } from "../isObject";
import { jsonText } from "../plainValue";
import { safeCell } from "./safeCell";

const cellText = (value: unknown): string => {
  if (value === undefined || value === null) return "";
  // JSON has null for these.
  if (typeof value === "number" && !Number.isFinite(value)) return "";
  if (typeof value === "string") return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString();
  return jsonText(value);
};

/** In quotes where a reader would cut or trim it otherwise, or take the table for JSON or a page. */
const quoted = (text: string): string =>
  /[",;\t|\r\n]|^[\s[{`<]|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** The names of the fields of all records, in the order in which they first occur. */
const columnsOf = (records: readonly Readonly<JsonObject>[]): string[] => {
  const columns = new Set<string>();
  for (const record of records) for (const name of Object.keys(record)) columns.add(name);
  return [...columns];
};

/**
 * Records as CSV, with commas, quotes and line ends as in RFC 4180. Objects and lists in them become JSON.
 * @param isForSpreadsheets - true adds the mark without which Excel reads letters in its own encoding, and an apostrophe
 * before what it would compute
 */
export const csvText = (records: readonly Readonly<JsonObject>[], isForSpreadsheets: boolean): string => {
  const columns = columnsOf(records);
  const cell = (value: unknown): string => {
    const text = cellText(value);
    return quoted(isForSpreadsheets ? safeCell(text) : text);
  };
  // A line with nothing in it would be passed over.
  const lineOf = (cells: readonly string[]): string => `${cells.join(",") || '""'}\r\n`;
  let text = isForSpreadsheets ? "\ufeff" : "";
  if (columns.length === 0) return text;
  text += lineOf(columns.map(cell));
  for (const record of records)
    text += lineOf(columns.map((name) => (Object.hasOwn(record, name) ? cell(record[name]) : "")));
  return text;
};

/** Records as JSON Lines, without a mark, which services refuse. */
export const jsonLinesText = (records: readonly Readonly<JsonObject>[]): string =>
  records.map((record) => `${jsonText(record)}\n`).join("");
