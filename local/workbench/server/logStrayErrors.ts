import { redactorOf } from "../../cli/redact";
import { firstLineOf } from "./firstLineOf";

/**
 * Logs what no one waits for, such as a promise that a step left behind, in a line without secrets: the workbench goes on.
 */
export const logStrayErrors = (secrets: () => readonly string[]): void => {
  const log = (thrown: unknown): void =>
    console.error(`Something failed that no one waits for: ${firstLineOf(thrown, redactorOf(secrets()))}`);
  process.on("unhandledRejection", log).on("uncaughtException", log);
  // Whoever read what is printed may be gone.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => undefined);
};
