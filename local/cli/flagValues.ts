import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { didYouMean } from "../../src/text/nearestNames";
import { enteredInputs, isMissing } from "../platform/enteredInputs";
import { isRecord } from "../platform/isRecord";
import type { InputValues } from "../platform/stepParams";
import { UsageError } from "../platform/usageError";
import { oneLine } from "./exit";
import type { InputFlag } from "./inputFlags";
import { listedText, takesTable } from "./listedText";
import { readValue } from "./readValue";

/** A flag as it was typed. */
export interface GivenFlag {
  flag: InputFlag;
  text: string;
}

const parseJsonFlag = (name: string, text: string): unknown => {
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new UsageError(`${name}: this input takes JSON: ${oneLine(error)}.`);
  }
};

/** Reads a value as it was typed, for a flag. */
type Read = (flag: InputFlag, text: string) => unknown;

const parsePair = (flag: InputFlag, text: string, read: Read): { key: string; value: unknown } => {
  const { name, takesFile } = flag;
  const end = text.indexOf("=");
  if (end < 1) {
    const example = takesFile ? `${name} file=@prompts.jsonl` : `${name} name=value`;
    throw new UsageError(`${name}: "${text.slice(0, 60)}" has no name. Write it as in ${example}`);
  }
  return { key: text.slice(0, end), value: read(flag, text.slice(end + 1)) };
};

const flagValue = (flag: InputFlag, texts: string[], read: Read): unknown => {
  const last = texts.at(-1) ?? "";
  switch (flag.form) {
    case "list":
      return texts.map((text) => read(flag, text));
    case "pairs":
      return texts.map((text) => parsePair(flag, text, read));
    case "json":
      return parseJsonFlag(flag.name, read(flag, last) as string);
    default:
      return flag.takesFile && texts.length > 1 ? texts.map((text) => read(flag, text)) : read(flag, last);
  }
};

/** True where a flag asks for standard input, as `@-` or `name=@-`. */
export const asksForStandardInput = (given: readonly GivenFlag[]): boolean =>
  given.some(({ flag, text }) => text === "@-" || (flag.form === "pairs" && text.endsWith("=@-")));

/**
 * The inputs that were given by flags; files of a flag given twice are a list, and of another flag that
 * takes one value the last counts.
 * @param standardInput - what stood there, where a flag asks for it
 * @throws UsageError that names the flag which can't be read.
 */
export const inputsFromFlags = (given: readonly GivenFlag[], standardInput?: Buffer): InputValues => {
  const read: Read = ({ name, takesFile, input }, text) => {
    const path = /^@(?!@)/.test(text) ? text.slice(1) : undefined;
    const isFile = takesFile || (path !== undefined && takesTable(input.key, path));
    const value = readValue(name, text, isFile, standardInput);
    return path === undefined || typeof value !== "string" ? value : listedText(input.key, name, path, value);
  };
  const texts = new Map<InputFlag, string[]>();
  for (const { flag, text } of given) texts.set(flag, [...(texts.get(flag) ?? []), text]);
  const entered: InputValues = {};
  // A group as a whole comes before its parts, so that a part wins.
  const whole = [...texts].toSorted(([left], [right]) => Number(!!left.parent) - Number(!!right.parent));
  for (const [flag, flagTexts] of whole) {
    const value = flagValue(flag, flagTexts, read);
    if (!flag.parent) entered[flag.input.key] = value;
    else entered[flag.parent.key] = { ...asGroup(entered[flag.parent.key]), [flag.input.key]: value };
  }
  return entered;
};

const asGroup = (value: unknown): InputValues => (isRecord(value) ? value : {});

/** @throws UsageError for a key that is not an input. */
const checkKeys = (inputs: readonly Input[], values: InputValues, group?: string): void => {
  const keys = inputs.filter(({ type }) => type !== "connection").map(({ key }) => key);
  for (const [key, value] of Object.entries(values)) {
    const input = inputs.find((candidate) => candidate.key === key);
    if (input?.type === "connection") {
      throw new UsageError(
        `--input: leave "${key}" out: the connection comes from the environment, see --help.`,
      );
    }
    if (!input) {
      const place = group ? ` of ${group}` : "";
      throw new UsageError(
        `--input: "${key}" is not an input${place}.${didYouMean(key, keys) || ` The inputs are ${keys.join(", ")}.`}`,
      );
    }
    if (input.inputs && isRecord(value) && !input.collection) checkKeys(input.inputs, value, key);
  }
};

/**
 * The inputs that a JSON object gives, as the designer would hold them.
 * @throws UsageError for a key that is not an input.
 */
export const checkInputs = (inputs: readonly Input[], values: InputValues): InputValues => {
  checkKeys(inputs, values);
  return enteredInputs(inputs, values);
};

/**
 * Refuses to go on while a required input without a default is missing.
 * @throws UsageError that names the flag of each.
 */
export const checkRequired = (flags: readonly InputFlag[], entered: InputValues): void => {
  const missing = flags.filter(({ input, parent }) => !parent && isMissing(input, entered));
  if (missing.length === 0) return;
  const names = missing.map(({ name, input }) => `${name} (${input.label})`);
  throw new UsageError(
    `Required: ${names.join(", ")}. Add ${names.length === 1 ? "it as a flag" : "them as flags"}, or by key to the JSON of --input.`,
  );
};
