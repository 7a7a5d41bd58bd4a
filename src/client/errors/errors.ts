import { ConnectionError, SpectralError } from "@prismatic-io/spectral";
import { type ErrorParts, joinParts, tellParts } from "../../text/errorParts";
import { oneLine } from "../answer/plainText";
import type { RefusalReason } from "../answer/refusalReason";

/** What went wrong, as a class of its own for each thing that a builder would do about it. */
export type ErrorKind =
  | "rateLimited"
  | "contentFiltered"
  | "notFound"
  | "rejected"
  | "service"
  | "network"
  | "timeout"
  | "unexpectedResponse";

/** Facts about a failed call, beside what its message says. */
export interface ErrorFacts {
  kind: ErrorKind;
  /** HTTP status, when an answer arrived. */
  status?: number;
  /** The service's code, or the system's for network errors. */
  code?: string;
  /** The request field that the service names. */
  param?: string;
  /** `apim-request-id`, else `x-request-id`: the id to give to support. */
  requestId?: string;
  /** Attempts made, the first one included. */
  attempts: number;
  /** How long the service asks to wait, in milliseconds. */
  retryAfterMs?: number;
  /** The categories that a content filter blocked. */
  contentFilter?: string[];
  /** What the refusal is about, where that decides what is still worth trying. */
  reason?: RefusalReason;
  /** Whose end a `timeout` is: the attempt's time, the step's total time, or a cancelled step. */
  limit?: "attempt" | "total" | "cancelled";
  /** True when a gateway or proxy in front of the service answered in its place. */
  isGateway?: true;
}

/** The connector's error: one readable line, its parts and the facts as properties. It never holds a header or a body. */
export class AzureOpenAIError extends SpectralError implements ErrorFacts, ErrorParts {
  readonly isAzureOpenAIError = true;
  declare readonly what: string;
  declare readonly sentence?: string;
  declare readonly mend?: string;
  declare note?: string;
  declare readonly kind: ErrorKind;
  declare readonly status?: number;
  declare readonly code?: string;
  declare readonly param?: string;
  declare readonly requestId?: string;
  declare readonly attempts: number;
  declare readonly retryAfterMs?: number;
  declare readonly contentFilter?: string[];
  declare readonly reason?: RefusalReason;
  declare readonly limit?: "attempt" | "total" | "cancelled";
  declare readonly isGateway?: true;

  constructor(parts: ErrorParts, facts: ErrorFacts) {
    super(joinParts(parts));
    this.name = "AzureOpenAIError";
    tellParts(Object.assign(this, facts), parts);
  }
}

/** True for the connector's own error, also when it was made by another copy of the bundle. */
export const isAzureOpenAIError = (error: unknown): error is AzureOpenAIError =>
  error instanceof Error && (error as Partial<AzureOpenAIError>).isAzureOpenAIError === true;

/** The part of a connection that errors may carry. */
interface ConnectionIdentity {
  key: string;
  configVarKey: string;
}

/**
 * Spectral's ConnectionError, by which the platform marks the connection as wrongly configured. The connection
 * on it has no fields, token or context: an error is logged, and those hold the secrets.
 */
export const connectionError = <Facts extends Partial<ErrorFacts>>(
  { key, configVarKey }: ConnectionIdentity,
  parts: ErrorParts,
  facts = {} as Facts,
): ConnectionError & ErrorParts & Facts => {
  const error = new ConnectionError({ key, configVarKey, fields: {} }, joinParts(parts));
  error.name = "ConnectionError";
  return tellParts(Object.assign(error, facts), parts);
};

/** True for an error that only a change of the connection mends. */
export const isConnectionProblem = (error: unknown): boolean =>
  error instanceof SpectralError && "connection" in error;

/** An error of the connector, whichever its class. */
export type OwnError = Error & ErrorParts & Partial<ErrorFacts>;

/** True for what the client throws; anything else is a mistake, or a refused input. */
export const isOwnError = (error: unknown): error is OwnError =>
  isAzureOpenAIError(error) || isConnectionProblem(error);

/** Adds to an error what is known on its way up. */
export const addNote = (error: OwnError, note: string): void => {
  error.note = [error.note, note].filter(Boolean).join(" ");
  error.message = joinParts(error);
};

/** Errors of the language and the platform: something could not be read, and their words are for programmers. */
const nativeNames = new Set([
  "TypeError",
  "RangeError",
  "SyntaxError",
  "ReferenceError",
  "URIError",
  "EvalError",
  "AggregateError",
  "AbortError",
  "TimeoutError",
]);

const isUnreadable = (error: Error): boolean =>
  nativeNames.has(error.name) ||
  error.message.trim() === "" ||
  typeof (error as NodeJS.ErrnoException).code === "string";

/** What the SDK wraps everything in that its transport throws; the transport's own error is the one to read. */
const sdkWrapping = "Connection error.";

const unwrapped = (error: Error): Error => {
  const { cause } = error;
  if (!(cause instanceof Error)) return error;
  return isOwnError(cause) || error.message === sdkWrapping ? unwrapped(cause) : error;
};

/** A mistake as an error of ours. The original stays as its cause, for whoever looks for the mistake. */
const unexpectedError = (
  action: string,
  original: Error,
  redact: (text: string) => string,
): AzureOpenAIError => {
  const words = oneLine(redact(`${original.name}: ${original.message}`), 200);
  const error = new AzureOpenAIError(
    {
      what: `${action} met something that it can't read (${words}).`,
      mend: "Run the step again; if that goes on, tell the connector's maintainer these words.",
    },
    { kind: "unexpectedResponse", attempts: 0 },
  );
  Object.defineProperty(error, "cause", { value: original, configurable: true, writable: true });
  return error;
};

/**
 * The component's error hook: what leaves it is always an Error with a sentence, and passing one through again
 * changes nothing.
 * @param action - whose label the sentence of a mistake starts with
 * @param redact - takes secrets out of a mistake's own words
 */
export const readableError = (
  error: unknown,
  action = "The step",
  redact: (text: string) => string = (text) => text,
): Error => {
  if (!(error instanceof Error)) {
    const what = typeof error === "string" && error ? error : "The step failed.";
    return new AzureOpenAIError({ what }, { kind: "unexpectedResponse", attempts: 0 });
  }
  if (isOwnError(error)) return error;
  const inner = unwrapped(error);
  return !isOwnError(inner) && (isUnreadable(inner) || inner.message === sdkWrapping)
    ? unexpectedError(action, inner, redact)
    : inner;
};
