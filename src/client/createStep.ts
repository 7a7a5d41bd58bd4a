import { setMaxListeners } from "node:events";
import { mapParts } from "../text/errorParts";
import { refuseInput } from "../text/InputError";
import type { TokenPrice } from "../text/tokenPrice";
import type { Logger, ModelsStep, Step } from "./call";
import { clock } from "./clock";
import { isOnPremises } from "./endpoint/connectionKind";
import type { Endpoint, ModelsEndpoint } from "./endpoint/endpoint";
import { FieldError } from "./endpoint/FieldError";
import { readTunnel } from "./endpoint/readTunnel";
import { resolveEndpoint } from "./endpoint/resolveEndpoint";
import { connectionError } from "./errors/errors";
import type { Observe } from "./events";
import { isTrue, textField } from "./identity/connectionFields";
import { createCredential } from "./identity/createCredential";
import type { ConnectionValue, Credential } from "./identity/credential";
import { enteredPasswords } from "./identity/passwordFields";
import { pricesField } from "./identity/pricesField";
import type { ModelCallOptions } from "./modelCall/modelCallOptions";
import { normalizeRequestOptions, type RequestOptionsInput } from "./retry/requestOptions";
import { StepObserver } from "./StepObserver";
import { StepUsage } from "./StepUsage";
import { StepWarnings } from "./StepWarnings";
import { createRedactor } from "./secrets/redaction";

/** The part of a step's context that the client uses. */
export interface StepContext {
  logger: Logger;
  debug?: { enabled: boolean };
  /** Cancels the step; answers so far are kept. The platform passes none. */
  signal?: AbortSignal | undefined;
  /** Is called with each attempt, pause and progress of the step. The platform passes none. */
  observe?: Observe | undefined;
}

/** What a step needs a client for. */
export interface ClientOptions {
  /** The action's label, for errors and logs. */
  action: string;
  connection: ConnectionValue;
  requestOptions?: RequestOptionsInput | string | undefined;
  /** Logs bodies as well; set only where the builder asked for it on this step. */
  logBodies?: boolean | undefined;
  /** True for Raw Request, whose errors name its own inputs. */
  isRaw?: boolean;
  /** An api-version for this step alone, in place of the connection's. */
  apiVersion?: string | undefined;
  /** What is done to the step's requests that run a model. */
  modelCall?: ModelCallOptions | undefined;
  /** The step's own price of its tokens, which wins over those of its connections. */
  price?: TokenPrice | undefined;
  /** Secrets among the step's own inputs, which are hidden as those of its connections. */
  secrets?: readonly string[] | undefined;
  /** Deployments to call when the step's own can't answer, in this order. */
  fallbackModels?: readonly string[] | undefined;
  /** A second connection to call when the first can't answer. */
  fallbackConnection?: ConnectionValue | undefined;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/**
 * The endpoint in a connection's fields.
 * @throws FieldError in the words of the form.
 */
export const connectionEndpoint = (
  { key, fields }: ConnectionValue,
  stepApiVersion?: string,
): ModelsEndpoint => {
  const endpoint = resolveEndpoint({
    endpoint: text(fields["endpoint"]),
    organization: text(fields["organization"]),
    isOpenAIKey: isTrue(fields["isOpenAIKey"]),
    apiVersion: text(fields["apiVersion"]),
    ...(stepApiVersion && { stepApiVersion }),
  });
  return isOnPremises(key) ? { ...endpoint, tunnel: readTunnel(fields) } : endpoint;
};

/** Where a step's calls go, and their credential, where that is not the connection's usual one. */
export interface StepTarget {
  endpoint: Endpoint;
  credential: Credential;
}

/** The values of both connections' password fields: a key may also have been pasted into another field. */
const passwordsOf = ({ connection, fallbackConnection }: ClientOptions): string[] => [
  ...enteredPasswords(connection),
  ...(typeof fallbackConnection === "object" ? enteredPasswords(fallbackConnection) : []),
];

/**
 * Makes a step that calls the target. Its time budget begins to run.
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
  // Every request under way adds a listener: Node would warn of more than ten.
  if (context.signal) setMaxListeners(0, context.signal);
  const warnings = new StepWarnings();
  try {
    return {
      action: options.action,
      connection,
      ...targetOf(connectionEndpoint(connection, options.apiVersion)),
      options: requestOptions,
      modelCall: options.modelCall ?? {},
      warnings,
      usage: new StepUsage(warnings),
      defaultModel: textField(connection, "defaultModel"),
      price: options.price,
      prices: pricesField(connection),
      isRaw: options.isRaw ?? false,
      deadlineMs: clock.now() + requestOptions.totalTimeoutMs,
      logger: context.logger,
      signal: context.signal,
      observer: context.observe && new StepObserver(context.observe),
      logging: options.logBodies ? "bodies" : context.debug?.enabled ? "requests" : "none",
    };
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    throw connectionError(connection, mapParts(error, createRedactor(passwordsOf(options))));
  }
};

/** A credential that hides the step's own secrets as well. */
const hiding = (credential: Credential, secrets: readonly string[] = []): Credential =>
  secrets.length === 0 ? credential : { ...credential, secrets: () => [...credential.secrets(), ...secrets] };

/**
 * Makes a step that calls the connection's own service.
 * @throws ConnectionError that names the field which can't be used, before anything is sent.
 */
export const createStep = (
  context: StepContext,
  options: ClientOptions,
  connection: ConnectionValue,
): ModelsStep =>
  createStepTo(context, options, connection, (endpoint) => ({
    endpoint,
    credential: hiding(createCredential(connection, endpoint), options.secrets),
  }));

/** The step of the fallback connection, which shares time, observer, warnings and usage with the first one. */
export const createSecondStep = (
  context: StepContext,
  options: ClientOptions,
  first: ModelsStep,
): ModelsStep | undefined => {
  const { fallbackConnection } = options;
  if (!fallbackConnection) return undefined;
  const { deadlineMs, observer, warnings, usage } = first;
  return { ...createStep(context, options, fallbackConnection), deadlineMs, observer, warnings, usage };
};
