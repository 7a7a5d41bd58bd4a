import { cleanPairs, refuse, scalarText } from "./cleaners";

/**
 * Makes the cleaner of pairs whose values are texts; numbers and booleans become texts.
 * @throws InputError by the label for any other value.
 */
export const cleanTextPairs =
  (label: string) =>
  (value: unknown): Array<readonly [name: string, value: string]> =>
    cleanPairs(label)(value).map(([name, entry]) => [
      name,
      scalarText(entry ?? "") ?? refuse(label, entry, "Enter texts as values."),
    ]);
