import { refuseInput } from "../text/InputError";
import { jsonBreak } from "../text/jsonMistake";
import { plainValue } from "../text/plainValue";
import { shown } from "./cleaners";
import { givenText } from "./textOfBytes";

/** So many names of a path are told. */
const mostNames = 6;

const parsedText = (
  label: string,
  json: string,
  accepted: string,
  parse: (text: string) => unknown,
): unknown => {
  try {
    return parse(json);
  } catch (error) {
    if (error instanceof RangeError)
      return refuseInput(label, "this JSON is nested too deep to be read.", accepted);
    if (!(error instanceof SyntaxError)) throw error;
    const at = jsonBreak(json);
    const where = at ? `at line ${at.line}, column ${at.column}, near "${at.near}"` : "at its end";
    return refuseInput(label, `this is not JSON; it breaks ${where}.`, accepted);
  }
};

/** What an input says of its own beside what every JSON input says. */
interface JsonInput {
  /** What an entry of the list is called, such as record. */
  entry?: string;
  /** What to do about text that is not JSON, where people enter such text for a reason. */
  hint?: string;
  /** Reads the text. */
  parse?: (text: string) => unknown;
}

/** Where in a value something is, as a person counts: "record 3 (address.city)". */
const placeOf = (path: readonly string[], entry: string | undefined): string => {
  const index = path.findIndex((name) => /^\d+$/.test(name));
  if (entry === undefined || index < 0)
    return path.length === 0 ? "the value" : `the value at ${shown(path.slice(0, mostNames).join("."))}`;
  const rest = path.slice(index + 1, index + 1 + mostNames);
  const within = rest.length === 0 ? "" : ` (at ${shown(rest.join("."))})`;
  return `${entry} ${Number(path[index]) + 1}${within}`;
};

/**
 * The value of a JSON input: a text or a file is parsed, a value that an earlier step made is taken as it is, with
 * integers of any length in their digits.
 * @throws Error that names the label, where the text breaks, and an example of what is accepted.
 */
export const parseJson = (
  label: string,
  value: unknown,
  example: string,
  { entry, hint, parse = JSON.parse }: JsonInput = {},
): unknown => {
  const text = givenText(label, value);
  const accepted = `${hint === undefined ? "" : `${hint} `}Accepted is, for example, ${example}`;
  const parsed = text === undefined ? value : parsedText(label, text, accepted, parse);
  const plain = plainValue(parsed);
  if ("value" in plain) return plain.value;
  return refuseInput(
    label,
    `${placeOf(plain.path, entry)} ${plain.problem}.`,
    `Accepted is, for example, ${example}`,
  );
};

/**
 * What has to be a list with an entry at the least.
 * @param empty - what is said of one without
 * @throws InputError by the label.
 */
export const filledList = (label: string, value: unknown, empty: string, accepted: string): unknown[] => {
  if (!Array.isArray(value)) return refuseInput(label, "this is not a list.", accepted);
  return value.length > 0 ? value : refuseInput(label, empty, accepted);
};
