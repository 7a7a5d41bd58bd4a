import { oneLine } from "./usageError";

/** What shells expect of a program that Ctrl-C ended. */
const interrupted = 130;

/**
 * Runs a program to its end and exits with the code that it gives: what was printed is out by then, a failure is
 * one line on standard error and code 1, Ctrl-C is 130, and a reader that had enough of the output is no failure.
 */
export const runAndExit = (main: () => Promise<number>): void => {
  const { stdout, stderr } = process;
  process.once("SIGINT", () => {
    stderr.write(`${stderr.isTTY ? "\r\u001b[2K" : ""}Interrupted.\n`);
    process.exit(interrupted);
  });
  for (const stream of [stdout, stderr]) {
    stream.on("error", ({ code }: NodeJS.ErrnoException) => process.exit(code === "EPIPE" ? 0 : 1));
  }
  main()
    .catch((error: unknown) => {
      stderr.write(`${oneLine(error)}\n`);
      return 1;
    })
    // Connections that are kept alive would hold the process.
    .then((exitCode) => stdout.write("", () => process.exit(exitCode)));
};
