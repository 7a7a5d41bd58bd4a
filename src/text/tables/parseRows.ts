import { cutRows } from "./cutRows";
import { isBlankRow } from "./isBlankCell";

type ParsedRows = ReturnType<typeof cutRows>;

const isClean = ({ rows, openAt, strayRows }: ParsedRows): boolean => {
  const header = rows.find((row) => !isBlankRow(row)) ?? [];
  return (
    openAt === undefined &&
    strayRows.length === 0 &&
    rows.every((row) => row.length <= header.length || isBlankRow(row.slice(header.length)))
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
  const plain = cutRows(text, delimiter);
  if (isClean(plain)) return plain;
  const others = [
    () => (text.includes('\\"') ? cutRows(text, delimiter, "\\") : plain),
    () => (text.includes(' "') ? cutRows(withoutBlanks(text, delimiter), delimiter) : plain),
  ];
  for (const read of others) {
    const other = read();
    if (isClean(other)) return other;
  }
  return plain;
};
