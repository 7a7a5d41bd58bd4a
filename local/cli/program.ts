import { Command, Option } from "commander";
import { version } from "../../package.json";
import { didYouMean } from "../../src/text/nearestNames";
import { withoutKeys } from "../../src/text/secretPieces";
import { findCase } from "../cases/loadCase";
import type { Operation } from "../platform/component";
import type { InputValues } from "../platform/stepParams";
import { UsageError } from "../platform/usageError";
import { addCompletion } from "./addCompletion";
import type { GivenFlag } from "./flagValues";
import { type ResultFormat, resultFormats } from "./formats/formatResult";
import {
  connectionNotes,
  describeInput,
  formatItem,
  placeholders,
  usageErrorFor,
  valueNotes,
} from "./helpText";
import { type InputFlag, inputFlags, kebabCase, ownFlags } from "./inputFlags";
import { askAlias, askedKey, mainTexts } from "./mainTexts";
import { programName } from "./programName";
import { sampleCommand } from "./sampleCommand";

/** The command line's own flags, as they were given. */
export interface RunSettings {
  input?: string;
  out?: string;
  force?: boolean;
  json?: boolean;
  format?: ResultFormat;
  field?: string;
  local?: boolean;
  verbose?: boolean;
}

/** The requested run. */
export interface RunRequest {
  operation: Operation;
  flags: InputFlag[];
  given: GivenFlag[];
  settings: RunSettings;
  /** The main text, where it was typed without a flag. */
  mainText?: string | undefined;
  /** True for `ask`, whose result is a text also in a pipe. */
  isAsked?: boolean;
  /** The file of what an earlier run left, with the inputs in it. */
  resumed?: { path: string; entered: InputValues };
}

/** Adds the flags that say what becomes of a result, and what is logged. */
export const addResultFlags = (command: Command): void => {
  command
    .addOption(new Option("--out <path>", "file or directory for the files of a result (default: here)"))
    .addOption(new Option("--force", "replace a file that exists"))
    .addOption(new Option("--json", "print JSON, as when the output is not a terminal"))
    .addOption(new Option("--format <form>", `print ${resultFormats.join(", ")}`).choices(resultFormats))
    .addOption(new Option("--field <path>", "print this part of the result alone, such as output_text"))
    .addOption(new Option("--verbose", "log every attempt"));
};

const addOwnFlags = (command: Command): void => {
  command.addOption(
    new Option("--input <file>", "the inputs by key as a JSON object; - reads standard input"),
  );
  addResultFlags(command);
  command.addOption(new Option("--local", "use the embedded local endpoint, whatever the environment says"));
};

/** The heading of a flag in help, where what is required comes first. */
const groupOf = ({ parent, input }: InputFlag): string => {
  if (parent) return `${parent.label}:`;
  return input.required ? "Required:" : "Inputs:";
};

/** What is required, then the rest in the order of the form. */
const requiredFirst = (flags: readonly InputFlag[]): InputFlag[] => {
  const isFirst = ({ parent, input }: InputFlag): boolean => !parent && input.required === true;
  return [...flags.filter(isFirst), ...flags.filter((flag) => !isFirst(flag))];
};

/**
 * Adds the flag of an input by both of its names, and notes what is given.
 * @param names - all flags of the command, none of which is taken for a value
 */
export const addInputFlag = (
  command: Command,
  flag: InputFlag,
  given: GivenFlag[],
  names: readonly string[],
): void => {
  const { name, otherName, form } = flag;
  const placeholder = flag.takesFile && form === "pairs" ? "<name=@file>" : placeholders[form];
  for (const [index, long] of [name, ...(otherName ? [otherName] : [])].entries()) {
    const option = new Option(`${long} ${placeholder}`, describeInput(flag))
      .helpGroup(groupOf(flag))
      .hideHelp(index > 0)
      .argParser((text: string) => {
        if (names.includes(text)) throw new UsageError(`${long} needs a value: ${text} is a flag.`);
        given.push({ flag, text });
        return text;
      });
    command.addOption(form === "boolean" ? option.preset("true") : option);
  }
};

