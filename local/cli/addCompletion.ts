import type { Command } from "commander";
import type { Operation } from "../platform/component";
import { UsageError } from "../platform/usageError";
import { type CompletedCommand, completedShells, completionScript, resumeCommand } from "./completion";
import { inputFlags } from "./inputFlags";
import { askAlias, askedKey } from "./mainTexts";

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
      process.stdout.write(`${completionScript(shell, [...completed, resumeCommand])}\n`);
    });
};
