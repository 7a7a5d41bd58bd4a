import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import { connectionValue, type EnteredConnection, localConnection } from "./connection";
import { describeResult } from "./describeResult";
import { checkInputs, checkRequired, inputsFromFlags, mergeInputs } from "./enteredInputs";
import { environmentConnection } from "./environmentConnection";
import { labelsOf, withHints } from "./failureHints";
import type { RunRequest } from "./program";
import { parseInputObject, readNamedFile } from "./readValue";
import { redactorOf } from "./redact";
import { checkTarget, writeFiles } from "./resultFiles";
import { stepContext } from "./stepContext";
import { type InputValues, stepParams } from "./stepParams";
import { createReporter, printable } from "./terminal";
import { oneLine } from "./usageError";

interface Reached extends EnteredConnection {
  description: string;
  secrets: string[];
  variables: Record<string, string>;
  close(): Promise<void>;
}

const readStandardInput = async (): Promise<Buffer> => {
  if (process.stdin.isTTY)
    process.stderr.write("Reading the inputs as JSON from standard input; Ctrl-D ends them.\n");
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const enteredInputs = async ({ operation, flags, given, settings }: RunRequest): Promise<InputValues> => {
  const { input } = settings;
  const source = input === "-" ? "standard input" : `"${input}"`;
  const fromFile =
    input === undefined
      ? {}
      : parseInputObject(source, input === "-" ? await readStandardInput() : readNamedFile("--input", input));
  const entered = mergeInputs(checkInputs(operation.inputs, fromFile), inputsFromFlags(given));
  checkRequired(flags, entered);
  return entered;
};

const reach = async (isLocal: boolean): Promise<Reached> => {
  const found = isLocal ? undefined : environmentConnection(process.env);
  if (found) return { ...found, close: async () => undefined };
  const { startLocalEndpoint } = await import("../endpoint");
  const endpoint = await startLocalEndpoint();
  return {
    ...localConnection(endpoint),
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

/**
 * Runs what was asked for and prints its result.
 * @throws Error with a message that says what to change.
 */
export const runRequest = async (
  component: Component,
  request: RunRequest,
  signal?: AbortSignal,
): Promise<void> => {
  const { operation, flags, settings } = request;
  const { out, force: isForced = false, verbose: isVerbose = false } = settings;
  const entered = await enteredInputs(request);
  checkTarget({ out, isForced });
  const connection = await reach(settings.local === true);
  const redact = redactorOf(connection.secrets);
  const reporter = createReporter({ stream: process.stderr, isVerbose, redact });
  reporter.line(`Connection: ${connection.description}`);
  const stopProgress = reporter.progress(operation.label);
  try {
    const params = {
      ...stepParams(operation.inputs, entered),
      connection: connectionValue(component, connection),
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
  } catch (error) {
    throw new Error(redact(withHints(oneLine(error), labelsOf(flags, connection.variables))));
  } finally {
    stopProgress();
    await connection.close();
  }
};
