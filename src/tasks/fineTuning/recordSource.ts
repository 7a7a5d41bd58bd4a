import { isUtf8 } from "node:buffer";
import { isEmpty, refuse, shown } from "../../inputs/cleaners";
import { type FoundList, findList, pageNotice, withoutMarks } from "../../inputs/listOf";
import { parseJson } from "../../inputs/parseJson";
import type { DataRecord } from "../../inputs/records";
import { givenTable, listedTable, refuseWorkbook } from "../../inputs/recordsTable";
import type { NextTurn } from "../../pacing/turns";
import { fileOf } from "../../text/bytesOf";
import { refuseInput } from "../../text/InputError";
import { isObject } from "../../text/isObject";
import { parseJsonExactly } from "../../text/parseJsonExactly";
import { jsonText, plainValue } from "../../text/plainValue";
import { repeatedKey } from "../../text/repeatedKey";
import type { TableRecords } from "../../text/tables/tableRecords";
import { documentInText } from "../../text/utf8Text";
import { batchFileBytes } from "../batches/batchFileBytes";
import { type JsonLines, lineEdges } from "../batches/jsonLineRows";
import { valueEdges } from "./recordEdges";

/** A record, or why it can't be read: the same words for the same reason, and what stands there. */
export type ReadRecord =
  | { record: DataRecord; hasLongNumbers?: boolean }
  | { reason: string; detail?: string };

/** Records as they were given. One is read whenever it is needed: nobody holds them all parsed. */
export interface RecordSource {
  /** Of the input that they were entered in. */
  label: string;
  count: number;
  read(index: number): ReadRecord;
  /** What was made of a table that its writer may not expect. */
  notices?: readonly string[];
}

const rowsExample = '[["prompt", "completion"], ["Is it open?", "Yes."]]';

const notAnObject = (value: unknown): ReadRecord => ({
  reason: `It is ${Array.isArray(value) ? "a list, not" : "not"} an object.`,
  detail: value === undefined ? "missing" : shown(jsonText(value)),
});

const readEntry = (entry: unknown): ReadRecord => {
  const plain = plainValue(entry);
  if ("problem" in plain) return { reason: `It holds a value that ${plain.problem}.` };
  return isObject(plain.value) ? { record: plain.value } : notAnObject(plain.value);
};

const tableSource = (label: string, { records, notices }: TableRecords): RecordSource => ({
  label,
  count: records.length,
  read: (index) => readEntry(records[index]),
  notices,
});

const listSource = (label: string, list: readonly unknown[], found?: FoundList): RecordSource => {
  const notices = found && pageNotice(found);
  if (Array.isArray(list[0])) {
    const table = listedTable(label, list);
    return tableSource(label, { ...table, notices: [...(notices ?? []), ...table.notices] });
  }
  return {
    label,
    count: list.length,
    // Holes of a list count as entries, too.
    read: (index) => {
      const entry = list[index];
      const read = typeof entry === "string" ? readText(entry) : readEntry(entry);
      return found?.within && "record" in read ? { ...read, record: withoutMarks(read.record) } : read;
    },
    ...(notices && { notices }),
  };
};

/** A number that may be more than 2^53; only such a text is read twice. */
const longDigits = /\d{16}/;

const readText = (text: string): ReadRecord => {
  let record: unknown;
  try {
    record = parseJsonExactly(text);
  } catch (error) {
    if (error instanceof RangeError) return { reason: "It is nested too deep to be read." };
    return { reason: "It is not JSON.", detail: shown(text) };
  }
  if (!isObject(record)) return notAnObject(record);
  const repeated = repeatedKey(text);
  if (repeated !== undefined) return { reason: "It has a field twice.", detail: shown(repeated) };
  const isLong = longDigits.test(text) && JSON.stringify(record) !== JSON.stringify(JSON.parse(text));
  return { record, ...(isLong && { hasLongNumbers: true }) };
};

