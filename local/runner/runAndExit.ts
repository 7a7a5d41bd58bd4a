import { ExitError, exitCodes, oneLine } from "./usageError";

/** What shells expect of a program that Ctrl-C ended. */
const interrupted = 130;
/** How long what was answered before Ctrl-C may take to be put together. */
const patienceMs = 10_000;
/** npm passes the signal on that the terminal has sent to the program already: so soon, it is the same Ctrl-C. */
const echoMs = 500;

/**
 * Runs a program to its end and exits with the code that it gives: what was printed is out by then, a failure is
 * one line on standard error and its own code, and a reader that had enough of the output is no failure. Ctrl-C is
 * 130, with what was answered by then; a second one ends at once.
 */
export const runAndExit = (main: (signal: AbortSignal) => Promise<number>): void => {
  const { stdout, stderr } = process;
  const cancel = new AbortController();
  const stop = (): never => process.exit(interrupted);
  process.once("SIGINT", () => {
    stderr.write(`${stderr.isTTY ? "\r\u001b[2K" : ""}Interrupted.\n`);
    cancel.abort();
    process.on("SIGINT", () => undefined);
    setTimeout(() => process.once("SIGINT", stop), echoMs).unref();
    setTimeout(stop, patienceMs).unref();
  });
  stderr.on("error", ({ code }: NodeJS.ErrnoException) =>
    process.exit(code === "EPIPE" ? 0 : exitCodes.failed),
  );
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    stderr.write(`The output can't be written: ${oneLine(error)}.\n`, () => process.exit(exitCodes.failed));
  });
  main(cancel.signal)
    .catch((error: unknown) => {
      if (cancel.signal.aborted) return interrupted;
      stderr.write(`${oneLine(error)}\n`);
      return error instanceof ExitError ? error.exitCode : exitCodes.failed;
    })
    // Connections that are kept alive would hold the process.
    .then((exitCode) => {
      const exit = () => stdout.errored ?? process.exit(cancel.signal.aborted ? interrupted : exitCode);
      stdout.write("", exit);
    });
};
