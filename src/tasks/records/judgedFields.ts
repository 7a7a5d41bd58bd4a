import { actualField, contextFields, expectedField, rubric, rubricField } from "../../inputs/evaluation";
import { checkFieldName, readField } from "../../inputs/fieldNames";
import { checkTemplateFields } from "../../inputs/promptTemplate";
import type { DataRecord } from "../../inputs/records";
import { fieldValue } from "../../text/fieldValue";
import { listedNames, shownName } from "../../text/nearestNames";
import type { PromptTemplate } from "../../text/promptTemplate";

/** The kinds of checks. */
export type CheckType = "model" | "exact" | "contains" | "numeric";

/** Which fields an evaluation reads, as the inputs give them. */
interface FieldChoice {
  check: CheckType;
  actualField: string;
  expectedField: string | undefined;
  rubric: PromptTemplate | undefined;
  rubricField: string | undefined;
  contextFields: readonly string[];
  allowsMissing: boolean;
}

/** One record's values. */
export interface EvaluatedFields {
  /** undefined when the record has none. */
  actual: unknown;
  expected: unknown;
  /** The rubric of the input and the one of the record; undefined without either. */
  rubric: string | undefined;
  context: Record<string, unknown> | undefined;
}

const required = (record: DataRecord, index: number, field: string, label: string): unknown => {
  const value = readField(label, record, index, field);
  if (value !== undefined) return value;
  const names = Object.keys(record);
  throw new Error(
    `${label}: record ${index + 1} has no field ${shownName(field)}. Add it, or enter another ${label}. It has ${listedNames(names) || "no fields"}.`,
  );
};

const rubricOf = (record: DataRecord, index: number, choice: FieldChoice): string | undefined => {
  const shared = choice.rubric?.render(record);
  if (choice.rubricField === undefined) return shared;
  const own = required(record, index, choice.rubricField, rubricField.label);
  if (typeof own !== "string" || own.trim() === "")
    throw new Error(
      `${rubricField.label}: ${shownName(choice.rubricField)} of record ${index + 1} is no text.`,
    );
  return shared === undefined ? own : `${shared}\n${own}`;
};

const contextOf = (
  record: DataRecord,
  index: number,
  names: readonly string[],
): Record<string, unknown> | undefined =>
  names.length === 0
    ? undefined
    : Object.fromEntries(
        names.map((name) => [name, readField(contextFields.label, record, index, name) ?? null]),
      );

/**
 * Reads what an evaluation needs of each record. A record without the value to judge is an error of its own
 * later; what it is judged by has to be there.
 * @throws Error that names the input, and the first record that can't be judged.
 */
export const evaluatedFields = (records: readonly DataRecord[], choice: FieldChoice): EvaluatedFields[] => {
  const isModel = choice.check === "model";
  const hasRubric = isModel && (choice.rubric !== undefined || choice.rubricField !== undefined);
  const expectedName = choice.expectedField ?? (hasRubric ? undefined : "expected");
  if (isModel && !hasRubric && choice.expectedField === undefined) {
    const isThere = records.some((record) => fieldValue(record, "expected") !== undefined);
    if (!isThere)
      throw new Error(
        `${rubric.label}: it is empty, and so are ${rubricField.label} and ${expectedField.label}. Enter what the values are judged by.`,
      );
  }
  checkFieldName(actualField.label, records, choice.actualField);
  if (isModel) for (const name of choice.contextFields) checkFieldName(contextFields.label, records, name);
  if (isModel && choice.rubric) checkTemplateFields(choice.rubric, records, choice.allowsMissing);
  return records.map((record, index) => ({
    actual: readField(actualField.label, record, index, choice.actualField),
    expected:
      expectedName === undefined ? undefined : required(record, index, expectedName, expectedField.label),
    rubric: isModel ? rubricOf(record, index, choice) : undefined,
    context: isModel ? contextOf(record, index, choice.contextFields) : undefined,
  }));
};
