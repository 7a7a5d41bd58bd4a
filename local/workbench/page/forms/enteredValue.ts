import { isObject } from "../../../../src/text/isObject";
import type { EnteredForm, EnteredValue, FileReference, KeptSecret } from "../../wire/entered";
import type { FormInput } from "../../wire/formInput";

/** The ways in which a box can be filled. */
export const entryModes = ["value", "reference", "template"] as const;
/** One of them. */
export type EntryMode = (typeof entryModes)[number];

/** How a box is filled. Whatever is not marked as one of the three is a value. */
export const modeOf = (entered: unknown): EntryMode => {
  const keys = isObject(entered) ? Object.keys(entered) : [];
  return (keys.length === 1 && entryModes.find((mode) => mode === keys[0])) || "value";
};

/** What is in a box: its value, the reference or the template; undefined for one that is left alone. */
export const contentOf = (entered: unknown): unknown => {
  const mode = modeOf(entered);
  return isObject(entered) && Object.hasOwn(entered, mode) && Object.keys(entered).length === 1
    ? entered[mode]
    : entered;
};

/** A content as an entered value of a mode. */
export const enteredAs = (mode: EntryMode, content: unknown): EnteredValue => {
  if (mode === "value") return { value: content };
  return mode === "reference" ? { reference: bareReference(textOf(content)) } : { template: textOf(content) };
};

/** True for what stands in the place of a secret, which the server alone holds. */
export const isKept = (value: unknown): value is KeptSecret =>
  isObject(value) && typeof value["$kept"] === "string";
/** A reference without the marks that it has within a template, from where it may have been copied. */
const bareReference = (text: string): string =>
  (/^\s*\{\{\s*\$?([^{}]*?)\s*\}\}\s*$/.exec(text)?.[1] ?? text).replace(/^\s*\$/, "");

/** A value as the text of a box. */
export const textOf = (value: unknown): string => {
  if (typeof value === "string") return value;
  return value === undefined || value === null || isKept(value) ? "" : JSON.stringify(value);
};

/** True for a file that the server holds. */
export const isFile = (value: unknown): value is FileReference =>
  isObject(value) && typeof value["$file"] === "string";

/** The members of a group as they were entered; none for one that is left alone. */
export const membersOf = (entered: unknown): EnteredForm => {
  const content = contentOf(entered);
  return isObject(content) ? (content as EnteredForm) : {};
};

/** The rows of a list. */
export const entriesOf = (entered: unknown): unknown[] => {
  const content = contentOf(entered);
  return Array.isArray(content) ? content : [];
};

/** The rows of a key-value list. An object is one as well. */
export const pairsOf = (entered: unknown): Array<{ key: string; value: unknown }> => {
  const content = contentOf(entered);
  if (isObject(content)) return Object.entries(content).map(([key, value]) => ({ key, value }));
  return entriesOf(entered).map((row) =>
    isObject(row) ? { key: textOf(row["key"]), value: row["value"] } : { key: "", value: row },
  );
};

/** A form with one box changed. A box without anything entered is left out of it. */
export const withEntered = (
  form: EnteredForm,
  key: string,
  entered: EnteredValue | undefined,
): EnteredForm => {
  const { [key]: _former, ...others } = form;
  return entered === undefined ? others : { ...form, [key]: entered };
};

/** How many boxes of these inputs have something entered, the members of groups included. */
export const countEntered = (inputs: readonly FormInput[], form: EnteredForm): number =>
  inputs
    .map((input) => {
      if (!Object.hasOwn(form, input.key)) return 0;
      return input.inputs && !input.collection ? countEntered(input.inputs, membersOf(form[input.key])) : 1;
    })
    .reduce((sum, count) => sum + count, 0);
