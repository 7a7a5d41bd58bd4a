/**
 * Cleaners of our own: spectral's turn an empty number into 0, "off" into true and text that is not JSON into
 * itself. Each refuses what it can't read by the input's label, before anything is sent.
 */

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");

const asText = (value: unknown): string => {
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // A bigint or a circular object.
    return String(value);
  }
};

/** A value in a refusal: its first words, since a whole prompt has no place in an error. */
export const shown = (value: unknown): string => {
  const text = asText(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

/** Refuses a value: the label, what was given, what is accepted. */
export const refuse = (label: string, value: unknown, accepted: string): never => {
  throw new Error(
    `${label}: ${isEmpty(value) ? "it is empty" : `"${shown(value)}" is not accepted`}. ${accepted}`,
  );
};

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

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A number within the range; undefined when the input was left empty, which is not 0. */
export const cleanNumber =
  (label: string, range: NumberRange) =>
  (value: unknown): number | undefined => {
    if (isEmpty(value)) return undefined;
    const text = String(value).trim();
    const number =
      typeof value === "number" || (typeof value === "string" && decimal.test(text))
        ? Number(text)
        : Number.NaN;
    const isAccepted =
      number >= range.min && number <= range.max && (!range.isInteger || Number.isSafeInteger(number));
    return isAccepted ? number : refuse(label, value, inWords(range));
  };

const trueWords = new Set(["true", "yes", "on", "1", "y", "t"]);
const falseWords = new Set(["false", "no", "off", "0", "n", "f"]);

/** True or false by what the text says; undefined when the input was left empty. */
export const cleanBoolean =
  (label: string) =>
  (value: unknown): boolean | undefined => {
    if (isEmpty(value)) return undefined;
    const word = String(value).trim().toLowerCase();
    if (trueWords.has(word)) return true;
    return falseWords.has(word) ? false : refuse(label, value, "Choose true or false.");
  };

/** Text as it was entered; undefined when there is none. Numbers and booleans become text, objects JSON. */
export const cleanText =
  (label: string) =>
  (value: unknown): string | undefined => {
    if (isEmpty(value)) return undefined;
    if (typeof value === "string") return value;
    if (Buffer.isBuffer(value)) return value.toString("utf8");
    const payload = value as { data?: unknown };
    if (Buffer.isBuffer(payload.data)) return payload.data.toString("utf8");
    return JSON.stringify(value) ?? refuse(label, value, "Enter text.");
  };

/** Text that must be there. */
export const cleanRequiredText =
  (label: string, hint = "Enter a value.") =>
  (value: unknown): string =>
    cleanText(label)(value) ?? refuse(label, value, hint);

/** One of the choices, in whatever case and with spaces around; undefined when the input was left empty. */
export const cleanChoice =
  <Choice extends string>(label: string, choices: readonly Choice[]) =>
  (value: unknown): Choice | undefined => {
    if (isEmpty(value)) return undefined;
    const text = String(value).trim().toLowerCase();
    return (
      choices.find((choice) => choice.toLowerCase() === text) ??
      refuse(label, value, `Choose one of ${choices.join(", ")}.`)
    );
  };

/** The texts of a value list without its empty entries; undefined when none is left. */
export const cleanTextList =
  (label: string, mostEntries: number) =>
  (value: unknown): string[] | undefined => {
    if (isEmpty(value)) return undefined;
    const entries = (Array.isArray(value) ? value : [value]).filter(
      (entry) => entry !== "" && entry !== null && entry !== undefined,
    );
    if (entries.some((entry) => typeof entry === "object")) refuse(label, value, "Enter a list of texts.");
    if (entries.length > mostEntries) refuse(label, value, `Enter ${mostEntries} entries at most.`);
    return entries.length > 0 ? entries.map(String) : undefined;
  };

/** The entries of a value list, each read by itself and refused by its place; undefined when none is left. */
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
      throw new Error(`${label}: entry ${index + 1}, "${shown(entry)}", is not accepted. ${accepted}`);
    });

/** Names and values of a key-value list in their order, empty names left out; also from a plain object. */
export const cleanPairs =
  (label: string) =>
  (value: unknown): Array<readonly [name: string, value: unknown]> => {
    if (isEmpty(value)) return [];
    if (typeof value !== "object" || Buffer.isBuffer(value))
      return refuse(label, value, "Enter pairs of a name and a value.");
    const pairs = Array.isArray(value)
      ? value
      : Object.entries(value as object).map(([key, entry]) => ({ key, value: entry }));
    return pairs.flatMap((pair: { key?: unknown; value?: unknown }) => {
      if (typeof pair !== "object" || pair === null)
        return refuse(label, pair, "Enter pairs of a name and a value.");
      return isEmpty(pair.key) ? [] : [[String(pair.key).trim(), pair.value] as const];
    });
  };
