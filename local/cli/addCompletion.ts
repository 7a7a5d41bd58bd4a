import type { Command } from "commander";
import type { Operation } from "../platform/component";
import { UsageError } from "../platform/usageError";
import { type CompletedCommand, completedShells, completionScript, resumeCommand } from "./completion";
import { inputFlags } from "./inputFlags";
import { askAlias, askedKey } from "./mainTexts";

/** The commands beside those of operations, such as triggers, with the flags that their help shows. */
const otherCommands = (program: Command, known: readonly CompletedCommand[]): CompletedCommand[] => {
  const names = new Set(known.flatMap((command) => command.names));
  return program.commands
    .filter((command) => !names.has(command.name()))
    .map((command) => ({
      names: [command.name()],
      label: command.description(),
      flags: [],
      ownFlags: command.options.flatMap(({ long, hidden }) => (long && !hidden ? [long.slice(2)] : [])),
    }));
};

/** Adds the command `completion bash`, which prints a script for the shell. */
export const addCompletion = (program: Command, operations: readonly Operation[]): void => {
  const completed = operations.map(
    ({ key, label, inputs }): CompletedCommand => ({
      names: key === askedKey ? [key, askAlias] : [key],
      label,
      flags: inputFlags(inputs),
    }),
  );
  program
    .command("completion")
    .description("Prints a script that completes commands, flags and choices")
    .helpGroup("Command line:")
    .argument("<shell>", completedShells.join(", "))
    .action((name: string) => {
      const shell = completedShells.find((known) => known === name);
      if (!shell)
        throw new UsageError(`There is no completion for "${name}": ${completedShells.join(", ")}.`);
      const known = [...completed, resumeCommand];
      process.stdout.write(`${completionScript(shell, [...known, ...otherCommands(program, known)])}\n`);
    });
};
