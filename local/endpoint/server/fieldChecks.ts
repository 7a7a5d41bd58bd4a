/** Why a field was not taken. */
export interface FieldRefusal {
  /** Its name, with those of the fields that it is in before it: `match.path`. */
  field: string;
  /** What to enter, in a sentence. */
  message: string;
}

/** Tells what a field takes, such as `a whole number from 0 to 10`; undefined for a value that will do. */
export type FieldCheck = (value: unknown) => string | undefined;

/** The fields that there are, by their names. */
export type FieldChecks = Readonly<Record<string, FieldCheck>>;

const grouped = (value: number): string => value.toLocaleString("en-US");

/** Takes whole numbers between two bounds. */
export const wholeNumber =
  (from: number, to: number): FieldCheck =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= from && Number(value) <= to
      ? undefined
      : `a whole number from ${grouped(from)} to ${grouped(to)}`;

/** Takes the texts of a list. */
export const oneOf =
  (...texts: readonly string[]): FieldCheck =>
  (value) =>
    texts.some((text) => text === value) ? undefined : `one of ${texts.join(", ")}`;

/** Takes the numbers of a list. */
export const numberOf =
  (...numbers: readonly number[]): FieldCheck =>
  (value) =>
    numbers.some((number) => number === value) ? undefined : `one of ${numbers.join(", ")}`;

/** Takes texts of a limited length that are not empty. */
export const text =
  (mostCharacters: number): FieldCheck =>
  (value) =>
    typeof value === "string" && value !== "" && value.length <= mostCharacters
      ? undefined
      : `a text of at most ${grouped(mostCharacters)} characters`;

/** Takes true and false. */
export const flag: FieldCheck = (value) => (typeof value === "boolean" ? undefined : "true or false");

const mostShown = 40;

const shown = (value: unknown): string => {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > mostShown ? `${json.slice(0, mostShown)}…` : json;
};

/** The refusal of a value, in the words of its check. */
export const refusalOf = (field: string, expected: string, value: unknown): FieldRefusal => ({
  field,
  message: value === undefined ? `Enter ${expected}.` : `Enter ${expected}, not ${shown(value)}.`,
});

/**
 * Checks the fields of a record: those that are not known, those that will not do, and those that have to be there.
 * @param prefix - what stands before the names, such as `match.`
 */
export const refuseFields = (
  given: Readonly<Record<string, unknown>>,
  checks: FieldChecks,
  { required = [], prefix = "" }: { required?: readonly string[]; prefix?: string } = {},
): FieldRefusal[] => {
  const present = Object.entries(given).filter(([, value]) => value !== undefined);
  const wrong = present.flatMap(([name, value]): FieldRefusal[] => {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    const known = Object.keys(checks).join(", ");
    if (check === undefined)
      return [
        {
          field: `${prefix}${name.slice(0, mostShown)}`,
          message: `There is no such field. There are: ${known}.`,
        },
      ];
    const expected = check(value);
    return expected === undefined ? [] : [refusalOf(`${prefix}${name}`, expected, value)];
  });
  const missing = required
    .filter((name) => given[name] === undefined)
    .map((name) => refusalOf(`${prefix}${name}`, checks[name]?.(undefined) ?? "a value", undefined));
  return [...wrong, ...missing];
};
