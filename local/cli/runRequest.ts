import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import { connectionValue, type EnteredConnection, localConnection } from "../platform/connection";
import { environmentConnection, fallbackFromEnvironment } from "../platform/environmentConnection";
import { stepContext } from "../platform/stepContext";
import { type InputValues, stepParams } from "../platform/stepParams";
import { ExitError, exitCodes, oneLine, UsageError } from "../platform/usageError";
import { describeResult } from "./describeResult";
import {
  asksForStandardInput,
  checkInputs,
  checkRequired,
  inputsFromFlags,
  mergeInputs,
} from "./enteredInputs";
import { exitCodeOf } from "./exitCodeOf";
import { labelsOf, withHints } from "./failureHints";
import type { RunRequest } from "./program";
import { parseInputObject, readNamedFile, textIn } from "./readValue";
import { redactorOf } from "./redact";
import { checkTarget, writeFiles } from "./resultFiles";
import { createReporter, printable } from "./terminal";

interface Reached extends EnteredConnection {
  description: string;
  /** True for the endpoint that lives as long as this run. */
  isEmbedded: boolean;
  secrets: string[];
  variables: Record<string, string>;
  close(): Promise<void>;
}

const readStandardInput = async (): Promise<Buffer> => {
  if (process.stdin.isTTY) process.stderr.write("Reading standard input; Ctrl-D ends it.\n");
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** The input of an action that text on standard input is meant for, unless one of those behind it is given. */
const mainTexts: Readonly<Record<string, readonly [key: string, ...instead: string[]]>> = {
  createChatCompletion: ["userPrompt", "messages"],
  createImage: ["prompt"],
  summarizeText: ["textToSummarize"],
};

/** Text that is piped to an action whose main text no flag gives, as in `cat mail.txt | … summarizeText`. */
const pipedText = async (operationKey: string, entered: InputValues): Promise<InputValues> => {
  const [key, ...instead] = mainTexts[operationKey] ?? [];
  if (key === undefined || process.stdin.isTTY) return {};
  if ([key, ...instead].some((name) => entered[name] !== undefined)) return {};
  const text = textIn(await readStandardInput());
  return text.trim() === "" ? {} : { [key]: text };
};

const enteredInputs = async ({ operation, flags, given, settings }: RunRequest): Promise<InputValues> => {
  const { input } = settings;
  const takesAll = input === "-";
  const takesPart = asksForStandardInput(given);
  if (takesAll && takesPart) throw new UsageError("--input - takes all of standard input: leave out @-.");
  const standardInput = takesAll || takesPart ? await readStandardInput() : undefined;
  const source = takesAll ? "standard input" : `"${input}"`;
  const bytes = input === undefined || takesAll ? standardInput : readNamedFile("--input", input);
  const fromFile = input === undefined || !bytes ? {} : parseInputObject(source, bytes);
  const typed = mergeInputs(
    checkInputs(operation.inputs, fromFile),
    inputsFromFlags(given, takesPart ? standardInput : undefined),
  );
  const entered = standardInput ? typed : { ...typed, ...(await pipedText(operation.key, typed)) };
  checkRequired(flags, entered);
  return entered;
};

/** The fallback connection that the environment describes, for an action that has an input for one. */
const fallbackOf = (component: Component, { operation }: RunRequest) => {
  const key = "fallbackConnection";
  const found = operation.inputs.some((input) => input.key === key)
    ? fallbackFromEnvironment(process.env)
    : undefined;
  return {
    params: found ? { [key]: connectionValue(component, found) } : {},
    secrets: found?.secrets ?? [],
  };
};

const reach = async (isLocal: boolean): Promise<Reached> => {
  const found = isLocal ? undefined : environmentConnection(process.env);
  if (found) return { ...found, isEmbedded: false, close: async () => undefined };
  const { startLocalEndpoint } = await import("../endpoint");
  const endpoint = await startLocalEndpoint();
  return {
    ...localConnection(endpoint),
    isEmbedded: true,
    description: isLocal
      ? "the embedded local endpoint"
      : "the embedded local endpoint; set AZURE_OPENAI_ENDPOINT and AZURE_OPENAI_API_KEY for a real resource",
    secrets: [endpoint.apiKey],
    variables: {},
    close: () => endpoint.close(),
  };
};

/** A step's data, and a data source's result. */
const outcomeOf = (result: unknown): { value: unknown; contentType?: string; branch?: string } => {
  const { data, result: elements, contentType, branch } = (result ?? {}) as Record<string, unknown>;
  return {
    value: data ?? elements ?? null,
    ...(typeof contentType === "string" && { contentType }),
    ...(typeof branch === "string" && { branch }),
  };
};

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
  const entered = await enteredInputs(request);
  checkTarget({ out, isForced });
  const connection = await reach(settings.local === true);
  const fallback = settings.local ? { params: {}, secrets: [] } : fallbackOf(component, request);
  const redact = redactorOf([...connection.secrets, ...fallback.secrets]);
  const reporter = createReporter({ stream: process.stderr, isVerbose, redact });
  reporter.line(`Connection: ${connection.description}`);
  const stopProgress = reporter.progress(operation.label);
  try {
    const params = {
      ...stepParams(operation.inputs, entered),
      connection: connectionValue(component, connection),
      ...fallback.params,
    };
    const context = { ...stepContext({ logger: reporter.logger, isDebugging: isVerbose }), signal };
    const outcome = outcomeOf(await operation.perform(context, params));
    stopProgress();
    const { value, files } = writeFiles(
      outcome.value,
      { name: operation.key, contentType: outcome.contentType },
      { out, isForced, warn: reporter.logger.warn },
    );
    if (outcome.branch) reporter.line(`Branch: ${outcome.branch}`);
    const isForPeople = process.stdout.isTTY && !settings.json;
    await print(
      redact(isForPeople ? printable(describeResult(value, files)) : JSON.stringify(value, null, 2)),
    );
    return exitCodeOf(value);
  } catch (error) {
    const labels = labelsOf(flags, connection.variables);
    const message = redact(withHints(oneLine(error), labels));
    throw runError(error, message, connection.isEmbedded, isRefusedInput(error, labels));
  } finally {
    stopProgress();
    await connection.close();
  }
};
