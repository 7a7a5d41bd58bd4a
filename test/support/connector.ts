import { format, inspect } from "node:util";
import { testing } from "@prismatic-io/spectral";
import type { LocalEndpoint } from "../../local/endpoint";
import { silentLogger } from "../../local/platform/silentLogger";
import type { ErrorFacts } from "../../src/client/errors/errors";
import component from "../../src/index";
import type { ErrorParts } from "../../src/text/errorParts";

/** The connector as the platform calls it: inputs cleaned, defaults filled in, errors through the hook. */
export const harness = testing.createHarness(component);

/** The key of `keyConnection`, long and strange enough to be found anywhere. */
export const testKey = "k3y+Secret/0123456789==abcdefghij";

type Fields = Record<string, unknown>;

/** An API Key connection to this endpoint. */
export const keyConnection = (endpoint: string, fields: Fields = {}) => ({
  key: "apiKey",
  configVarKey: "Azure OpenAI",
  fields: {
    apiKey: testKey,
    endpoint,
    organization: "",
    isOpenAIKey: "false",
    apiVersion: "v1",
    defaultModel: "gpt-5.4",
    ...fields,
  },
});

/** A service principal's connection to a local endpoint with its Entra authority, or to another endpoint. */
export const entraConnection = (entra: LocalEndpoint["entra"], endpoint: string, fields: Fields = {}) => {
  if (!entra) throw new Error("The endpoint has no Entra authority: start it with tls.");
  const { tenantId, clientId, clientSecret, authorityHost } = entra;
  return {
    key: "entraServicePrincipal",
    configVarKey: "Azure OpenAI",
    fields: {
      tenantId,
      clientId,
      clientSecret,
      authorityHost,
      endpoint,
      apiVersion: "v1",
      defaultModel: "gpt-5.4",
      ...fields,
    },
  };
};

/** The part of an action's result that tests look at. */
export interface ActionResult {
  data: unknown;
  contentType?: string;
}

export { silentLogger };

/** Runs an action by its key, silently unless the context has a logger of its own. */
export const run = async (action: string, params: Fields, context: Fields = {}): Promise<ActionResult> =>
  (await harness.action(action, params, { logger: silentLogger, ...context })) as unknown as ActionResult;

/** What an action throws: an Error, and the facts of the client's errors. */
export type Failure = Error & Partial<ErrorFacts & ErrorParts> & { connection?: unknown };

/** The error of a promise that has to reject. */
export const failureOf = async (promise: Promise<unknown>): Promise<Failure> => {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ("value" in outcome) throw new Error(`Nothing was thrown; the result is ${inspect(outcome.value)}`);
  if (!(outcome.error instanceof Error)) throw new Error(`Not an Error: ${inspect(outcome.error)}`);
  return outcome.error;
};

const methods = ["trace", "debug", "info", "log", "warn", "error"] as const;

/** A logger that writes everything down, the console's output included, as text. */
export interface CapturedLogger {
  /** To be given to an action as `context.logger`. */
  logger: Record<(typeof methods)[number] | "metric", (...values: unknown[]) => void>;
  /** All that was logged. */
  text(): string;
  /** Puts the console back. */
  restore(): void;
}

/** Starts to write down all that is logged, hidden properties included. */
export const capturedLogger = (): CapturedLogger => {
  const lines: string[] = [];
  const record = (...values: unknown[]): void => {
    lines.push(format(...values), ...values.map((value) => inspect(value, { depth: 20, showHidden: true })));
  };
  const former = methods.map((method) => [method, console[method]] as const);
  for (const method of methods) console[method] = record;
  return {
    logger: {
      metric: record,
      trace: record,
      debug: record,
      info: record,
      log: record,
      warn: record,
      error: record,
    },
    text: () => lines.join("\n"),
    restore: () => {
      for (const [method, original] of former) console[method] = original;
    },
  };
};

/** A context with this logger, and the platform's debug mode on. */
export const debugContext = (captured: CapturedLogger): Fields => ({
  logger: captured.logger,
  globalDebug: true,
});
