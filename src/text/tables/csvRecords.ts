import { refuseInput } from "../InputError";
import { delimiterOf } from "./delimiter";
import { isBlankRow } from "./isBlankCell";
import { parseRows } from "./parseRows";
import { type TableRecords, tableRecords } from "./tableRecords";

const lineFeed = 0x0a;

const lineFeeds = (text: string, end = text.length): number => {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
};

/** More blanks in a row mean nothing, and papaparse looks at all of them again for each quote before them. */
const mostBlanks = 1000;

const hasEndlessBlanks = (text: string): boolean => {
  let length = 0;
  for (let at = 0; at < text.length && length <= mostBlanks; at += 1) {
    const code = text.charCodeAt(at);
    const isBlank = code === lineFeed ? false : code <= 0x20 || (code > 0x7f && /\s/.test(text.charAt(at)));
    length = isBlank ? length + 1 : 0;
  }
  return length > mostBlanks;
};

/** The line of a row: quotes keep the line feeds of a cell in it. */
const lineOf = (rows: readonly string[][], row: number, linesAbove: number): number =>
  rows
    .slice(0, row)
    .reduce((line, cells) => cells.reduce((sum, cell) => sum + lineFeeds(cell), line + 1), linesAbove + 1);

/** Excel's own first line, which names the delimiter. */
const excelLine = /^"?sep=(.)"?\n/i;

/**
 * Reads CSV with any of the usual delimiters, and a header in its first line. Cells stay text.
 * @throws InputError with the line of a quote that is never closed, or of a row with more cells than the header.
 */
export const csvRecords = (label: string, given: string): TableRecords => {
  // Files that were joined have a mark, and perhaps other line ends, at the start of each.
  const lines = given.replace(/\r\n?/g, "\n").replace(/(^|\n)\ufeff/g, "$1");
  if (lines.includes('"') && hasEndlessBlanks(lines))
    refuseInput(label, `a cell has more than ${mostBlanks} blanks in a row.`, "Trim its cells.");
  const [named = "", sign] = excelLine.exec(lines) ?? [];
  const text = lines.slice(named.length);
  const linesAbove = named === "" ? 0 : 1;
  const { rows, openAt, strayRows } = parseRows(text, sign ?? delimiterOf(label, text));
  const placeOf = (row: number): string => `line ${lineOf(rows, row, linesAbove)}`;
  if (openAt !== undefined)
    refuseInput(
      label,
      `the quote that is opened in line ${lineFeeds(text, openAt) + linesAbove + 1} is never closed.`,
      "Close it, or double the quotes within the cell.",
    );
  const { records, notices } = tableRecords(label, { rows, placeOf });
  const width = rows.find((row) => !isBlankRow(row))?.length ?? 0;
  const short = rows.flatMap((row, index) => (row.length < width && !isBlankRow(row) ? [index] : []));
  const tell = (what: string, found: readonly number[], so: string): void => {
    if (found[0] !== undefined)
      notices.push(`${what} (${found.length}, the first in ${placeOf(found[0])}): ${so}.`);
  };
  tell("rows have quotes within quotes that are not doubled", strayRows, "check their cells");
  tell("rows have fewer cells than the header", short, "what they lack is empty");
  return { records, notices };
};
