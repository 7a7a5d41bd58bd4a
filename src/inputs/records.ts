import { input } from "@prismatic-io/spectral";
import { refuseInput } from "../text/InputError";
import { fieldsOf } from "../text/isObject";
import { withNotices } from "../text/notices";
import { parseJsonExactly } from "../text/parseJsonExactly";
import { jsonText } from "../text/plainValue";
import { isEmpty, shown } from "./cleaners";
import { findList, isFields, listOf, pageNotice, withoutMarks } from "./listOf";
import { filledList, parseJson } from "./parseJson";
import { givenTable, listedTable } from "./recordsTable";

/** One of many objects that a step processes. */
export type DataRecord = Readonly<Record<string, unknown>>;

const label = "Records";
const example = '[{"name": "Ada", "country": "GB"}, {"name": "Grace", "country": "US"}]';
const accepted = `Accepted is, for example, ${example}`;

/** True for an object with fields of its own, also of a class. Dates, errors and promises have none. */
const isRecord = (value: unknown): value is DataRecord => {
  if (!isFields(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm has another Object.prototype, whose prototype is null as well.
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
  return isPlain || Object.keys(value).length > 0;
};

/** What files of JSON Lines say that they are: there is no registered type. */
const linesType = /ndjson|json-?lines?\b|jsonl\b/i;

const isJsonLines = (text: string, leastLines: number): boolean => {
  const lines = text.split("\n", 50).filter((line) => line.trim() !== "");
  try {
    return lines.length >= leastLines && isFields(JSON.parse(lines[0] ?? ""));
  } catch {
    return false;
  }
};

/** True for an object on a line of its own that is no output with a list: JSON Lines of one record. */
const isOnlyLine = (text: string, parsed: unknown): boolean =>
  text.indexOf("\n") >= text.trimEnd().length && isFields(parsed) && !Array.isArray(listOf(parsed, label));

/** Parses JSON, or JSON Lines with an object on each line. */
const parseRecords = (text: string, isLines: boolean): unknown => {
  if (!isJsonLines(text, isLines ? 1 : 2)) {
    const parsed = parseJsonExactly(text);
    return isOnlyLine(text, parsed) ? [parsed] : parsed;
  }
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [parseJsonExactly(line)];
    } catch {
      return refuseInput(label, `line ${index + 1} is not JSON: ${shown(line)}.`, accepted);
    }
  });
};

const readRecord = (record: unknown, index: number): DataRecord => {
  // An object of a class is copied: only its fields survive when a step's output is saved.
  if (isRecord(record)) return Object.getPrototypeOf(record) === Object.prototype ? record : { ...record };
  const given = record === undefined ? "missing" : shown(jsonText(record));
  return refuseInput(label, `record ${index + 1} is ${given}.`, `It has to be an object. ${accepted}`);
};

/** A list that a step gives, or that JSON holds. */
const listedRecords = (value: unknown): DataRecord[] => {
  const { contentType } = fieldsOf(value);
  const isLines = typeof contentType === "string" && linesType.test(contentType);
  const options = { entry: "record", parse: (text: string) => parseRecords(text, isLines) };
  const found = findList(isEmpty(value) ? [] : parseJson(label, value, example, options), label);
  const list = filledList(label, found.list, "there is no record.", accepted);
  // Empty slots of a list count as entries, too.
  const { records: read, notices } = Array.isArray(list[0])
    ? listedTable(label, list)
    : { records: Array.from(list, readRecord), notices: [] };
  const told = [...pageNotice(found), ...notices].map((notice) => `${label}: ${notice}`);
  return withNotices(found.within ? read.map(withoutMarks) : read, told);
};

/**
 * Cleans a list of records: objects or rows of an earlier step, JSON, JSON Lines, or a table as CSV. Integers beyond
 * 2^53 in JSON become the text of their digits. What a step should tell of how they were read is in `noticesOf`.
 * @throws InputError with the place of the first entry that is not an object, or with the line of a table.
 */
export const cleanRecords = (value: unknown): DataRecord[] => {
  const table = isEmpty(value) ? undefined : givenTable(label, value);
  if (!table) return listedRecords(value);
  return withNotices(
    table.records,
    table.notices.map((notice) => `${label}: ${notice}`),
  );
};

/** Input for a list of objects, which are processed one by one. */
export const records = input({
  label,
  type: "code",
  language: "json",
  required: true,
  comments:
    "A list or file of an earlier step, or CSV, JSON or JSON Lines. The whole output of a step that has such a list is taken as well.",
  placeholder: "Enter JSON or CSV, or reference a list or a file",
  example,
  clean: cleanRecords,
});
