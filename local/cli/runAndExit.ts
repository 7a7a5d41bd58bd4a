import { UsageError } from "../platform/usageError";
import { ExitError, exitCodes, oneLine } from "./exit";

/** Exit codes of a program that a signal ended, as shells expect them: 128 and the signal's number. */
const exitCodeOf = { SIGINT: 130, SIGTERM: 143 } as const;
/** Time after a signal to print the answers received so far, in milliseconds. */
const patienceMs = 10_000;
/** npm repeats the signal that the terminal has already sent: within this time, it is the same Ctrl-C. */
const echoMs = 500;

/**
 * Runs a program and exits with its code, once its output is written. A failure is one line on standard error with a
 * code of its own. A reader that closes the output early is no failure. After Ctrl-C (130) or SIGTERM (143), the
 * answers so far are printed; a second signal ends the program at once.
 */
export const runAndExit = (main: (signal: AbortSignal) => Promise<number>): void => {
  const { stdout, stderr } = process;
  const cancel = new AbortController();
  let interrupted: number | undefined;
  const stop = (): never => process.exit(interrupted);
  const end = (signal: keyof typeof exitCodeOf): void => {
    if (interrupted !== undefined) return;
    interrupted = exitCodeOf[signal];
    stderr.write(`${stderr.isTTY ? "\r\u001b[2K" : ""}Interrupted.\n`);
    cancel.abort();
    setTimeout(() => process.once("SIGINT", stop).once("SIGTERM", stop), echoMs).unref();
    setTimeout(stop, patienceMs).unref();
  };
  process.on("SIGINT", end).on("SIGTERM", end);
  stderr.on("error", ({ code }: NodeJS.ErrnoException) =>
    process.exit(code === "EPIPE" ? 0 : exitCodes.failed),
  );
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    stderr.write(`The output can't be written: ${oneLine(error)}.\n`, () => process.exit(exitCodes.failed));
  });
  main(cancel.signal)
    .catch((error: unknown) => {
      if (interrupted !== undefined) return interrupted;
      stderr.write(`${oneLine(error)}\n`);
      if (error instanceof UsageError) return exitCodes.usage;
      return error instanceof ExitError ? error.exitCode : exitCodes.failed;
    })
    // Kept connections would keep the process alive.
    .then((exitCode) => {
      const exit = () => stdout.errored ?? process.exit(interrupted ?? exitCode);
      // A result that could not be printed as asked for is told on standard error, which may be long as well.
      stderr.write("", () => stdout.write("", exit));
    });
};
