import { ConnectionError, SpectralError } from "@prismatic-io/spectral";
import type { FilterFinding } from "../../text/contentFilter/filterReport";
import { type ErrorParts, joinParts, tellParts } from "../../text/errorParts";
import { oneLine } from "../answer/plainText";
import type { RefusalReason } from "../answer/refusalReason";

/** What went wrong: one kind for each thing that a builder would do about it. */
export type ErrorKind =
  | "rateLimited"
  | "contentFiltered"
  | "notFound"
  | "rejected"
  | "service"
  | "network"
  | "timeout"
  | "unexpectedResponse";

/** Facts about a failed call, apart from its message. */
export interface ErrorFacts {
  kind: ErrorKind;
  /** HTTP status, when an answer arrived. */
  status?: number;
  /** The service's code, or the system's code of a network error. */
  code?: string;
  /** The request field that the service names. */
  param?: string;
  /** `apim-request-id`, else `x-request-id`: the id to give to support. */
  requestId?: string;
  /** Attempts made, including the first. */
  attempts: number;
  /** The wait that the service asks for, in milliseconds. */
  retryAfterMs?: number;
  /** The categories that a content filter blocked. */
  contentFilter?: string[];
  /** What the content filter found, those categories among it. Present for refusals of content. */
  filterFindings?: FilterFinding[];
  /** The tokens of an answer that a content filter took back, as the service counts them. */
  usage?: Record<string, number>;
  /** What the refusal is about, where that decides what is still worth trying. */
  reason?: RefusalReason;
  /**
   * What ended the attempt of a `timeout`: its own time limit, the step's total time, or the cancelling of the step.
   */
  limit?: "attempt" | "total" | "cancelled";
  /** True when a gateway or proxy in front of the service answered in its place. */
  isGateway?: true;
  /** The beginning of an answer whose stream broke off, or ended in an error. */
  partialText?: string;
}

/** The connector's error: a message on one line, its parts, and facts. It never holds a header or a body. */
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
  declare readonly filterFindings?: FilterFinding[];
  declare readonly usage?: Record<string, number>;
  declare readonly reason?: RefusalReason;
  declare readonly limit?: "attempt" | "total" | "cancelled";
  declare readonly isGateway?: true;
  declare readonly partialText?: string;

  constructor(parts: ErrorParts, facts: ErrorFacts) {
    super(joinParts(parts));
    this.name = "AzureOpenAIError";
    tellParts(Object.assign(this, facts), parts);
  }
}

/** True for the connector's error, even from another copy of the bundle. */
export const isAzureOpenAIError = (error: unknown): error is AzureOpenAIError =>
  error instanceof Error && (error as Partial<AzureOpenAIError>).isAzureOpenAIError === true;

/** The properties of a connection that its errors keep. */
interface ConnectionIdentity {
  key: string;
  configVarKey: string;
}

/**
 * Spectral's ConnectionError, by which the platform marks the connection as wrong. The connection in it has no fields,
 * token or context: errors are logged, and those hold the secrets.
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

/** True for an error that only a change of the connection can mend. */
export const isConnectionProblem = (error: unknown): boolean =>
  error instanceof SpectralError && "connection" in error;

/** An error of the connector, of either class. */
export type OwnError = Error & ErrorParts & Partial<ErrorFacts>;

/** True for an error that the client throws. Any other error is a mistake in the code, or a refused input. */
export const isOwnError = (error: unknown): error is OwnError =>
  isAzureOpenAIError(error) || isConnectionProblem(error);

/** What a look-up gives that nothing depends on; undefined where the client can't have it. */
export const ifReadable = async <Result>(read: () => Promise<Result>): Promise<Result | undefined> => {
  try {
    return await read();
  } catch (error) {
    if (isOwnError(error)) return undefined;
    throw error;
  }
};

/** Adds a note to an error on its way up. */
export const addNote = (error: OwnError, note: string): void => {
  error.note = [error.note, note].filter(Boolean).join(" ");
  error.message = joinParts(error);
};

/** Names of JavaScript's and Node's own errors. Their messages are for programmers. */
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

/** The message of the SDK's error around an error of its transport, which is the one to read. */
const sdkWrapping = "Connection error.";

const unwrapped = (error: Error): Error => {
  const { cause } = error;
  if (!(cause instanceof Error)) return error;
  return isOwnError(cause) || error.message === sdkWrapping ? unwrapped(cause) : error;
};

/** Turns a mistake in the code into an error of ours, with the original as its cause. */
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
 * The component's error hook. It always returns an Error with a sentence; passing its result through again changes
 * nothing.
 * @param action - the label that the sentence of a mistake begins with
 * @param redact - removes secrets from the message of a mistake
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
