import { isAscii, isUtf8 } from "node:buffer";
import { fileOf } from "../text/bytesOf";
import { fileFormat } from "../text/fileFormat";
import { refuseInput } from "../text/InputError";
import { isUtf16 } from "../text/isUtf16";
import { parseJsonExactly } from "../text/parseJsonExactly";
import { csvRecords } from "../text/tables/csvRecords";
import { type TableRecords, tableRecords } from "../text/tables/tableRecords";
import { windows1252 } from "../text/tables/windows1252";
import { shown } from "./cleaners";
import { givenText } from "./textOfBytes";

/** Bytes and characters of a text that decide what it is. */
const headLength = 4096;

/** What workbooks show by their bytes: those of Excel, old ones, and those that begin with another part. */
const workbooks = new Set(["an Excel workbook", "an old Office document", "a ZIP archive"]);

/** What a value shows at its beginning; UTF-16 has a zero beside each sign. */
const headOf = (value: unknown, bytes: Buffer | undefined): string => {
  const { data } = (value ?? {}) as { data?: unknown };
  const given = [value, data].find((one) => typeof one === "string");
  const head = bytes ? bytes.toString("latin1", 0, headLength) : (given ?? "").slice(0, headLength);
  return head.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|\ufeff)/, "").replaceAll("\0", "");
};

/** Names of columns in brackets, as databases write them, are no JSON; `[object Object]` is a list gone wrong. */
const bracketedNames = /^\[(?!(?:true|false|null)\]|object )[\p{L}_][^[\]{}",;\t|\r\n]*\] *[,;\t|]/u;

/**
 * True for what begins as JSON or a page does. JSON that is broken has to be told as such, and not to be read as a
 * table with strange names.
 */
const isMarkup = (head: string): boolean => {
  const start = head.trimStart();
  const [firstLine = ""] = start.split(/[\r\n]/, 1);
  if (bracketedNames.test(firstLine)) return false;
  return /^(?:[[{`]|<[!?a-z])/i.test(start) || firstLine.includes('{"') || firstLine.includes("[{");
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** True for a text of several lines, or of cells with a delimiter between them, that is no value of JSON. */
const isTable = (text: string): boolean => {
  const start = text.trim();
  return (/[\r\n]/.test(start) || /[;,\t|]/.test(start)) && !isJson(start);
};

/** True for a file in UTF-8 that ends within a character, and has complete ones before. */
const isCutOff = (bytes: Buffer): boolean =>
  [1, 2, 3].some((length) => {
    const rest = bytes.subarray(0, bytes.length - length);
    return isUtf8(rest) && !isAscii(rest);
  });

/** A file's text in Windows-1252, in which Excel saves CSV, where it can be nothing else. */
const inWindows1252 = (bytes: Buffer): string | undefined =>
  isUtf8(bytes) || isUtf16(bytes) || bytes.includes(0) || fileFormat(bytes) || isCutOff(bytes)
    ? undefined
    : windows1252(bytes);

/**
 * Refuses a workbook, given as a file or read as text: its rows are compressed.
 * @throws InputError with the label, and with what to save it as.
 */
export const refuseWorkbook = (label: string, value: unknown): void => {
  const bytes = fileOf(value)?.bytes ?? Buffer.from(headOf(value, undefined), "latin1");
  const kind = fileFormat(bytes)?.name;
  if (kind && workbooks.has(kind))
    refuseInput(
      label,
      `this is ${kind}, and no table as text.`,
      "Save a workbook as CSV UTF-8, and reference that file.",
    );
};

/**
 * Records of a list of lists, whose first has the names of the columns.
 * @throws InputError with the label for an entry that is not a list, and for one that is longer than the first.
 */
export const listedTable = (label: string, list: readonly unknown[]): TableRecords => {
  const rows = list.map((row, index): readonly unknown[] =>
    Array.isArray(row)
      ? row
      : refuseInput(label, `row ${index + 1} is not a list, and the first is.`, "Give each row as a list."),
  );
  return tableRecords(label, { rows, placeOf: (row) => `row ${row + 1}` });
};

const isLineOfCells = (line: string): boolean => {
  try {
    const cells: unknown = JSON.parse(line);
    return Array.isArray(cells) && cells.length > 0 && cells.every((cell) => typeof cell !== "object");
  } catch {
    return false;
  }
};

/** The rows of JSON Lines with a list on each line; undefined for any other text. */
const lineRows = (label: string, value: unknown, head: string): unknown[] | undefined => {
  const [first = "", second = ""] = head.trimStart().split(/[\r\n]+/, 2);
  if (!second.trimStart().startsWith("[") || !isLineOfCells(first)) return undefined;
  return givenText(label, value)
    ?.split("\n")
    .flatMap((line, index): unknown[] => {
      try {
        return line.trim() === "" ? [] : [parseJsonExactly(line)];
      } catch {
        return refuseInput(
          label,
          `line ${index + 1} is not JSON: ${shown(line)}.`,
          "Give a list on each line.",
        );
      }
    });
};

/**
 * Records of a table given as text or as a file, in JSON Lines with a list on each line as well; undefined for other JSON and for what is no text.
 * @throws InputError with the label for a workbook, and for a table that can't be read, with the line.
 */
export const givenTable = (label: string, value: unknown): TableRecords | undefined => {
  const bytes = fileOf(value)?.bytes;
  const head = headOf(value, bytes);
  refuseWorkbook(label, value);
  if (isMarkup(head)) {
    const rows = lineRows(label, value, head);
    return rows && listedTable(label, rows);
  }
  const other = bytes && inWindows1252(bytes);
  const text = other ?? givenText(label, value);
  if (text === undefined || !isTable(text)) return undefined;
  const { records, notices } = csvRecords(label, text);
  const encoding =
    "the file is not in UTF-8 and was read as Windows-1252. Save it as CSV UTF-8 if letters look wrong.";
  return { records, notices: other === undefined ? notices : [encoding, ...notices] };
};
