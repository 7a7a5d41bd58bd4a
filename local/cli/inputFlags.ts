import type { Input } from "@prismatic-io/spectral/dist/serverTypes";

/** How the value of a flag is written. */
type FlagForm = "value" | "boolean" | "list" | "pairs" | "json";

/** An input, or an input of a group, as a flag. */
export interface InputFlag {
  input: Input;
  /** The group that the input is in. */
  parent?: Input;
  /** Such as `--requestOptions.maxRetries`. */
  name: string;
  /** The kebab form, where it differs. */
  otherName?: string;
  form: FlagForm;
  /** Whether `@path` gives a file rather than a text. */
  takesFile: boolean;
}

/** The command line's own flags. The flag of an input with such a name ends in `-value`. */
export const ownFlags = ["input", "out", "force", "json", "format", "field", "local", "verbose", "help"];

const scalarTypes = new Set([
  "string",
  "text",
  "data",
  "password",
  "boolean",
  "code",
  "date",
  "timestamp",
  "flow",
]);

/** `numChoices` as `num-choices`. */
export const kebabCase = (key: string): string =>
  key
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();

const formOf = ({ type, collection }: Input): FlagForm => {
  if (!scalarTypes.has(type)) return "json";
  if (collection === "valuelist") return "list";
  if (collection === "keyvaluelist") return "pairs";
  return type === "boolean" ? "boolean" : "value";
};

const toFlag = (input: Input, parent?: Input): InputFlag => {
  const path = parent ? `${parent.key}.${input.key}` : input.key;
  const free = ownFlags.includes(path) ? `${path}Value` : path;
  const kebab = free.split(".").map(kebabCase).join(".");
  // The parser would read `--no-…` as a denial.
  const hasOtherName = kebab !== free && !kebab.startsWith("no-");
  return {
    input,
    ...(parent && { parent }),
    name: `--${free}`,
    ...(hasOtherName && { otherName: `--${kebab}` }),
    form: formOf(input),
    // Raw Request's File Data is a list of texts by type, and of files by use.
    takesFile: input.type === "data" || input.key === "fileData",
  };
};

/** The flags of an operation's inputs, in the order of the form; the connection is not one of them. */
export const inputFlags = (inputs: readonly Input[]): InputFlag[] =>
  inputs
    .filter(({ type }) => type !== "connection")
    .flatMap((input) => {
      const isGroup = input.type === "structuredObject" && !input.collection;
      const children = isGroup ? (input.inputs ?? []) : [];
      return [toFlag(input), ...children.map((child) => toFlag(child, input))];
    });
