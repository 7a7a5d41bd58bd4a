import { findField } from "../text/fieldValue";
import { refuseInput } from "../text/InputError";
import { isObject } from "../text/isObject";
import { listedNames, nearestNames, shownName } from "../text/nearestNames";
import { visibleText } from "../text/visibleText";
import { cleanText } from "./cleaners";
import type { DataRecord } from "./records";

/** Most names to collect. */
const mostNames = 10_000;

/** Cleans the name of a field. It is not trimmed, because a column's name may begin or end with a blank. */
export const cleanFieldName =
  (label: string) =>
  (value: unknown): string | undefined =>
    cleanText(label)(value);

/** The names of all fields of records; for a name with a dot, also those one level deeper. */
export const namesOf = (records: readonly DataRecord[], typed = ""): string[] => {
  const names = new Set<string>();
  for (const record of records) {
    for (const [name, value] of Object.entries(record)) {
      // Placeholders don't find these.
      if (value === undefined || typeof value === "function") continue;
      names.add(name);
      if (!typed.includes(".") || !isObject(value)) continue;
      for (const inner of Object.keys(value)) names.add(`${name}.${inner}`);
    }
    if (names.size >= mostNames) break;
  }
  return [...names];
};

/** The end of an error about a field that no record has: the nearest names, and all names. */
export const insteadOf = (typed: string, records: readonly DataRecord[]): string => {
  const near = nearestNames(typed, namesOf(records, typed))[0];
  const hint = near === undefined ? "" : ` The nearest is ${shownName(near)}.`;
  return `${hint} Fields are: ${listedNames(namesOf(records)) || "none"}.`;
};

/**
 * The value of the field that an input names; undefined without such a field.
 * @throws InputError with the input's label when several fields look like the named one.
 */
export const readField = (label: string, record: DataRecord, index: number, name: string): unknown => {
  const found = findField(record, name);
  if (!found || "value" in found) return found?.value;
  const rivals = found.rivals.map((rival) => `"${visibleText(rival)}"`).join(" and ");
  return refuseInput(
    label,
    `${shownName(name)} may be each of the fields ${rivals} of record ${index + 1}.`,
    "Rename one of them.",
  );
};

/**
 * Checks that a record has the field that an input names.
 * @throws InputError with the input's label, the nearest names, and all names.
 */
export const checkFieldName = (label: string, records: readonly DataRecord[], name: string): void => {
  if (records.some((record) => findField(record, name) !== undefined)) return;
  refuseInput(label, `${shownName(name)} is a field of no record.${insteadOf(name, records)}`);
};
