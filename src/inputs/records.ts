import { input } from "@prismatic-io/spectral";
import { shown } from "./cleaners";
import { parseJson } from "./parseJson";

/** One of many objects that a step works on. */
export type DataRecord = Readonly<Record<string, unknown>>;

const label = "Records";
const example = '[{"name": "Ada", "country": "GB"}, {"name": "Grace", "country": "US"}]';
const accepted = `Accepted is, for example, ${example}`;

/** Where outputs of steps keep their list, the first that is there. */
const listNames = ["records", "results", "items"] as const;

const isPlainObject = (value: unknown): value is DataRecord => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm has another Object.prototype, whose own prototype is null as well.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

/** The list itself, or the one in the output of an earlier step. */
const listOf = (value: unknown): unknown => {
  if (!isPlainObject(value)) return value;
  const name = listNames.find((candidate) => Array.isArray(value[candidate]));
  return name === undefined ? value : value[name];
};

/**
 * A list of objects from JSON or from an earlier step.
 * @throws Error that names the place of the first entry that is no object.
 */
export const cleanRecords = (value: unknown): DataRecord[] => {
  const isEmpty = value === undefined || value === null || (typeof value === "string" && value.trim() === "");
  const file = isPlainObject(value) && Buffer.isBuffer(value.data) ? value.data : value;
  const list = isEmpty ? [] : listOf(parseJson(label, file, example));
  if (!Array.isArray(list)) throw new Error(`${label}: this is not a list. ${accepted}`);
  if (list.length === 0) throw new Error(`${label}: there is no record. ${accepted}`);
  return list.map((record, index) => {
    if (isPlainObject(record)) return record;
    throw new Error(
      `${label}: record ${index + 1} is ${shown(JSON.stringify(record) ?? "missing")}. It has to be an object. ${accepted}`,
    );
  });
};

/** Many objects, each worked on by itself. */
export const records = input({
  label,
  type: "code",
  language: "json",
  required: true,
  comments:
    "A JSON list of objects, or the list of an earlier step. An output with a list named records, results or items is taken as well.",
  placeholder: "Enter a JSON list of objects",
  example,
  clean: cleanRecords,
});
