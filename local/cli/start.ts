import { Console } from "node:console";
import { CommanderError } from "commander";
import { loadComponent, operationsOf } from "../platform/component";
import { addEndpoint } from "./addEndpoint";
import { exitCodes } from "./exit";
import { createProgram, type RunRequest } from "./program";
import { addResume } from "./resume/addResume";
import { runAndExit } from "./runAndExit";
import { runRequest } from "./runRequest";
import { addTriggers } from "./triggers/addTriggers";

// Standard output is for results alone, so what libraries print goes to standard error.
globalThis.console = new Console(process.stderr, process.stderr);

// npm runs scripts in the package's folder, but file names are relative to the user's folder.
const { npm_lifecycle_event: script, INIT_CWD: startFolder } = process.env;
if (script === "cli" && startFolder) process.chdir(startFolder);

runAndExit(async (signal) => {
  const component = loadComponent();
  let exitCode = 0;
  const operations = operationsOf(component);
  const run = async (request: RunRequest): Promise<void> => {
    exitCode = await runRequest(component, request, signal);
  };
  const program = createProgram(operations, run);
  addResume(program, operations, run);
  addTriggers(program, component, signal);
  addEndpoint(program);
  try {
    await program.parseAsync();
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
    throw error;
  }
});
