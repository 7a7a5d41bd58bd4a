import { mergeInputs } from "../platform/enteredInputs";
import { readNamedFile } from "../platform/readNamedFile";
import type { InputValues } from "../platform/stepParams";
import { UsageError } from "../platform/usageError";
import { asksForStandardInput, checkInputs, checkRequired, inputsFromFlags } from "./flagValues";
import { mainTexts } from "./mainTexts";
import type { RunRequest } from "./program";
import { readText } from "./readText";
import { parseInputObject, readValue } from "./readValue";

const readStandardInput = async (): Promise<Buffer> => {
  if (process.stdin.isTTY) process.stderr.write("Reading standard input; Ctrl-D ends it.\n");
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** Milliseconds without a byte after which a person may wonder what is waited for. */
const quietMs = 2000;

/** What is piped in, with a line for people where it takes its time. */
const readPiped = async (): Promise<string> => {
  const notice = setTimeout(() => process.stderr.write("Reading standard input, too.\n"), quietMs);
  try {
    return readText("The text", "standard input", await readStandardInput());
  } finally {
    clearTimeout(notice);
  }
};

/**
 * The main text of an action, typed without a flag or on standard input, as in `cat mail.txt | … summarizeText`. With
 * both, as in `cat mail.txt | … ask "Answer this mail"`, what is piped stands below what is typed.
 * @param isRead - true where standard input was read for something else, or is a terminal
 */
const mainTextOf = async (
  operationKey: string,
  typed: string | undefined,
  entered: InputValues,
  isRead: boolean,
): Promise<InputValues> => {
  const [key, ...instead] = mainTexts[operationKey] ?? [];
  if (key === undefined) return {};
  if (typed !== undefined && entered[key] !== undefined) {
    throw new UsageError(`"${typed.slice(0, 60)}" and --${key} are the same input: leave one out.`);
  }
  const isTaken = [key, ...instead].some((name) => entered[name] !== undefined);
  const piped = isTaken || isRead ? "" : await readPiped();
  const texts = [typed ?? "", piped].filter((text) => text.trim() !== "");
  return texts.length === 0 ? {} : { [key]: texts.join("\n\n") };
};

/** A text that was typed without a flag: `@path` is read as for a flag, and a dash means standard input. */
const typedText = (text: string | undefined): string | undefined =>
  text === undefined || text === "-" || text === "@-"
    ? undefined
    : String(readValue("The text", text, false));

/**
 * The inputs of a run: from --input, then from flags, then from standard input.
 * @throws UsageError that says what to type instead.
 */
export const readInputs = async ({
  operation,
  flags,
  given,
  settings,
  mainText,
}: RunRequest): Promise<InputValues> => {
  const { input } = settings;
  const takesAll = input === "-";
  const takesPart = asksForStandardInput(given);
  if (takesAll && takesPart) throw new UsageError("--input - takes all of standard input: leave out @-.");
  const standardInput = takesAll || takesPart ? await readStandardInput() : undefined;
  const source = takesAll ? "standard input" : `"${input}"`;
  const bytes = input === undefined || takesAll ? standardInput : readNamedFile("--input", input);
  const fromFile = input === undefined || !bytes ? {} : parseInputObject(source, bytes);
  const typed = mergeInputs(
    checkInputs(operation.inputs, fromFile),
    inputsFromFlags(given, takesPart ? standardInput : undefined),
  );
  const isRead = standardInput !== undefined || process.stdin.isTTY === true;
  const entered = { ...typed, ...(await mainTextOf(operation.key, typedText(mainText), typed, isRead)) };
  checkRequired(flags, entered);
  return entered;
};
