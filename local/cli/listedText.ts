import { extname } from "node:path";
import { isRecord } from "../platform/isRecord";
import { UsageError } from "../platform/usageError";
import { oneLine } from "./exit";

/** Inputs that take a list as JSON, each with what an entry is called; other inputs get a file's text as it is. */
const entryNames: Readonly<Record<string, string>> = {
  inputItems: "an item",
  messages: "a prompt or message",
  records: "a record",
  texts: "a text",
};
/** Inputs in which a plain line is an entry. */
const plainKeys = new Set(["messages", "texts"]);

const isTable = (path: string): boolean => [".csv", ".tsv"].includes(extname(path).toLowerCase());

/** True where the file of an input is read by the action, which knows encodings and delimiters of tables. */
export const takesTable = (inputKey: string, path: string): boolean =>
  inputKey === "records" && isTable(path);

interface Line {
  number: number;
  text: string;
}

const linesIn = (text: string): Line[] =>
  text
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, text: line }))
    .filter((line) => line.text.trim() !== "");

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** The lines as a list in JSON; each stays as it is written, so that long numbers keep their digits. */
const jsonList = (lines: readonly Line[], refuse: (what: string) => never, isRecords: boolean): string => {
  for (const { number, text } of lines) {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      refuse(`line ${number} is not JSON: ${oneLine(error)}`);
    }
    if (isRecords && !isRecord(value)) refuse(`line ${number} is not a JSON object`);
  }
  return `[${lines.map(({ text }) => text).join(",")}]`;
};

type Form = "whole" | "jsonLines" | "plainLines";

/** What a text is, by the name of its file, and where that says nothing, by its first line. */
const formOf = (text: string, lines: readonly Line[], path: string, takesPlain: boolean): Form => {
  const extension = extname(path).toLowerCase();
  if ([".jsonl", ".ndjson"].includes(extension)) return "jsonLines";
  const start = text.trimStart();
  if (extension === ".json" || (start.startsWith("[") && parses(text))) return "whole";
  if (extension === ".txt" && takesPlain) return "plainLines";
  const [first = { text: "" }, second] = lines;
  if (/^\s*[[{"]/.test(first.text))
    return (second !== undefined || !start.startsWith("[")) && parses(first.text) ? "jsonLines" : "whole";
  return takesPlain ? "plainLines" : "whole";
};

/**
 * The text of a file as an input takes it: JSON Lines, or a text on each line, as a list in JSON.
 * @param name - of the flag
 * @param path - of the file; - is standard input
 * @throws UsageError with the file and the line that can't be read.
 */
export const listedText = (inputKey: string, name: string, path: string, text: string): string => {
  const entry = Object.hasOwn(entryNames, inputKey) ? entryNames[inputKey] : undefined;
  if (entry === undefined) return text;
  const source = path === "-" ? "standard input" : path;
  const refuse = (what: string): never => {
    throw new UsageError(`${name}: ${source}, ${what}. Write ${entry} on each line.`);
  };
  if (isTable(path))
    throw new UsageError(
      `${name}: ${source} is a table, which --records takes. Write ${entry} on each line.`,
    );
  const lines = linesIn(text);
  const takesPlain = plainKeys.has(inputKey);
  const form = formOf(text, lines, path, takesPlain);
  if (form === "whole") return text;
  if (lines.length === 0) throw new UsageError(`${name}: ${source} has no line. Write ${entry} on each.`);
  return form === "jsonLines"
    ? jsonList(lines, refuse, inputKey === "records")
    : JSON.stringify(lines.map((line) => line.text));
};
