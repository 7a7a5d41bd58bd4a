import { input } from "@prismatic-io/spectral";
import { isEmpty } from "../../inputs/cleaners";
import { parseJson } from "../../inputs/parseJson";
import { refuseInput } from "../../text/InputError";
import { isObject } from "../../text/isObject";
import { markWords, type ValueKind } from "../../text/redaction/find";
import { isMark, type MarkedValue } from "../../text/redaction/MarkRestorer";

const label = "Map";
const example = '[{"mark": "[EMAIL_1]", "kind": "email", "value": "ada@example.com"}]';
const accepted = `Reference the map of Redact Text. Accepted is, for example, ${example}`;

const isKind = (kind: unknown): kind is ValueKind => Object.keys(markWords).includes(kind as string);

const entryOf = (given: unknown, index: number): MarkedValue => {
  const { mark, kind, value } = isObject(given) ? given : {};
  if (isMark(mark) && isKind(kind) && typeof value === "string" && value !== "") return { mark, kind, value };
  return refuseInput(label, `entry ${index + 1} has no mark, kind and value.`, accepted);
};

/** Reads a map: a list of marks with their values, each mark and each value once. */
const cleanMap = (value: unknown): MarkedValue[] => {
  if (isEmpty(value)) return refuseInput(label, "it is empty.", accepted);
  const list = parseJson(label, value, example);
  if (!Array.isArray(list)) return refuseInput(label, "this is not a list.", accepted);
  const values = new Map<string, string>();
  return Array.from(list, entryOf).filter(({ mark, value: marked }, index) => {
    const known = values.get(mark);
    if (known !== undefined && known !== marked)
      refuseInput(label, `entry ${index + 1}: ${mark} stands for two values.`, "Use the map of one text.");
    values.set(mark, marked);
    return known === undefined;
  });
};

/** Input for what the marks of a text stand for. */
export const redactionMap = input({
  label,
  type: "code",
  language: "json",
  required: true,
  comments: "The map of Redact Text, which says what each mark stands for.",
  placeholder: "Reference the map of Redact Text",
  example,
  clean: cleanMap,
});
