import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { type Reference, templateParts } from "./references";
import type { EnteredValue, EnteredValues } from "./takenStep";

/** How the code says what is no plain text. */
export interface CodeTerms {
  /** The expression of a reference; undefined where there is no such step. */
  reference(reference: string): string | undefined;
  secret(name: string): string;
  file(name: string): string;
  /** A template; undefined writes it as a template of TypeScript. */
  template?(template: string): string;
  /** True where the generated types have booleans, and all members of a group. */
  isTyped: boolean;
}

const literal = (text: string): string =>
  JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** The name of a property, quoted where it has to be. */
export const propertyName = (key: string): string => {
  if (key === "__proto__") return `[${literal(key)}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : literal(key);
};

const templateCode = (template: string, terms: CodeTerms): string => {
  const own = terms.template?.(template);
  if (own !== undefined) return own;
  const parts = templateParts(template).map((part) => {
    if ("text" in part) return literal(part.text);
    return terms.reference(part.reference) ?? literal(`{{$${part.reference}}}`);
  });
  return parts.length === 0 ? '""' : `[${parts.join(", ")}].join("")`;
};

const indented = (open: string, entries: readonly string[], close: string, indent: string): string =>
  entries.length === 0
    ? `${open}${close}`
    : `${open}\n${entries.map((entry) => `${indent}  ${entry},\n`).join("")}${indent}${close}`;

/** The type of a box with choices does not take any text, and that of a file no list. */
const isNarrow = (input: Input | undefined): boolean =>
  input?.type === "boolean" || (input?.model ?? []).length > 0;

const leafCode = (entered: EnteredValue, input: Input | undefined, terms: CodeTerms): string => {
  const wide = terms.isTyped && isNarrow(input) ? " as never" : "";
  if ("reference" in entered)
    return `${terms.reference(entered.reference) ?? literal(entered.reference)}${wide}`;
  if ("template" in entered) return `${templateCode(entered.template, terms)}${wide}`;
  if ("secret" in entered) return terms.secret(entered.secret);
  if ("file" in entered) return terms.file(entered.file);
  const text = "value" in entered ? entered.value : "";
  const isBoolean = terms.isTyped && input?.type === "boolean" && /^(true|false)$/.test(text);
  if (isBoolean) return text;
  const isChoice = input?.model?.some(({ value }) => value === text) ?? false;
  return `${literal(text)}${isChoice ? "" : wide}`;
};

/** A value as TypeScript. */
export const codeValue = (
  entered: EnteredValue,
  input: Input | undefined,
  terms: CodeTerms,
  indent = "",
): string => {
  const inner = `${indent}  `;
  const whole = terms.isTyped ? " as never" : "";
  if ("group" in entered) return `${codeObject(entered.group, input?.inputs ?? [], terms, indent)}${whole}`;
  if ("pairs" in entered) {
    const rows = entered.pairs.map(
      ({ key, entry }) => `{ key: ${literal(key)}, value: ${codeValue(entry, input, terms, inner)} }`,
    );
    return indented("[", rows, "]", indent);
  }
  if (!("list" in entered)) return leafCode(entered, input, terms);
  const entries = entered.list.map((entry) => codeValue(entry, input, terms, inner));
  return `${indented("[", entries, "]", indent)}${input?.collection ? "" : whole}`;
};

/** Values by key as an object of TypeScript. */
export const codeObject = (
  entered: EnteredValues,
  inputs: readonly Input[],
  terms: CodeTerms,
  indent = "",
  first: readonly string[] = [],
): string => {
  const entries = Object.entries(entered).map(([key, value]) => {
    const input = inputs.find((candidate) => candidate.key === key);
    return `${propertyName(key)}: ${codeValue(value, input, terms, `${indent}  `)}`;
  });
  return indented("{", [...first, ...entries], "}", indent);
};

/** The place in a result, read from a variable whose type is not known. */
export const readingOf = (variable: string, { path }: Reference): string => {
  if (path.length === 0) return `${variable} as string`;
  const type = path.reduceRight<string>(
    (inner, piece) =>
      typeof piece === "number" ? `Array<${inner}>` : `{ ${propertyType(piece)}: ${inner} }`,
    "string",
  );
  const access = path.map((piece, index) => {
    const optional = typeof path[index - 1] === "number" ? "?." : "";
    if (typeof piece === "number") return `${optional}[${piece}]`;
    return /^[A-Za-z_$][\w$]*$/.test(piece) ? `${optional || "."}${piece}` : `${optional}[${literal(piece)}]`;
  });
  const isSure =
    !path.slice(0, -1).some((piece) => typeof piece === "number") && typeof path.at(-1) !== "number";
  return `(${variable} as ${type})${access.join("")}${isSure ? "" : ' ?? ""'}`;
};

const propertyType = (piece: string): string => (/^[A-Za-z_$][\w$]*$/.test(piece) ? piece : literal(piece));

/** A text as a string of TypeScript. */
export const codeText = literal;
