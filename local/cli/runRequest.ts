import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import type { PauseEvent, ProgressEvent, StepEvent } from "../../src/client/events";
import { runStep } from "../platform/runStep";
import { UsageError } from "../platform/usageError";
import { oneLine } from "./exit";
import { labelsOf, withHints } from "./failureHints";
import { fieldPath } from "./fieldOf";
import type { InputFlag } from "./inputFlags";
import { checkFormat, printResult } from "./printResult";
import type { RunRequest, RunSettings } from "./program";
import { progressLine } from "./progressLine";
import { reachService } from "./reachService";
import { readInputs } from "./readInputs";
import { redactorOf } from "./redact";
import { checkTarget } from "./resultFiles";
import { keepRest } from "./resume/keepRest";
import { runError } from "./runError";
import { createReporter } from "./terminal";

/**
 * Refuses to do the rest of a run elsewhere than on a real resource, where that one answered before.
 * @throws UsageError that says what to set.
 */
const checkWhere = (isEmbedded: boolean, { local: isLocal = false }: RunSettings): void => {
  if (isEmbedded && !isLocal)
    throw new UsageError("resume: the run went to a resource: set the variables that name it, see --help.");
};

/** The flags of a run, the names of those that were read from a file with it. */
const withFiles = ({ flags, given }: RunRequest): InputFlag[] =>
  flags.map((flag) => {
    const file = given.find((one) => one.flag === flag && /^@(?!@)/.test(one.text));
    return file ? { ...flag, name: `${flag.name} ${file.text}` } : flag;
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
 * Runs the request and prints its result.
 * @returns the exit code
 * @throws ExitError with a message that says what to change.
 */
export const runRequest = async (
  component: Component,
  request: RunRequest,
  signal?: AbortSignal,
): Promise<number> => {
  const { operation, settings } = request;
  const { out, force: isForced = false, verbose: isVerbose = false } = settings;
  const entered = request.resumed?.entered ?? (await readInputs(request));
  checkTarget({ out, isForced });
  if (settings.field !== undefined) fieldPath(settings.field);
  checkFormat(settings);
  const reached = await reachService(request);
  const { connections, description, secrets, variables, isEmbedded, close } = reached;
  const redact = redactorOf(secrets);
  const reporter = createReporter({ stream: process.stderr, isVerbose, redact });
  reporter.line(`Connection: ${description}`);
  const view = new RunView();
  const stopProgress = reporter.progress(operation.label, () => view.line());
  try {
    if (request.resumed) checkWhere(isEmbedded, settings);
    const step = { operation, entered, connections };
    const outcome = await runStep(component, step, {
      logger: reporter.logger,
      isDebugging: isVerbose,
      signal,
      observe: (event) => view.take(event),
    });
    stopProgress();
    const rest = keepRest(request, { entered, value: outcome.value, isEmbedded, secrets });
    if (rest !== undefined) reporter.line(rest);
    return await printResult(outcome, request, reporter, redact);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const message = redact(withHints(oneLine(error), labelsOf(withFiles(request), variables)));
    throw runError(error, message, isEmbedded);
  } finally {
    stopProgress();
    await close();
  }
};
