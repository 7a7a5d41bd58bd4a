/** Exit codes of a run, apart from 0 (all done) and 130 (interrupted). */
export const exitCodes = {
  /** The run failed. */
  failed: 1,
  /** The command can't be run. */
  usage: 2,
  /** Some items have a result, others failed or remain. */
  partial: 3,
  /** The connection has to change: credential, role, address. */
  credential: 4,
} as const;

/** An error with the code that the program exits with. */
export class ExitError extends Error {
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
  }
}

/** An error's message as one line. */
export const oneLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" ");
