import { input } from "@prismatic-io/spectral";
import { isEmpty, refuse } from "../../inputs/cleaners";
import { bytesOf } from "../../text/bytesOf";
import { isObject } from "../../text/isObject";

const isPlain = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && !ArrayBuffer.isView(value);

/** Turns values that an earlier step parsed into lines: a list of objects or of lines, or a single object. */
const parsedLines = (value: unknown): string | undefined => {
  const list = Array.isArray(value) ? value : [value];
  const isList = list.length > 0 && list.every((entry) => typeof entry === "string" || isPlain(entry));
  const isLine = Array.isArray(value) || (isPlain(value) && "custom_id" in value);
  if (!isList || !isLine) return undefined;
  try {
    return list.map((entry) => (typeof entry === "string" ? entry : JSON.stringify(entry))).join("\n");
  } catch {
    // A bigint, or an object that contains itself.
    return undefined;
  }
};

const cleanJsonLines = (value: unknown): string | Buffer | undefined => {
  if (isEmpty(value)) return undefined;
  const { data } = value as { data?: unknown };
  const inner = bytesOf(value) ?? bytesOf(data) ?? data ?? value;
  if (Buffer.isBuffer(inner) || typeof inner === "string") return inner;
  return (
    parsedLines(inner) ??
    refuse(
      "JSON Lines",
      value,
      "Reference a file of an earlier step, or enter lines: one object as JSON on each.",
    )
  );
};

/** Input for a batch's ready lines. */
export const jsonLines = input({
  label: "JSON Lines",
  type: "data",
  required: false,
  comments:
    'A batch file (.jsonl) or its text, on each line an object with custom_id, method "POST", url and body. Enter this or Input File ID, not both.',
  placeholder: "Reference a file or enter lines",
  example: "A reference to a file of an earlier step",
  clean: cleanJsonLines,
});
