import { input } from "@prismatic-io/spectral";
import { nearestNames } from "../text/nearestNames";
import { type PromptTemplate, parsePromptTemplate } from "../text/promptTemplate";
import { cleanBoolean, cleanRequiredText, cleanText } from "./cleaners";
import type { DataRecord } from "./records";

const label = "Prompt Template";
const mostNames = 30;

/** The prompt of each record. */
export const promptTemplate = input({
  label,
  type: "text",
  required: true,
  comments:
    "The prompt, with {{field}} where a field of the record goes: texts as they are, objects and lists as JSON. {{address.city}} reads a field within a field, {{.}} the whole record, and {{#field}}…{{/field}} stands only where the field is there and not empty.",
  placeholder: "Enter a prompt with {{field}} placeholders",
  example: "Which language is mainly spoken in {{country}}?",
  clean: (value: unknown): PromptTemplate =>
    parsePromptTemplate(
      label,
      cleanRequiredText(label, "Enter a prompt with placeholders such as {{name}}.")(value),
    ),
});

/** The prompt of each record, for a step that takes other sources as well. */
export const optionalPromptTemplate = input({
  label,
  type: "text",
  required: false,
  comments: promptTemplate.comments as string,
  placeholder: promptTemplate.placeholder as string,
  example: promptTemplate.example as string,
  clean: (value: unknown): PromptTemplate | undefined => {
    const text = cleanText(label)(value);
    return text === undefined ? undefined : parsePromptTemplate(label, text);
  },
});

/** What becomes of a record without one of the template's fields. */
export const allowMissingFields = input({
  label: "Allow Missing Fields",
  type: "boolean",
  required: false,
  default: "false",
  comments:
    "When true, a placeholder for a field that a record lacks is left empty. When false, such a record is refused before anything is sent.",
  clean: cleanBoolean("Allow Missing Fields"),
});

const namesOf = (records: readonly DataRecord[]): string => {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const more = names.length > mostNames ? `, and ${names.length - mostNames} more` : "";
  return `${names.slice(0, mostNames).join(", ")}${more}`;
};

const unknownField = (template: PromptTemplate, name: string, records: readonly DataRecord[]): Error => {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const [near] = nearestNames(name, names);
  const hint = near === undefined ? "" : ` The nearest is {{${near}}}.`;
  return new Error(
    `${template.label}: {{${name}}} is a field of no record.${hint} Fields are: ${namesOf(records)}.`,
  );
};

/**
 * Makes sure that the records have the fields that a template asks for. A field that is null or empty is there; a
 * section may be for a field that some records lack.
 * @throws Error that names a field that no record has, or the first record that lacks one.
 */
export const checkTemplateFields = (
  template: PromptTemplate,
  records: readonly DataRecord[],
  allowsMissing: boolean | undefined,
): void => {
  if (allowsMissing) return;
  const uses = records.map((record) => template.inspect(record));
  const found = new Set(uses.flatMap((use) => use.found));
  const unknown = uses.flatMap((use) => [...use.lacking, ...use.absent]).find((name) => !found.has(name));
  if (unknown !== undefined) throw unknownField(template, unknown, records);
  const index = uses.findIndex(({ lacking }) => lacking.length > 0);
  if (index < 0) return;
  throw new Error(
    `${template.label}: record ${index + 1} has no field {{${uses[index]?.lacking[0]}}}. Add it, empty if need be, or set ${allowMissingFields.label} to true.`,
  );
};
