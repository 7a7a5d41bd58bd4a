import { actualField, expectedField } from "../../inputs/evaluation";
import { checkFieldName } from "../../inputs/fieldNames";
import type { DataRecord } from "../../inputs/records";
import { described, number, type Of, objectOf, orNull, text } from "../../output/shape";
import { mapInTurns, type NextTurn } from "../../pacing/turns";
import type { TextRules } from "../../text/comparableValue";
import {
  type CheckedValue,
  checkContains,
  checkExact,
  checkNumeric,
  type ToleranceRules,
} from "../../text/valueChecks";
import { actualValue, nothingToJudge, requiredField } from "./evaluatedValues";
import { judgmentOf, judgmentProperties } from "./judgment";

const comparisons = { exact: checkExact, contains: checkContains, numeric: checkNumeric };

/** The fields to compare, and how. */
interface ComparedFields {
  comparison: keyof typeof comparisons;
  rules: TextRules & ToleranceRules;
  actualField: string;
  expectedField: string;
}

/** Shape of the result of one compared record. */
export const comparisonResultShape = objectOf({
  index: number("Place of the record in the list, from 0"),
  status: text<"succeeded" | "failed">("succeeded or failed"),
  ...judgmentProperties,
  error: orNull(
    described("Why the value can't be compared; null where it can", objectOf({ message: text() })),
  ),
});

/** The result of one compared record. */
export type ComparisonResult = Of<typeof comparisonResultShape>;

/** Makes the result of a record from its check. */
export const comparisonResult = (
  index: number,
  record: DataRecord,
  checked: CheckedValue,
): ComparisonResult =>
  "problem" in checked
    ? { index, status: "failed", ...judgmentOf(record, undefined), error: { message: checked.problem } }
    : {
        index,
        status: "succeeded",
        ...judgmentOf(record, { ...checked, verdict: checked.score === 1 ? "pass" : "fail" }),
        error: null,
      };

/**
 * Compares each record's value with the expected one.
 * @throws InputError with the input's label, for the first record without its expected value.
 */
export const compareRecords = (
  records: readonly DataRecord[],
  fields: ComparedFields,
  nextTurn: NextTurn,
): Promise<ComparisonResult[]> => {
  checkFieldName(actualField.label, records, fields.actualField);
  return mapInTurns(records, nextTurn, (record, index) => {
    const actual = actualValue(record, index, fields.actualField);
    const expected = requiredField(expectedField.label, record, index, fields.expectedField);
    const checked =
      actual === undefined
        ? { problem: nothingToJudge(fields.actualField) }
        : comparisons[fields.comparison](actual, expected, fields.rules);
    return comparisonResult(index, record, checked);
  });
};
