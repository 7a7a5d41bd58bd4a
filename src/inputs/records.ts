import { input } from "@prismatic-io/spectral";
import { bytesOf, fileOf } from "../text/bytesOf";
import { refuseInput } from "../text/InputError";
import { isObject } from "../text/isObject";
import { parseJsonExactly } from "../text/parseJsonExactly";
import { jsonText } from "../text/plainValue";
import { isEmpty, shown } from "./cleaners";
import { filledList, parseJson } from "./parseJson";

/** One of many objects that a step processes. */
export type DataRecord = Readonly<Record<string, unknown>>;

const label = "Records";
const example = '[{"name": "Ada", "country": "GB"}, {"name": "Grace", "country": "US"}]';
const accepted = `Accepted is, for example, ${example}`;

/** Properties in which outputs of our steps have their list; the first that exists counts. */
const ownListNames = ["records", "results", "items"] as const;
/** Properties in which other services have theirs: OData has value, many have data or rows. */
const otherListNames = ["value", "data", "rows"] as const;

const isFields = (value: unknown): value is DataRecord => isObject(value) && !bytesOf(value);

/** True for an object with fields of its own, also of a class. Dates, errors and promises have none. */
const isRecord = (value: unknown): value is DataRecord => {
  if (!isFields(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm has another Object.prototype, whose prototype is null as well.
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null;
  return isPlain || Object.keys(value).length > 0;
};

/**
 * Returns the list itself, or the list in an earlier step's output.
 * @param named - the label of the input
 * @throws InputError that names two lists, where either may be meant.
 */
export const listOf = (value: unknown, named = label): unknown => {
  if (!isFields(value) || fileOf(value)) return value;
  const own = ownListNames.find((name) => Array.isArray(value[name]));
  if (own !== undefined) return value[own];
  const [name, ...rivals] = otherListNames.filter((candidate) => Array.isArray(value[candidate]));
  if (rivals.length > 0)
    refuseInput(named, `there are lists in ${[name, ...rivals].join(" and ")}.`, "Reference one of them.");
  if (name !== undefined) return value[name];
  // A step's whole output has its data under data.
  return isFields(value.data) ? listOf(value.data, named) : value;
};

const isJsonLines = (text: string): boolean => {
  const lines = text.split("\n", 50).filter((line) => line.trim() !== "");
  try {
    return lines.length > 1 && isFields(JSON.parse(lines[0] ?? ""));
  } catch {
    return false;
  }
};

/** Parses JSON, or JSON Lines with an object on each line. */
const parseRecords = (text: string): unknown => {
  if (!isJsonLines(text)) return parseJsonExactly(text);
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [parseJsonExactly(line)];
    } catch {
      return refuseInput(label, `line ${index + 1} is not JSON: ${shown(line)}.`, accepted);
    }
  });
};

/** What to do about rows of a table. */
export const rowsHint =
  "Rows of a table, such as CSV, need a step before this one that makes objects of them.";

const readRecord = (record: unknown, index: number): DataRecord => {
  // An object of a class is copied: only its fields survive when a step's output is saved.
  if (isRecord(record)) return Object.getPrototypeOf(record) === Object.prototype ? record : { ...record };
  const hint = Array.isArray(record) ? ` ${rowsHint}` : "";
  const given = record === undefined ? "missing" : shown(jsonText(record));
  return refuseInput(label, `record ${index + 1} is ${given}.`, `It has to be an object.${hint} ${accepted}`);
};

/**
 * Cleans a list of objects given as JSON, as JSON Lines or by an earlier step. Integers beyond 2^53 in JSON become the
 * text of their digits.
 * @throws InputError with the place of the first entry that is not an object.
 */
export const cleanRecords = (value: unknown): DataRecord[] => {
  const options = { entry: "record", hint: rowsHint, parse: parseRecords };
  const list = isEmpty(value) ? [] : listOf(parseJson(label, value, example, options));
  // Empty slots of a list count as entries, too.
  return Array.from(filledList(label, list, "there is no record.", accepted), readRecord);
};

/** Input for a list of objects, which are processed one by one. */
export const records = input({
  label,
  type: "code",
  language: "json",
  required: true,
  comments:
    "A JSON list of objects, JSON Lines, or the list of an earlier step. An output with a list named records, results, items, value, data or rows is taken as well.",
  placeholder: "Enter a JSON list of objects",
  example,
  clean: cleanRecords,
});
