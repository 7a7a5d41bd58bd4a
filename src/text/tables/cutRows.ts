import { Parser } from "papaparse";

/** Rows of cells, and what the parser says of their quotes. */
interface CutRows {
  rows: string[][];
  /** The place behind a quote that is never closed. */
  openAt: number | undefined;
  /** The rows with a quote in quotes that is not doubled. */
  strayRows: number[];
}

/**
 * Cuts a text, whose lines end with line feeds, into rows of cells.
 * @param escapeChar - what doubles a quote within quotes
 * @param mostRows - so many rows at most; 0 for all
 */
export const cutRows = (
  text: string,
  delimiter: string,
  escapeChar: '"' | "\\" = '"',
  mostRows = 0,
): CutRows => {
  const parser = new Parser({ delimiter, newline: "\n", escapeChar, preview: mostRows });
  const { data, errors } = parser.parse(text, 0, false);
  const strays = errors.filter(({ code }) => code === "InvalidQuotes");
  return {
    rows: data,
    openAt: errors.find(({ code }) => code === "MissingQuotes")?.index,
    strayRows: [...new Set(strays.map(({ row = 0 }) => row))],
  };
};
