import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { isRecord } from "../../../platform/isRecord";
import type { EnteredForm } from "../../wire/entered";
import type { FileShelf } from "../FileShelf";

/** A file as steps give it: its bytes, and perhaps what they are. */
const fileIn = (value: unknown): { data: Buffer; contentType?: string; fileName?: string } | undefined => {
  if (Buffer.isBuffer(value)) return { data: value };
  const { data, contentType, fileName } = isRecord(value) ? value : {};
  if (!Buffer.isBuffer(data)) return undefined;
  return {
    data,
    ...(typeof contentType === "string" && { contentType }),
    ...(typeof fileName === "string" && { fileName }),
  };
};

/** One value as a box holds it: files stand on the shelf, a box for files may have a list, and the rest is JSON. */
const boxed = (input: Input, value: unknown, files: FileShelf): unknown => {
  const file = fileIn(value);
  if (file) return files.add(file.data, file.fileName ?? input.key, file.contentType);
  if (typeof value === "string" || value === undefined || value === null) return value;
  if (input.type !== "data" || !Array.isArray(value)) return JSON.stringify(value);
  const list: unknown[] = value.map((one) => boxed(input, one, files));
  return list.length === 1 ? list[0] : list;
};

const entry = (input: Input, value: unknown, files: FileShelf): unknown => {
  const single = { ...input, collection: "" };
  if (input.collection !== "keyvaluelist" || !isRecord(value)) return enteredValue(single, value, files);
  return { key: value["key"], value: enteredValue(single, value["value"], files) };
};

const enteredValue = (input: Input, value: unknown, files: FileShelf): unknown => {
  if (input.collection && Array.isArray(value)) return value.map((one) => entry(input, one, files));
  if (input.type === "structuredObject" && isRecord(value)) {
    return enteredSample(input.inputs ?? [], value, files);
  }
  return boxed(input, value, files);
};

/** Values of a case as a page enters them. Connections are chosen beside the form. */
export const enteredSample = (
  inputs: readonly Input[],
  values: Readonly<Record<string, unknown>>,
  files: FileShelf,
): EnteredForm =>
  Object.fromEntries(
    inputs
      .filter(({ key, type }) => type !== "connection" && values[key] !== undefined)
      .map((input) => [input.key, { value: enteredValue(input, values[input.key], files) }]),
  );
