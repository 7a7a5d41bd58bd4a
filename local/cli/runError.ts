import { ExitError, exitCodes } from "./exit";
import { silentProgramName } from "./programName";

/** A hint for newcomers: the embedded endpoint starts empty with each command. */
const forgetfulHint = `The embedded endpoint forgets with each command: keep one with eval "$(${silentProgramName} endpoint --background)".`;

/**
 * True where the action itself refused an input, and nothing was sent. The error has parts and no class of its own;
 * one without parts is a mistake in the connector.
 */
const isRefusedInput = (error: unknown): boolean =>
  error instanceof Error && error.name === "Error" && "what" in error && !("code" in error);

/**
 * The error that ends the program after a run that failed, with the exit code for its cause.
 * @param message - what is told, without secrets
 * @param isEmbedded - true where it ran on the embedded endpoint
 */
export const runError = (error: unknown, message: string, isEmbedded = false): ExitError => {
  const { kind, connection } = (error ?? {}) as { kind?: unknown; connection?: unknown };
  const hint = isEmbedded && kind === "notFound" ? ` ${forgetfulHint}` : "";
  const exitCode = isRefusedInput(error) ? exitCodes.usage : exitCodes.failed;
  return new ExitError(`${message}${hint}`, connection ? exitCodes.credential : exitCode);
};
