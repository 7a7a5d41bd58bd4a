import { bytesOf } from "../text/bytesOf";
import { refuseInput } from "../text/InputError";
import { jsonText, plainValue } from "../text/plainValue";
import { withoutKeys } from "../text/secretPieces";
import { listEntries } from "./listEntries";
import { givenText } from "./textOfBytes";

/**
 * Our own cleaners, because spectral's turn an empty number into 0, "off" into true, and invalid JSON into text. Each
 * refuses a value that it can't read with the input's label, before anything is sent.
 */

/** True when nothing was entered: no value, or white space alone. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");

/** A text, number, boolean or bigint as text; undefined for anything else. */
export const scalarText = (value: unknown): string | undefined => {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" || typeof value === "bigint"
    ? String(value)
    : undefined;
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const controlCharacters = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** Characters of a value that are examined: enough that a key is recognized even where the quotation cuts it off. */
const longestLookedAt = 200;

/** A value for a refusal: its first words on one line, because a whole prompt is too long for an error. */
export const shown = (value: unknown): string => {
  const text = withoutKeys((scalarText(value) ?? jsonText(value)).slice(0, longestLookedAt));
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return short.replace(controlCharacters, " ").toWellFormed();
};

/** Refuses a value with the label, the value, and what is accepted. */
export const refuse = (label: string, value: unknown, accepted: string): never =>
  refuseInput(label, isEmpty(value) ? "it is empty." : `"${shown(value)}" is not accepted.`, accepted);

/** Bounds of a number input. */
export interface NumberRange {
  min: number;
  max: number;
  isInteger?: boolean;
}

const inWords = ({ min, max, isInteger }: NumberRange): string => {
  const what = isInteger ? "a whole number" : "a number";
  if (max >= Number.MAX_SAFE_INTEGER)
    return min <= -Number.MAX_SAFE_INTEGER ? `Enter ${what}.` : `Enter ${what} of at least ${min}.`;
  return `Enter ${what} from ${min} to ${max}.`;
};

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Cleans a number within the range; undefined for an empty input, which is not 0. */
export const cleanNumber =
  (label: string, range: NumberRange) =>
  (value: unknown): number | undefined => {
    if (isEmpty(value)) return undefined;
    const text = typeof value === "boolean" ? "" : (scalarText(value)?.trim() ?? "");
    const number = decimal.test(text) ? Number(text) : Number.NaN;
    const isAccepted =
      number >= range.min && number <= range.max && (!range.isInteger || Number.isSafeInteger(number));
    return isAccepted ? number : refuse(label, value, inWords(range));
  };

const trueWords = new Set(["true", "yes", "on", "1", "y", "t"]);
const falseWords = new Set(["false", "no", "off", "0", "n", "f"]);

/** Cleans a boolean given as one or as text; undefined for an empty input. */
export const cleanBoolean =
  (label: string) =>
  (value: unknown): boolean | undefined => {
    if (isEmpty(value)) return undefined;
    const word = scalarText(value)?.trim().toLowerCase() ?? "";
    if (trueWords.has(word)) return true;
    return falseWords.has(word) ? false : refuse(label, value, "Choose true or false.");
  };

/** An object as JSON; an object whose JSON is a text, as that text. */
const textOfObject = (label: string, value: object): string => {
  const isNoDate = value instanceof Date && Number.isNaN(value.getTime());
  const plain = plainValue(value instanceof Date && !isNoDate ? value.toISOString() : value);
  if ("problem" in plain) return refuseInput(label, `the value ${plain.problem}.`, "Enter text.");
  if (isNoDate) return refuse(label, "an invalid date", "Enter text.");
  return typeof plain.value === "string" ? plain.value : jsonText(plain.value);
};

/**
 * Cleans a text, or the text of a file; undefined for none. Numbers and booleans become text, dates ISO text, objects
 * JSON.
 */
export const cleanText =
  (label: string) =>
  (value: unknown): string | undefined => {
    if (isEmpty(value)) return undefined;
    const given = givenText(label, value);
    if (given !== undefined) return isEmpty(given) ? undefined : given;
    if (typeof value === "object") return textOfObject(label, value as object) || undefined;
    const text = scalarText(value);
    return text === undefined || (typeof value === "number" && !Number.isFinite(value))
      ? refuse(label, value, "Enter text.")
      : text;
  };

/**
 * Cleans a name or an id: trimmed, undefined for none. An object, such as a whole result of an earlier step, is
 * refused: its JSON can't be meant.
 */
export const cleanName =
  (label: string, hint = "Enter the name alone.") =>
  (value: unknown): string | undefined => {
    const isObject = typeof value === "object" && value !== null && givenText(label, value) === undefined;
    return isObject ? refuse(label, value, hint) : cleanText(label)(value)?.trim();
  };

/** Cleans a required text. */
export const cleanRequiredText =
  (label: string, hint = "Enter a value.") =>
  (value: unknown): string =>
    cleanText(label)(value) ?? refuse(label, "", hint);

/** Cleans one of the choices, in any case and with spaces around it; undefined for an empty input. */
export const cleanChoice =
  <Choice extends string>(label: string, choices: readonly Choice[]) =>
  (value: unknown): Choice | undefined => {
    if (isEmpty(value)) return undefined;
    const text = scalarText(value)?.trim().toLowerCase();
    return (
      choices.find((choice) => choice.toLowerCase() === text) ??
      refuse(label, value, `Choose one of ${choices.join(", ")}.`)
    );
  };

/** Cleans a list of texts without its empty entries; undefined when none is left. */
export const cleanTextList =
  (label: string, mostEntries: number) =>
  (value: unknown): string[] | undefined => {
    if (isEmpty(value)) return undefined;
    const entries = listEntries(value).filter(
      (entry) => entry !== "" && entry !== null && entry !== undefined,
    );
    const texts = entries.map(
      (entry) => scalarText(entry)?.toWellFormed() ?? refuse(label, value, "Enter a list of texts."),
    );
    if (texts.length > mostEntries) refuse(label, value, `Enter ${mostEntries} entries at most.`);
    return texts.length > 0 ? texts : undefined;
  };

/** Cleans a list whose entries are read one by one and refused with their place; undefined when none is left. */
export const cleanEntries =
  <Entry>(
    label: string,
    mostEntries: number,
    { read, accepted }: { read: (entry: string) => Entry | undefined; accepted: string },
  ) =>
  (value: unknown): Entry[] | undefined =>
    cleanTextList(
      label,
      mostEntries,
    )(value)?.map((entry, index) => {
      const cleaned = read(entry.trim());
      if (cleaned !== undefined) return cleaned;
      return refuseInput(label, `entry ${index + 1}, "${shown(entry)}", is not accepted.`, accepted);
    });

type Pair = readonly [name: string, value: unknown];

/** Cleans a key-value list, in order and without empty names; also given as a plain object. */
export const cleanPairs =
  (label: string) =>
  (value: unknown): Pair[] => {
    if (isEmpty(value)) return [];
    const wanted = "Enter pairs of a name and a value.";
    if (typeof value !== "object" || bytesOf(value) || value instanceof Date)
      return refuse(label, value, wanted);
    const plain = plainValue(value);
    if ("problem" in plain) return refuseInput(label, `the value ${plain.problem}.`, wanted);
    const pairs: unknown[] = Array.isArray(plain.value)
      ? plain.value
      : Object.entries(plain.value as object).map(([key, entry]) => ({ key, value: entry }));
    return pairs.flatMap((pair): Pair[] => {
      if (typeof pair !== "object" || pair === null) return refuse(label, pair, wanted);
      const { key, value: entry } = pair as { key?: unknown; value?: unknown };
      // An empty row of the form has both; an entry of another form would be lost.
      if (key === undefined && Object.keys(pair).length > 0) return refuse(label, pair, wanted);
      if (isEmpty(key)) return [];
      return [[scalarText(key)?.trim() ?? refuse(label, key, wanted), entry]];
    });
  };
