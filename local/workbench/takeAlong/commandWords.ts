import { type InputFlag, ownFlags } from "../../cli/inputFlags";
import { parseReference, templateParts } from "./references";
import { type ShellPart, shellWord } from "./shellWord";
import type { EnteredPair, EnteredValue } from "./takenStep";

/** Where the result of a step is kept between two commands. */
export const resultFile = (step: string): string => `${step.replaceAll(/\W+/g, "_").slice(0, 60)}.json`;

/** A longer value stands in the file of --input. */
const longestFlag = 400;

/** The place in a result as jq writes it. */
const jqPath = (path: ReadonlyArray<string | number>): string => {
  const pieces = path.map((piece) => {
    if (typeof piece === "number") return `[${piece}]`;
    return /^[A-Za-z_]\w*$/.test(piece) ? `.${piece}` : `[${JSON.stringify(piece)}]`;
  });
  const text = pieces.join("");
  return text.startsWith(".") ? text : `.${text}`;
};

/** A result that begins with @ would be read from a file, whose name another party chose. */
const asText = 'tostring | sub("^@"; "@@")';

/** The command line writes a file of a result, and names it in the place of its bytes. */
const asFile = `(.data? // .) | if type == "object" and has("file") then "@" + .file else ${asText} end`;

/** What jq reads of a result, as a word. Behind the beginning of a word, any text is itself. */
const resultPart = (reference: string, filter: string): ShellPart => {
  const found = parseReference(reference);
  if (!found) return { text: reference };
  const steps = [jqPath(found.path), ...(filter === "" ? [] : [filter])].join(" | ");
  return {
    expression: `"$(jq -r ${shellWord({ text: steps })} ${shellWord({ text: resultFile(found.step) })})"`,
  };
};

const escapedText = (text: string): string => text.replace(/^@/, "@@");

/** The parts of a word that gives a value to a flag; undefined where no word can. */
const partsOf = (entered: EnteredValue, takesFile: boolean): ShellPart[] | undefined => {
  if ("value" in entered) {
    const text = entered.value;
    return text === "-" || text.includes("\0") || text.length > longestFlag || /\p{Cs}/u.test(text)
      ? undefined
      : [{ text: escapedText(text) }];
  }
  if ("reference" in entered) return [resultPart(entered.reference, takesFile ? asFile : asText)];
  if ("template" in entered) {
    return templateParts(entered.template).map((part, index) =>
      "text" in part
        ? { text: index === 0 ? escapedText(part.text) : part.text }
        : resultPart(part.reference, index === 0 ? asText : ""),
    );
  }
  if ("file" in entered) return [{ text: `@${entered.file}` }];
  return "secret" in entered ? [{ expression: `"$${entered.secret}"` }] : undefined;
};

const pairParts = ({ key, entry }: EnteredPair, takesFile: boolean): ShellPart[] | undefined => {
  const parts = partsOf(entry, takesFile);
  return key === "" || /[=@\0]|\p{Cs}/u.test(key) || !parts ? undefined : [{ text: `${key}=` }, ...parts];
};

const valuesFor = ({ form, takesFile }: InputFlag, entered: EnteredValue) => {
  if (form === "pairs")
    return "pairs" in entered ? entered.pairs.map((pair) => pairParts(pair, takesFile)) : [undefined];
  const isList = form === "list" || (form === "value" && takesFile);
  if (!("list" in entered))
    return form === "list" || form === "json" ? [undefined] : [partsOf(entered, takesFile)];
  // One file alone would not be a list.
  const isEnough = form === "list" ? entered.list.length > 0 : entered.list.length > 1;
  return isList && isEnough ? entered.list.map((entry) => partsOf(entry, takesFile)) : [undefined];
};

/** The words that give an input its value; undefined where it has to stand in the file of --input. */
export const commandWords = (
  flag: InputFlag,
  entered: EnteredValue,
  flagNames: readonly string[],
): string[] | undefined => {
  const name = flag.otherName ?? flag.name;
  const values = valuesFor(flag, entered);
  const words = values.map((parts) => {
    const [first] = parts ?? [];
    const beginning = first && "text" in first ? first.text : "";
    if (!parts || (parts.length === 1 && flagNames.includes(beginning))) return undefined;
    const isJoined = flag.form === "boolean" || beginning.startsWith("-");
    return isJoined ? shellWord({ text: `${name}=` }, ...parts) : `${name} ${shellWord(...parts)}`;
  });
  const isWhole = words.length > 0 && words.every((word) => word !== undefined);
  return isWhole ? (words as string[]) : undefined;
};

/** The names of all flags of an operation. A value that is one of them is taken for a flag left without a value. */
export const flagNamesOf = (flags: readonly InputFlag[]): string[] => [
  ...flags.flatMap(({ name, otherName }) => (otherName ? [name, otherName] : [name])),
  ...ownFlags.map((name) => `--${name}`),
];
