import { Console } from "node:console";
import { CommanderError } from "commander";
import { loadComponent, operationsOf } from "./runner/component";
import { createProgram } from "./runner/program";
import { runAndExit } from "./runner/runAndExit";
import { runRequest } from "./runner/runRequest";

// Standard output is for results alone, whatever a library prints.
globalThis.console = new Console(process.stderr, process.stderr);

runAndExit(async (signal) => {
  const component = loadComponent();
  const program = createProgram(operationsOf(component), (request) => runRequest(component, request, signal));
  try {
    await program.parseAsync();
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    throw error;
  }
});
