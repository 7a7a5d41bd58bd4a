import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { extensionOf } from "../../platform/fileValue";
import { isRecord } from "../../platform/isRecord";
import type { InputValues } from "../../platform/stepParams";
import type { EnteredPair, EnteredValue, EnteredValues } from "./takenStep";

const single = (input: Input): Input => ({ ...input, collection: "" });

const pairsOf = (input: Input, value: unknown): EnteredPair[] => {
  const rows = Array.isArray(value)
    ? value
    : Object.entries(value as object).map(([key, entry]) => ({ key, value: entry }));
  return rows.filter(isRecord).map((row) => ({
    key: String(row["key"] ?? ""),
    entry: enteredValue(single(input), row["value"]),
  }));
};

/** An object with such a key alone says where the value comes from. */
const sourceOf = (value: Record<string, unknown>): EnteredValue | undefined => {
  const [entry, ...others] = Object.entries(value);
  if (!entry || others.length > 0 || typeof entry[1] !== "string") return undefined;
  const [key, text] = entry;
  if (key === "reference") return { reference: text };
  return key === "template" ? { template: text } : undefined;
};

const isFile = (value: Record<string, unknown>): boolean =>
  value["data"] instanceof Uint8Array && typeof value["contentType"] === "string";

const enteredValue = (input: Input, value: unknown): EnteredValue => {
  if (isRecord(value)) {
    if (isFile(value)) return { file: `${input.key}${extensionOf(String(value["contentType"]))}` };
    const source = sourceOf(value);
    if (source) return source;
  }
  const isObject = typeof value === "object" && value !== null;
  if (isObject && input.collection === "keyvaluelist") return { pairs: pairsOf(input, value) };
  if (Array.isArray(value)) return { list: value.map((entry) => enteredValue(single(input), entry)) };
  if (isRecord(value) && input.inputs) return { group: enteredValues(input.inputs, value) };
  if (isObject) return { value: JSON.stringify(value) };
  return { value: value === null || value === undefined ? "" : String(value) };
};

/**
 * A form as the designer holds it, box by box. `{reference}` and `{template}` say where a value comes from, at any
 * level; a file stands for its content. Connections and inputs without a value are left out.
 */
export const enteredValues = (inputs: readonly Input[], form: InputValues): EnteredValues =>
  Object.fromEntries(
    inputs
      .filter(({ key, type }) => type !== "connection" && form[key] !== undefined && form[key] !== null)
      .map((input) => [input.key, enteredValue(input, form[input.key])]),
  );
