import { refuseInput } from "../text/InputError";
import { plainValue } from "../text/plainValue";
import { withoutKeys } from "../text/secretPieces";
import { shown } from "./cleaners";
import { givenText } from "./textOfBytes";

/** So many names of a path are told. */
const mostNames = 6;

const failure = (text: string): string | undefined => {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return (error as SyntaxError).message;
  }
};

/**
 * Where JSON breaks, counted in characters from its start. The engine names the position of some mistakes only;
 * for the others it is the end of the shortest beginning that breaks in the same way rather than by being short.
 */
const breakOffset = (text: string, message: string): number => {
  const named = /position (\d+)/.exec(message)?.[1];
  if (named !== undefined) return Number(named);
  if (!message.startsWith("Unexpected token")) return text.length;
  let intact = 0;
  let broken = text.length;
  while (broken - intact > 1) {
    const middle = Math.floor((intact + broken) / 2);
    if (failure(text.slice(0, middle))?.startsWith("Unexpected token")) broken = middle;
    else intact = middle;
  }
  return broken - 1;
};

/** The place of a break as a person counts, and what stands there. */
const place = (text: string, offset: number): string => {
  if (offset >= text.trimEnd().length) return "at its end";
  const lines = text.slice(0, offset).split("\n");
  const excerpt = withoutKeys(text.slice(offset, offset + 200))
    .slice(0, 20)
    .replace(/\s+/g, " ");
  return `at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}, near "${excerpt}"`;
};

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
    const where = place(json, breakOffset(json, error.message));
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
