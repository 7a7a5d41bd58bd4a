import { parse } from "papaparse";
import { isBlankCell } from "./isBlankCell";

/** The rows of a text, and what of its quotes is not as they are written. */
interface ParsedRows {
  rows: string[][];
  /** The place behind a quote that is never closed. */
  openAt: number | undefined;
  /** The rows with a quote in quotes that is not doubled. */
  strayRows: number[];
}

const rowsOf = (text: string, delimiter: string, escapeChar: '"' | "\\"): ParsedRows => {
  const { data, errors } = parse(text, { header: false, delimiter, newline: "\n", escapeChar, preview: 0 });
  const strays = errors.filter(({ code }) => code === "InvalidQuotes");
  return {
    rows: data,
    openAt: errors.find(({ code }) => code === "MissingQuotes")?.index,
    strayRows: [...new Set(strays.map(({ row = 0 }) => row))],
  };
};

const isClean = ({ rows, openAt, strayRows }: ParsedRows): boolean => {
  const header = rows.find((row) => !row.every(isBlankCell)) ?? [];
  return (
    openAt === undefined &&
    strayRows.length === 0 &&
    rows.every((row) => row.slice(header.length).every(isBlankCell))
  );
};

/** A text without the blanks between a delimiter and a quote, as people type them. */
const withoutBlanks = (text: string, delimiter: string): string =>
  text
    .split(delimiter)
    .map((part, index) => (index > 0 && /^ +"(?!")/.test(part) ? part.trimStart() : part))
    .join(delimiter);

/**
 * The rows of a text whose lines end with line feeds. Where quotes are doubled by a backslash, or stand behind a blank,
 * it is read so if nothing else is wrong with it then.
 */
export const parseRows = (text: string, delimiter: string): ParsedRows => {
  const plain = rowsOf(text, delimiter, '"');
  if (isClean(plain)) return plain;
  const others = [
    () => (text.includes('\\"') ? rowsOf(text, delimiter, "\\") : plain),
    () => (text.includes(' "') ? rowsOf(withoutBlanks(text, delimiter), delimiter, '"') : plain),
  ];
  for (const read of others) {
    const other = read();
    if (isClean(other)) return other;
  }
  return plain;
};
