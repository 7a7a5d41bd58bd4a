import { mergeInputs } from "../platform/enteredInputs";
import { readNamedFile, textIn } from "../platform/readNamedFile";
import type { InputValues } from "../platform/stepParams";
import { UsageError } from "../platform/usageError";
import { asksForStandardInput, checkInputs, checkRequired, inputsFromFlags } from "./flagValues";
import type { RunRequest } from "./program";
import { parseInputObject } from "./readValue";

const readStandardInput = async (): Promise<Buffer> => {
  if (process.stdin.isTTY) process.stderr.write("Reading standard input; Ctrl-D ends it.\n");
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** The input for text on standard input, unless one of the inputs after it is given. */
const mainTexts: Readonly<Record<string, readonly [key: string, ...instead: string[]]>> = {
  createChatCompletion: ["userPrompt", "messages"],
  createImage: ["prompt"],
  summarizeText: ["textToSummarize"],
};

/** Reads standard input for an action whose main text no flag gives, as in `cat mail.txt | … summarizeText`. */
const pipedText = async (operationKey: string, entered: InputValues): Promise<InputValues> => {
  const [key, ...instead] = mainTexts[operationKey] ?? [];
  if (key === undefined || process.stdin.isTTY) return {};
  if ([key, ...instead].some((name) => entered[name] !== undefined)) return {};
  const text = textIn(await readStandardInput());
  return text.trim() === "" ? {} : { [key]: text };
};

/**
 * The inputs of a run: from --input, then from flags, then from standard input.
 * @throws UsageError that says what to type instead.
 */
export const readInputs = async ({ operation, flags, given, settings }: RunRequest): Promise<InputValues> => {
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
  const entered = standardInput ? typed : { ...typed, ...(await pipedText(operation.key, typed)) };
  checkRequired(flags, entered);
  return entered;
};
