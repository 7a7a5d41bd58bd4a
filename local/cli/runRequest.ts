import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import type { PauseEvent, ProgressEvent, StepEvent } from "../../src/client/events";
import { runStep, type StepOutcome } from "../platform/runStep";
import { UsageError } from "../platform/usageError";
import { describeResult } from "./describeResult";
import { oneLine } from "./exit";
import { exitCodeOf } from "./exitCodeOf";
import { labelsOf, withHints } from "./failureHints";
import { fieldOf, fieldPath } from "./fieldOf";
import type { RunRequest } from "./program";
import { progressLine } from "./progressLine";
import { reachService } from "./reachService";
import { readInputs } from "./readInputs";
import { redactorOf } from "./redact";
import { checkTarget, writeFiles } from "./resultFiles";
import { runError } from "./runError";
import { createReporter, printable, type Reporter } from "./terminal";

const print = (text: string): Promise<void> =>
  new Promise((resolve) => {
    process.stdout.write(`${text}\n`, () => resolve());
  });

/** The latest events of a step. */
class RunView {
  private progress: ProgressEvent | undefined;
  private pause: PauseEvent | undefined;

  take(event: StepEvent): void {
    if (event.type === "progress") this.progress = event;
    if (event.type === "pause") this.pause = event;
  }

  line(): string | undefined {
    return this.progress && progressLine(this.progress, this.pause);
  }
}

/**
 * The part of a result that is asked for. Where there is none, the whole is told before the error: it was paid for.
 * @throws UsageError that names what there is.
 */
const fieldOrWhole = (value: unknown, field: string, tell: (whole: string) => void): string => {
  try {
    return fieldOf(value, field);
  } catch (error) {
    tell(JSON.stringify(value, null, 2));
    throw error;
  }
};

/** Prints a result, in words or as JSON. */
const printResult = async (
  { value, contentType, branch }: StepOutcome,
  { operation, settings, isAsked = false }: RunRequest,
  { line, logger }: Reporter,
  redact: (text: string) => string,
): Promise<number> => {
  const { out, force: isForced = false, json: isJson = false } = settings;
  const isForPeople = process.stdout.isTTY && !isJson;
  const field = settings.field ?? (isAsked && !isForPeople && !isJson ? "output_text" : undefined);
  const root = { name: operation.key, contentType };
  const written = writeFiles(value, root, { out, isForced, warn: logger.warn });
  if (branch) line(`Branch: ${branch}`);
  if (field !== undefined) {
    await print(redact(fieldOrWhole(written.value, field, (whole) => line(redact(whole)))));
    return exitCodeOf(written.value);
  }
  const text = isForPeople
    ? printable(describeResult(written.value, written.files))
    : JSON.stringify(written.value, null, 2);
  await print(redact(text));
  return exitCodeOf(written.value);
};

/**
 * Runs the request and prints its result.
 * @returns the exit code
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
  if (settings.field !== undefined) fieldPath(settings.field);
  const { connections, description, secrets, variables, isEmbedded, close } = await reachService(request);
  const redact = redactorOf(secrets);
  const reporter = createReporter({ stream: process.stderr, isVerbose, redact });
  reporter.line(`Connection: ${description}`);
  const view = new RunView();
  const stopProgress = reporter.progress(operation.label, () => view.line());
  try {
    const step = { operation, entered, connections };
    const outcome = await runStep(component, step, {
      logger: reporter.logger,
      isDebugging: isVerbose,
      signal,
      observe: (event) => view.take(event),
    });
    stopProgress();
    return await printResult(outcome, request, reporter, redact);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const message = redact(withHints(oneLine(error), labelsOf(flags, variables)));
    throw runError(error, message, isEmbedded);
  } finally {
    stopProgress();
    await close();
  }
};
