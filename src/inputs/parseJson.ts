import { refuseInput } from "../text/InputError";
import { jsonBreak } from "../text/jsonMistake";
import { plainValue } from "../text/plainValue";
import { shown } from "./cleaners";
import { givenText, parsedFile } from "./textOfBytes";

/** Most names of a path that an error shows. */
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

/** The texts of one JSON input, in addition to those of all. */
interface JsonInput {
  /** The word for an entry of the list, such as record. */
  entry?: string;
  /** What to do where builders have a reason to enter text that is not JSON. */
  hint?: string;
  /** Reads the text. */
  parse?: (text: string) => unknown;
}

/** The place of something in a value, with numbers from 1: "record 3 (address.city)". */
const placeOf = (path: readonly string[], entry: string | undefined): string => {
  const index = path.findIndex((name) => /^\d+$/.test(name));
  if (entry === undefined || index < 0)
    return path.length === 0 ? "the value" : `the value at ${shown(path.slice(0, mostNames).join("."))}`;
  const rest = path.slice(index + 1, index + 1 + mostNames);
  const within = rest.length === 0 ? "" : ` (at ${shown(rest.join("."))})`;
  return `${entry} ${Number(path[index]) + 1}${within}`;
};

/**
 * Reads a JSON input. A text or a file is parsed; a value of an earlier step is used as it is, and so is what stands in
 * a file that the step parsed. Long integers become the text of their digits.
 * @throws InputError with the label, the place where the text is invalid, and an example.
 */
export const parseJson = (
  label: string,
  value: unknown,
  example: string,
  { entry, hint, parse = JSON.parse }: JsonInput = {},
): unknown => {
  const text = givenText(label, value);
  const accepted = `${hint === undefined ? "" : `${hint} `}Accepted is, for example, ${example}`;
  const parsed = text === undefined ? (parsedFile(value) ?? value) : parsedText(label, text, accepted, parse);
  const plain = plainValue(parsed);
  if ("value" in plain) return plain.value;
  return refuseInput(
    label,
    `${placeOf(plain.path, entry)} ${plain.problem}.`,
    `Accepted is, for example, ${example}`,
  );
};

/**
 * Checks that a value is a list with at least one entry.
 * @param empty - the sentence for an empty list
 * @throws InputError with the label.
 */
export const filledList = (label: string, value: unknown, empty: string, accepted: string): unknown[] => {
  if (!Array.isArray(value)) return refuseInput(label, "this is not a list.", accepted);
  // A list of code may have holes, which the methods of lists pass over.
  return value.length > 0 ? Array.from(value) : refuseInput(label, empty, accepted);
};
