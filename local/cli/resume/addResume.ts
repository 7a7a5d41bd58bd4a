import type { Command } from "commander";
import type { Operation } from "../../platform/component";
import { UsageError } from "../../platform/usageError";
import { resumeCommand } from "../completion";
import { checkInputs } from "../flagValues";
import { usageErrorFor } from "../helpText";
import { inputFlags } from "../inputFlags";
import { addResultFlags, type RunRequest, type RunSettings } from "../program";
import { newestKeptRun, readKeptRun } from "./keptRun";

/** The run that does the rest of an earlier one. */
const requestOf = (operations: readonly Operation[], path: string, settings: RunSettings): RunRequest => {
  const { action, inputs, isEmbedded } = readKeptRun(path);
  const operation = operations.find(({ kind, key }) => kind === "action" && key === action);
  if (!operation) throw new UsageError(`resume: "${path}" is of an action that there is not.`);
  return {
    operation,
    flags: inputFlags(operation.inputs),
    given: [],
    settings: { ...settings, local: isEmbedded },
    resumed: { path, entered: checkInputs(operation.inputs, inputs) },
  };
};

/** Adds the command `resume`, which runs what an earlier run left. */
export const addResume = (
  program: Command,
  operations: readonly Operation[],
  run: (request: RunRequest) => Promise<void>,
): void => {
  const [name = ""] = resumeCommand.names;
  const command = program
    .command(name)
    .description(resumeCommand.label)
    .helpGroup("Command line:")
    .usage("[file] [flags]")
    .argument("[file]", "what a run has kept; the newest where none is named")
    .helpOption("-h, --help", "show this help")
    .allowExcessArguments(false);
  addResultFlags(command);
  command
    .exitOverride((error) => {
      throw error.exitCode === 0
        ? error
        : usageErrorFor(
            command,
            error,
            command.options.map(({ long }) => long ?? ""),
          );
    })
    .action((file: string | undefined) => {
      const path = file ?? newestKeptRun();
      if (path === undefined) throw new UsageError("Nothing remains of an earlier run.");
      return run(requestOf(operations, path, command.opts<RunSettings>()));
    });
};
