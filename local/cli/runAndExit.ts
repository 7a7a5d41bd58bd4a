import { UsageError } from "../platform/usageError";
import { ExitError, exitCodes, oneLine } from "./exit";

/** What shells expect of a program that a signal ended: 128 and the signal's number. */
const exitCodeOf = { SIGINT: 130, SIGTERM: 143 } as const;
/** How long what was answered before the signal may take to be put together. */
const patienceMs = 10_000;
/** npm passes the signal on that the terminal has sent to the program already: so soon, it is the same Ctrl-C. */
const echoMs = 500;

/**
 * Runs a program to its end and exits with the code that it gives: what was printed is out by then, a failure is
 * one line on standard error and its own code, and a reader that closes the output early is not a failure. Ctrl-C is
 * 130 and SIGTERM 143, with what was answered by then; a second one ends at once.
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
    // Connections that are kept alive would hold the process.
    .then((exitCode) => {
      const exit = () => stdout.errored ?? process.exit(interrupted ?? exitCode);
      stdout.write("", exit);
    });
};
