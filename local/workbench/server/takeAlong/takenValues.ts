import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { isRecord } from "../../../platform/isRecord";
import type { EnteredPair, EnteredValue, EnteredValues } from "../../takeAlong/takenStep";

const sources = ["reference", "template"] as const;

/** Where the value of a box comes from; undefined where it was typed. */
const sourceOf = (entered: unknown): EnteredValue | undefined => {
  if (!isRecord(entered) || Object.keys(entered).length !== 1) return undefined;
  const source = sources.find((name) => Object.hasOwn(entered, name));
  if (source === undefined) return undefined;
  const text = String(entered[source]);
  return source === "reference" ? { reference: text.trim() } : { template: text };
};

/** What was typed into a box. */
const typedIn = (entered: unknown): unknown =>
  isRecord(entered) && Object.keys(entered).length === 1 && Object.hasOwn(entered, "value")
    ? entered["value"]
    : entered;

const single = (input: Input): Input => ({ ...input, collection: "" });

const pairOf = (input: Input, row: unknown): EnteredPair => {
  const { key, value } = isRecord(row) ? row : {};
  return { key: String(key ?? ""), entry: takenValue(single(input), value) ?? { value: "" } };
};

const rowsOf = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value;
  return isRecord(value) ? Object.entries(value).map(([key, entry]) => ({ key, value: entry })) : [];
};

const isFile = (value: unknown): value is { $file: string; name: unknown } =>
  isRecord(value) && typeof value["$file"] === "string";

const takenValue = (input: Input, entered: unknown): EnteredValue | undefined => {
  const source = sourceOf(entered);
  if (source) return source;
  const value = typedIn(entered);
  if (value === undefined || value === null) return undefined;
  if (isFile(value)) return { file: String(value.name) };
  if (input.collection === "keyvaluelist" && typeof value === "object") {
    return { pairs: rowsOf(value).map((row) => pairOf(input, row)) };
  }
  if (Array.isArray(value) && (input.collection || value.some(isFile))) {
    return { list: value.map((entry) => takenValue(single(input), entry) ?? { value: "" }) };
  }
  if (isRecord(value) && input.inputs) return { group: takenValues(input.inputs, value) };
  return { value: typeof value === "object" ? JSON.stringify(value) : String(value) };
};

/** A page's form as it is taken along. Connections, and boxes that were left alone, are left out. */
export const takenValues = (
  inputs: readonly Input[],
  form: Readonly<Record<string, unknown>>,
): EnteredValues =>
  Object.fromEntries(
    inputs
      .filter(({ key, type }) => type !== "connection" && Object.hasOwn(form, key))
      .flatMap((input) => {
        const value = takenValue(input, form[input.key]);
        return value ? [[input.key, value]] : [];
      }),
  );
