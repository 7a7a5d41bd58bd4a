import type { EnteredValue, EnteredValues } from "./takenStep";

/** True where a value and all in it are plain: no reference, template, file or secret. */
export const isPlain = (entered: EnteredValue): boolean => {
  if ("list" in entered) return entered.list.every(isPlain);
  if ("pairs" in entered) return entered.pairs.every(({ entry }) => isPlain(entry));
  if ("group" in entered) return Object.values(entered.group).every(isPlain);
  return "value" in entered;
};

/** A value as JSON has it. What is not plain is empty. */
export const plainValue = (entered: EnteredValue): unknown => {
  if ("list" in entered) return entered.list.map(plainValue);
  if ("pairs" in entered) return entered.pairs.map(({ key, entry }) => ({ key, value: plainValue(entry) }));
  if ("group" in entered) return plainValues(entered.group);
  return "value" in entered ? entered.value : "";
};

/** Values as a JSON object. */
const plainValues = (entered: EnteredValues): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entered).map(([key, value]) => [key, plainValue(value)]));