/** The command that runs the operation's case. */
const sampleNotes = ({ kind, key }: Operation, flags: readonly InputFlag[]): string => {
  const sample = findCase(`${kind}s`, key);
  return sample ? `\n\nSuch as:\n  ${sampleCommand(key, flags, sample.required)}` : "";
};

const addOperation = (
  program: Command,
  operation: Operation,
  run: (request: RunRequest) => Promise<void>,
) => {
  const flags = inputFlags(operation.inputs);
  const names = [
    ...flags.flatMap(({ name, otherName }) => (otherName ? [name, otherName] : [name])),
    ...ownFlags.map((name) => `--${name}`),
  ];
  const given: GivenFlag[] = [];
  const other = kebabCase(operation.key);
  const [mainInput] = mainTexts[operation.key] ?? [];
  const command = program
    .command(operation.key)
    .summary(operation.description)
    .description(`${operation.label}: ${operation.description}.`.replace(/\.\.$/, "."))
    .helpGroup(operation.kind === "action" ? "Actions:" : "Data sources:")
    .usage(mainInput ? "[text] [flags]" : "[flags]")
    .optionsGroup("Command line:")
    .helpOption("-h, --help", "show this help")
    .allowExcessArguments(false);
  if (other !== operation.key) command.alias(other);
  if (operation.key === askedKey) command.alias(askAlias);
  if (mainInput) command.argument("[text]", `${kebabCase(mainInput)}, which standard input gives as well`);
  for (const flag of requiredFirst(flags)) addInputFlag(command, flag, given, names);
  addOwnFlags(command);
  const visible = [...flags.map(({ name }) => name), ...ownFlags.map((name) => `--${name}`)];
  command
    .exitOverride((error) => {
      throw error.exitCode === 0 ? error : usageErrorFor(command, error, visible);
    })
    .addHelpText("after", () => `${valueNotes}${sampleNotes(operation, flags)}`)
    .action((...words: unknown[]) => {
      const mainText = mainInput === undefined ? undefined : (words[0] as string | undefined);
      const isAsked = program.args[0] === askAlias;
      return run({ operation, flags, given, settings: command.opts<RunSettings>(), mainText, isAsked });
    });
};

const isNamed = (command: Command, name: string): boolean =>
  command.name() === name || command.aliases().includes(name);

/** Shows help, or what to type, where the arguments name no operation. */
const answerWithoutOperation = (program: Command, keys: readonly string[], words: readonly string[]) => {
  const [first, topic] = words;
  if (first === undefined) return program.help({ error: true });
  // help createImage, as other programs have it.
  const name = first === "help" ? topic : first;
  if (name === undefined) return program.help();
  const asked = first === "help" && program.commands.find((command) => isNamed(command, name));
  if (asked) return asked.help();
  if (name.startsWith("-")) {
    throw new UsageError(`Name the action first, ${name} after it. See ${programName} --help`);
  }
  const near = didYouMean(name, keys);
  throw new UsageError(
    `There is no action "${withoutKeys(name)}".${near || ` There are: ${keys.join(", ")}.`} See ${programName} --help`,
  );
};

/** The command line of everything that can be run, made from its definitions. */
export const createProgram = (
  operations: readonly Operation[],
  run: (request: RunRequest) => Promise<void>,
): Command => {
  const keys = operations.map(({ key }) => key);
  const program: Command = new Command(programName)
    .description("Runs the built connector as the platform would.")
    .usage("<action> [text] [flags]")
    .helpOption("-h, --help", "show this help")
    .helpCommand(false)
    .version(version, "--version", "show the version")
    .configureHelp({
      subcommandTerm: (command) => command.name(),
      optionDescription: ({ description }) => description,
      formatItem,
    })
    .configureOutput({ outputError: () => undefined })
    .addHelpText("after", connectionNotes)
    .argument("[words...]")
    .action((words: string[]) => answerWithoutOperation(program, keys, words))
    .allowUnknownOption();
  program.exitOverride();
  for (const operation of operations) addOperation(program, operation, run);
  addCompletion(program, operations);
  return program;
};
