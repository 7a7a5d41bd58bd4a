import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import type { ProgressEvent } from "../../src/client/events";
import { runStep, type StepOutcome } from "../platform/runStep";
import { describeResult } from "./describeResult";
import { ExitError, exitCodes, oneLine } from "./exit";
import { exitCodeOf } from "./exitCodeOf";
import { labelsOf, withHints } from "./failureHints";
import type { RunRequest } from "./program";
import { progressLine } from "./progressLine";
import { reachService } from "./reachService";
import { readInputs } from "./readInputs";
import { redactorOf } from "./redact";
import { checkTarget, writeFiles } from "./resultFiles";
import { createReporter, printable, type Reporter } from "./terminal";

const print = (text: string): Promise<void> =>
  new Promise((resolve) => {
    process.stdout.write(`${text}\n`, () => resolve());
  });

/** The embedded endpoint starts empty with each command, which a newcomer can't know. */
const forgetfulHint =
  "The embedded endpoint forgets with each command: keep one running with `npm run endpoint`, and set the two variables that it prints.";

/** True for a refusal of an input by the action itself: it begins with the label, and nothing was sent. */
const isRefusedInput = (error: unknown, labels: ReadonlyMap<string, string>): boolean => {
  if (!(error instanceof Error) || "kind" in error || "code" in error) return false;
  return [...labels.keys()].some(
    (label) => error.message.startsWith(label) && /^(?:[:,]| and )/.test(error.message.slice(label.length)),
  );
};

const runError = (error: unknown, message: string, isEmbedded: boolean, isRefused: boolean): ExitError => {
  const { kind, connection } = (error ?? {}) as { kind?: unknown; connection?: unknown };
  const hint = isEmbedded && kind === "notFound" ? ` ${forgetfulHint}` : "";
  const exitCode = isRefused ? exitCodes.usage : exitCodes.failed;
  return new ExitError(`${message}${hint}`, connection ? exitCodes.credential : exitCode);
};

/** Prints a result: to people in words, to programs as JSON. */
const printResult = async (
  { value, contentType, branch }: StepOutcome,
  { operation, settings }: RunRequest,
  { line, logger }: Reporter,
  redact: (text: string) => string,
): Promise<number> => {
  const { out, force: isForced = false, json: isJson = false } = settings;
  const root = { name: operation.key, contentType };
  const written = writeFiles(value, root, { out, isForced, warn: logger.warn });
  if (branch) line(`Branch: ${branch}`);
  const isForPeople = process.stdout.isTTY && !isJson;
  const text = isForPeople
    ? printable(describeResult(written.value, written.files))
    : JSON.stringify(written.value, null, 2);
  await print(redact(text));
  return exitCodeOf(written.value);
};

/**
 * Runs what was asked for and prints its result.
 * @returns the code to exit with
 * @throws ExitError with a message that says what to change.
 */
export const runRequest = async (
  component: Component,
  request: RunRequest,
  signal?: AbortSignal,
): Promise<number> => {
  const { operation, flags, settings } = request;
  const { out, force: isForced = false, verbose: isVerbose = false } = settings;
  const entered = await readInputs(request);
  checkTarget({ out, isForced });
  const { connections, description, secrets, variables, isEmbedded, close } = await reachService(request);
  const redact = redactorOf(secrets);
  const reporter = createReporter({ stream: process.stderr, isVerbose, redact });
  reporter.line(`Connection: ${description}`);
  let progress: ProgressEvent | undefined;
  const stopProgress = reporter.progress(operation.label, () => progress && progressLine(progress));
  try {
    const step = { operation, entered, connections };
    const outcome = await runStep(component, step, {
      logger: reporter.logger,
      isDebugging: isVerbose,
      signal,
      observe: (event) => {
        if (event.type === "progress") progress = event;
      },
    });
    stopProgress();
    return await printResult(outcome, request, reporter, redact);
  } catch (error) {
    const labels = labelsOf(flags, variables);
    const message = redact(withHints(oneLine(error), labels));
    throw runError(error, message, isEmbedded, isRefusedInput(error, labels));
  } finally {
    stopProgress();
    await close();
  }
};
