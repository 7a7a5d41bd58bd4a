import { input } from "@prismatic-io/spectral";
import { findField, plainName } from "../text/fieldValue";
import { refuseInput } from "../text/InputError";
import { listedNames, nearestNames, shownName } from "../text/nearestNames";
import { type PromptTemplate, parsePromptTemplate } from "../text/promptTemplate";
import { signSpelling } from "../text/templateTokens";
import { visibleText } from "../text/visibleText";
import { cleanRequiredText } from "./cleaners";
import { namesOf } from "./fieldNames";
import { flagInput, optionally } from "./kinds";
import type { DataRecord } from "./records";

const label = "Prompt Template";
/** Signs of mustache. A name that begins with one needs {{&. */
const signs = new Set("#^/!>&={");

/** Input for the template of the records' prompts. */
export const promptTemplate = input({
  label,
  type: "text",
  required: true,
  comments:
    "The prompt, with {{field}} where a field of the record goes, and {{.}} for the whole record. {{#field}}…{{/field}} stands only where the field is filled in.",
  placeholder: "Enter a prompt with {{field}} placeholders",
  example: "Which language is mainly spoken in {{country}}?",
  clean: (value: unknown): PromptTemplate =>
    parsePromptTemplate(
      label,
      cleanRequiredText(label, "Enter a prompt with placeholders such as {{name}}.")(value),
    ),
});

/** The same, for an action with other sources of prompts as well. */
export const optionalPromptTemplate = optionally(promptTemplate);

/** Input for whether a record may lack fields of the template. */
export const allowMissingFields = flagInput({
  label: "Allow Missing Fields",
  default: "false",
  comments:
    "When true, a placeholder for a field that a record lacks is left empty. When false, such a record is refused before anything is sent.",
});

const hintFor = (name: string, near: string | undefined): string => {
  if (near === undefined) return ` To have {{${name}}} itself in the prompt, write {{'{{'}}${name}}}.`;
  if (!/[{}]/.test(near)) return ` The nearest is {{${visibleText(near)}}}.`;
  return ` The nearest is ${shownName(near)}, which no placeholder can name because of its braces. Rename that field in a step before this one.`;
};

const refuseUnknown = ({ label }: PromptTemplate, name: string, records: readonly DataRecord[]): never => {
  const names = namesOf(records);
  const unknown = `{{${name}}} is a field of no record.`;
  const signed = names.find(
    (other) => signs.has(other.charAt(0)) && plainName(other.slice(1)) === plainName(name),
  );
  if (signed !== undefined)
    refuseInput(label, unknown, `The field ${shownName(signed)} is written ${signSpelling(signed)}.`);
  const hint = hintFor(name, nearestNames(name, namesOf(records, name))[0]);
  return refuseInput(label, `${unknown}${hint} Fields are: ${listedNames(names)}.`);
};

/**
 * Checks that the records have the template's fields. A field that is null or empty counts as present; some records
 * may lack the field of a section.
 * @throws InputError that names a field that no record has, or the first record that lacks a field or can't be filled in.
 */
export const checkTemplateFields = (
  template: PromptTemplate,
  records: readonly DataRecord[],
  allowsMissing: boolean | undefined,
): void => {
  const uses = records.map((record) => template.inspect(record));
  const unfit = uses.findIndex(({ problems }) => problems.length > 0);
  if (unfit >= 0) refuseInput(template.label, `record ${unfit + 1}: ${uses[unfit]?.problems[0]}`);
  if (allowsMissing) return;
  const found = new Set(uses.flatMap((use) => use.found));
  const unknown = uses.flatMap((use) => [...use.lacking, ...use.absent]).find((name) => !found.has(name));
  if (unknown !== undefined) refuseUnknown(template, unknown, records);
  const index = uses.findIndex(({ lacking }) => lacking.length > 0);
  if (index < 0) return;
  refuseInput(
    template.label,
    `record ${index + 1} has no field {{${uses[index]?.lacking[0]}}}.`,
    `Add it, empty if need be, or set ${allowMissingFields.label} to true.`,
  );
};

/**
 * Checks that the prompts use something of each record: otherwise, all requests would be the same.
 * @throws InputError with the label when the template has no placeholder and no image is shown.
 */
export const checkUseOfRecords = (
  template: PromptTemplate,
  records: readonly DataRecord[],
  showsImages: boolean,
): void => {
  if (showsImages || template.fields.length > 0) return;
  refuseInput(
    template.label,
    `it has no placeholder, so that nothing of the ${records.length} records would be asked.`,
    `Enter one, such as {{${namesOf(records)[0] ?? "name"}}}; {{.}} is the whole record.`,
  );
};

/**
 * Checks that a text that is not a template has no placeholder for a field of the records.
 * @throws InputError with the label, and with the input where the placeholder belongs.
 */
export const checkNoPlaceholders = (
  label: string,
  text: string | undefined,
  records: readonly DataRecord[],
): void => {
  for (const [whole, name = ""] of text?.matchAll(/\{\{([^{}]{1,200})\}\}/g) ?? []) {
    if (!records.some((record) => findField(record, name.trim()) !== undefined)) continue;
    refuseInput(
      label,
      `${whole} is filled in in ${promptTemplate.label} alone.`,
      `Move it there, since ${label} is the same for every record.`,
    );
  }
};
