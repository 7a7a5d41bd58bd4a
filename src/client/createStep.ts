import { setMaxListeners } from "node:events";
import { mapParts } from "../text/errorParts";
import { refuseInput } from "../text/InputError";
import type { Logger, ModelsStep, Step } from "./call";
import { clock } from "./clock";
import type { Endpoint, ModelsEndpoint } from "./endpoint/endpoint";
import { FieldError } from "./endpoint/FieldError";
import { resolveEndpoint } from "./endpoint/resolveEndpoint";
import { connectionError } from "./errors/errors";
import type { MeasureUsage, Observe } from "./events";
import { isTrue, textField } from "./identity/connectionFields";
import { createCredential } from "./identity/createCredential";
import type { ConnectionValue, Credential } from "./identity/credential";
import { enteredPasswords } from "./identity/passwordFields";
import { pricesField } from "./identity/pricesField";
import { normalizeRequestOptions, type RequestOptionsInput } from "./retry/requestOptions";
import { StepObserver } from "./StepObserver";
import { createRedactor } from "./secrets/redaction";

/** The part of a step's context that the client uses. */
export interface StepContext {
  logger: Logger;
  debug?: { enabled: boolean };
  /** Where who runs the step can cancel it: what was answered by then is kept. The platform gives none. */
  signal?: AbortSignal | undefined;
  /** Where who runs the step can follow its work: told of each attempt, pause and progress. The platform gives none. */
  observe?: Observe | undefined;
}

/** What a step says when it asks for a client. */
export interface ClientOptions {
  /** The action's label, for errors and logs. */
  action: string;
  connection: ConnectionValue;
  requestOptions?: RequestOptionsInput | string | undefined;
  /** Log requests and answers with their bodies; only where the builder asked for it on this step. */
  logBodies?: boolean | undefined;
  /** True for Raw Request, whose errors name other inputs. */
  isRaw?: boolean;
  /** An api-version for this step alone: it decides over the connection's. */
  apiVersion?: string | undefined;
  /** Reads what an answer used, for who follows the step. */
  measureUsage?: MeasureUsage | undefined;
  /** Deployments that answer when the step's own can't, in this order. */
  fallbackModels?: readonly string[] | undefined;
  /** A second connection, for when the first one can't answer. */
  fallbackConnection?: ConnectionValue | undefined;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/**
 * Where a connection's fields lead to.
 * @throws FieldError in the words of the form.
 */
export const connectionEndpoint = ({ fields }: ConnectionValue, stepApiVersion?: string): ModelsEndpoint =>
  resolveEndpoint({
    endpoint: text(fields["endpoint"]),
    organization: text(fields["organization"]),
    isOpenAIKey: isTrue(fields["isOpenAIKey"]),
    apiVersion: text(fields["apiVersion"]),
    ...(stepApiVersion && { stepApiVersion }),
  });

/** Where a step's calls go, and with what credential, when that is not the connection's usual one. */
export interface StepTarget {
  endpoint: Endpoint;
  credential: Credential;
}

/** What stands in the password fields of both connections: a key of one may be in another box of the other. */
const passwordsOf = ({ connection, fallbackConnection }: ClientOptions): string[] => [
  ...enteredPasswords(connection),
  ...(typeof fallbackConnection === "object" ? enteredPasswords(fallbackConnection) : []),
];

/**
 * What all calls of a step share: its target, its time budget running.
 * @throws ConnectionError that names the field which can't be used, before anything is sent.
 */
export const createStepTo = <Target extends StepTarget>(
  context: StepContext,
  options: ClientOptions,
  connection: ConnectionValue,
  targetOf: (endpoint: ModelsEndpoint) => Target,
): Step & Target => {
  if (connection.key === "") refuseInput("Connection", "it is empty.", "Choose a connection.");
  const requestOptions = normalizeRequestOptions(options.requestOptions);
  // Every request under way listens.
  if (context.signal) setMaxListeners(0, context.signal);
  try {
    return {
      action: options.action,
      connection,
      ...targetOf(connectionEndpoint(connection, options.apiVersion)),
      options: requestOptions,
      defaultModel: textField(connection, "defaultModel"),
      prices: pricesField(connection),
      isRaw: options.isRaw ?? false,
      deadlineMs: clock.now() + requestOptions.totalTimeoutMs,
      logger: context.logger,
      signal: context.signal,
      observer: context.observe && new StepObserver(context.observe, options.measureUsage),
      logging: options.logBodies ? "bodies" : context.debug?.enabled ? "requests" : "none",
    };
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    throw connectionError(connection, mapParts(error, createRedactor(passwordsOf(options))));
  }
};

/**
 * A step of a connection's own service, its credential ready.
 * @throws ConnectionError that names the field which can't be used, before anything is sent.
 */
export const createStep = (
  context: StepContext,
  options: ClientOptions,
  connection: ConnectionValue,
): ModelsStep =>
  createStepTo(context, options, connection, (endpoint) => ({
    endpoint,
    credential: createCredential(connection, endpoint),
  }));