const textSource = (label: string, source: JsonLines, edges: readonly number[]): RecordSource => ({
  label,
  count: edges.length / 2,
  read: (index) => {
    const own = source.slice(edges[2 * index], edges[2 * index + 1]);
    if (typeof own !== "string" && !isUtf8(own))
      return {
        reason: "It is not in UTF-8: it has bytes that are no character there. Save the file as UTF-8.",
      };
    return readText(own.toString());
  },
});

const isJsonObject = (source: JsonLines, edges: readonly number[], line: number): boolean => {
  const [start, end] = [edges[2 * line], edges[2 * line + 1]];
  if (start === undefined) return false;
  const read = readText(source.slice(start, end).toString());
  return "record" in read;
};

/** A JSON list of objects or of lists, or objects that span lines. */
const valueSource = async (label: string, source: JsonLines, nextTurn: NextTurn): Promise<RecordSource> => {
  const edges = await valueEdges(label, source, nextTurn);
  const values = textSource(label, source, edges);
  if (source.slice(edges[0] ?? 0, (edges[0] ?? 0) + 1).toString() !== "[") return values;
  return listSource(label, parseJson(label, source, rowsExample) as unknown[]);
};

/** So many lines are looked at for one that is an object. */
const triedLines = 20;

/** JSON Lines, where one of the first lines is an object; else JSON, or a table. */
const parsedSource = async (label: string, source: JsonLines, nextTurn: NextTurn): Promise<RecordSource> => {
  const lines = await lineEdges(source, nextTurn);
  const tried = Array.from({ length: Math.min(triedLines, lines.length / 2) }, (_, line) => line);
  const first = source.slice(lines[0] ?? 0, (lines[0] ?? 0) + 1).toString();
  if (first !== "[" && tried.some((line) => isJsonObject(source, lines, line)))
    return textSource(label, source, lines);
  const table = givenTable(label, source);
  if (table) return tableSource(label, table);
  if (first === "[" || first === "{") return valueSource(label, source, nextTurn);
  return refuse(
    label,
    source.slice(0, 200).toString(),
    "It has to be a JSON list of objects, JSON Lines, or CSV with a header.",
  );
};

/** An output of a step that has its list within, where it is the only record. */
const opened = (source: RecordSource): RecordSource => {
  if (source.count !== 1) return source;
  const read = source.read(0);
  const found = "record" in read ? findList(read.record, source.label) : undefined;
  return Array.isArray(found?.list) ? listSource(source.label, found.list, found) : source;
};

const sourceOf = async (label: string, given: unknown, nextTurn: NextTurn): Promise<RecordSource> => {
  if (isEmpty(given)) return listSource(label, []);
  refuseWorkbook(label, given);
  const file = fileOf(given);
  if (file) return opened(await parsedSource(label, batchFileBytes(label, file.bytes), nextTurn));
  const { data } = given as { data?: unknown };
  const text = [given, data].find((value) => typeof value === "string");
  if (text !== undefined) {
    const document = documentInText(text);
    if (document === undefined) return opened(await parsedSource(label, text, nextTurn));
    return refuseInput(
      label,
      `the text is ${document} read as text.`,
      "Take its rows out of it before this step.",
    );
  }
  const found = findList(given, label);
  return Array.isArray(found.list)
    ? listSource(label, found.list, found)
    : refuse(label, jsonText(given), "Reference a list or a file of an earlier step.");
};

/**
 * Records of an earlier step's list, of JSON, JSON Lines or a table as text or a file, in UTF-8 or in UTF-16 with a
 * mark. A record that can't be read is told when it is read. But for a table, the text is neither copied nor parsed as
 * a whole.
 * @throws InputError by the label for what holds no records, and when there is none.
 */
export const openRecordSource = async (
  label: string,
  given: unknown,
  nextTurn: NextTurn,
): Promise<RecordSource> => {
  const source = await sourceOf(label, given, nextTurn);
  if (source.count === 0) refuseInput(label, "there is no record.", "Enter at least one.");
  return source;
};
