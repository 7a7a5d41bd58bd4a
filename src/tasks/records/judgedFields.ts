import { actualField, contextFields, expectedField, rubric, rubricField } from "../../inputs/evaluation";
import { checkFieldName, readField } from "../../inputs/fieldNames";
import { checkTemplateFields } from "../../inputs/promptTemplate";
import type { DataRecord } from "../../inputs/records";
import { fieldValue } from "../../text/fieldValue";
import { refuseInput } from "../../text/InputError";
import { shownName } from "../../text/nearestNames";
import type { PromptTemplate } from "../../text/promptTemplate";
import { actualValue, requiredField } from "./evaluatedValues";

/** The fields to judge by, from the inputs. */
interface FieldChoice {
  actualField: string;
  expectedField: string | undefined;
  rubric: PromptTemplate | undefined;
  rubricField?: string | undefined;
  contextFields: readonly string[];
  allowMissingFields?: boolean | undefined;
}

/** The values of one record. */
export interface JudgedFields {
  /** undefined when the record has none. */
  actual: unknown;
  expected: unknown;
  /** The rubrics of the input and of the record; undefined without any. */
  rubric: string | undefined;
  context: Record<string, unknown> | undefined;
}

const rubricOf = (record: DataRecord, index: number, choice: FieldChoice): string | undefined => {
  const shared = choice.rubric?.render(record);
  if (choice.rubricField === undefined) return shared;
  const own = requiredField(rubricField.label, record, index, choice.rubricField);
  if (typeof own !== "string" || own.trim() === "")
    return refuseInput(
      rubricField.label,
      `${shownName(choice.rubricField)} of record ${index + 1} is no text.`,
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

/** The field with the expected value; undefined where only a rubric is given. */
const expectedName = (records: readonly DataRecord[], choice: FieldChoice): string | undefined => {
  if (choice.expectedField !== undefined) return choice.expectedField;
  if (choice.rubric !== undefined || choice.rubricField !== undefined) return undefined;
  if (records.some((record) => fieldValue(record, "expected") !== undefined)) return "expected";
  return refuseInput(
    rubric.label,
    `it is empty, and so are ${rubricField.label} and ${expectedField.label}.`,
    "Enter what the values are judged by.",
  );
};

/**
 * Reads the values of each record that the judging model is given. A record without the value to judge becomes an
 * error of its own later; the values to judge by must be there.
 * @throws InputError with the input's label, for the first record that can't be judged.
 */
export const judgedFields = (records: readonly DataRecord[], choice: FieldChoice): JudgedFields[] => {
  const expected = expectedName(records, choice);
  checkFieldName(actualField.label, records, choice.actualField);
  for (const name of choice.contextFields) checkFieldName(contextFields.label, records, name);
  if (choice.rubric) checkTemplateFields(choice.rubric, records, choice.allowMissingFields);
  return records.map((record, index) => ({
    actual: actualValue(record, index, choice.actualField),
    expected: expected && requiredField(expectedField.label, record, index, expected),
    rubric: rubricOf(record, index, choice),
    context: contextOf(record, index, choice.contextFields),
  }));
};
