import { redactorOf } from "../cli/redact";

/** Longer messages are cut, in characters. */
const mostMessage = 500;

const sentenceOf = (error: unknown): string => {
  const [line = ""] = String(error instanceof Error ? `${error.name}: ${error.message}` : error).split("\n");
  return line.slice(0, mostMessage);
};

/**
 * Logs what no one waits for, such as a promise that a step left behind, in a line without secrets: the workbench goes on.
 */
export const logStrayErrors = (secrets: () => readonly string[]): void => {
  const log = (error: unknown): void =>
    console.error(`Something failed that no one waits for: ${redactorOf(secrets())(sentenceOf(error))}`);
  process.on("unhandledRejection", log).on("uncaughtException", log);
  // Whoever read what is printed may be gone.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => undefined);
};
