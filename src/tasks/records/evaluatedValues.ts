import { actualField } from "../../inputs/evaluation";
import { readField } from "../../inputs/fieldNames";
import type { DataRecord } from "../../inputs/records";
import { refuseInput } from "../../text/InputError";
import { listedNames, shownName } from "../../text/nearestNames";

/**
 * A field that every record must have, because its value is judged by it.
 * @throws InputError with the input's label and the record that lacks the field.
 */
export const requiredField = (label: string, record: DataRecord, index: number, field: string): unknown => {
  const value = readField(label, record, index, field);
  if (value !== undefined) return value;
  return refuseInput(
    label,
    `record ${index + 1} has no field ${shownName(field)}.`,
    `Add it, or enter another ${label}. It has ${listedNames(Object.keys(record)) || "no fields"}.`,
  );
};

/** The value to judge; undefined in a record without it, which is an error of that record alone. */
export const actualValue = (record: DataRecord, index: number, field: string): unknown =>
  readField(actualField.label, record, index, field);

/** The message of a record without the value to judge. */
export const nothingToJudge = (field: string): string =>
  `The record has no field ${shownName(field)}: there is nothing to judge.`;
