import type { TokenPrices } from "../text/tokenPrice";
import { wellFormedJson } from "../text/wellFormedJson";
import type { ResponseHeaders } from "./answer/headers";
import type { WireResponse } from "./answer/wireResponse";
import type { Endpoint, ModelsEndpoint } from "./endpoint/endpoint";
import type { Route } from "./endpoint/operations";
import type { Credential } from "./identity/credential";
import type { BodyReceiver, RequestBody } from "./network/body";
import { isRepeatable } from "./retry/repeatability";
import type { RequestOptions } from "./retry/requestOptions";
import type { RetryDecision } from "./retry/retryDecision";
import type { StepObserver } from "./StepObserver";

/** What the answer of a call has to be for it to count as one. */
export type ExpectedAnswer = "json" | "text" | "binary";

/** The part of the platform's logger that the client writes to. */
export interface Logger {
  debug(...values: unknown[]): void;
  info(...values: unknown[]): void;
  warn(...values: unknown[]): void;
}

/** What a paced run asks of a call that is about one of its items. */
export interface PacedCall {
  /** Place of the item in the run, from 0. */
  item: number;
  /** Told the headers of every answer of the step's own deployment. */
  onHeaders(headers: ResponseHeaders): void;
}

/** What all calls of one step share. */
export interface Step {
  /** The action's label: the first words of its errors. */
  action: string;
  connection: { key: string; configVarKey: string };
  endpoint: Endpoint;
  credential: Credential;
  options: RequestOptions;
  /** The connection's Default Model / Deployment, or "". */
  defaultModel: string;
  /** The connection's Prices. */
  prices: TokenPrices;
  /** True for Raw Request, whose form has other inputs than the actions with a model. */
  isRaw: boolean;
  /** When the step's time budget is spent, in milliseconds since the epoch. */
  deadlineMs: number;
  logger: Logger;
  /** none; requests: each attempt without its body; bodies: with it, which the builder asked for on this step. */
  logging: "none" | "requests" | "bodies";
  /** Told of every attempt; undefined where nobody follows the step. */
  observer?: StepObserver | undefined;
  /** Place of the item that the calls are about in its run, from 0. */
  item?: number | undefined;
  /** Told the headers of every answer. */
  onHeaders?: PacedCall["onHeaders"] | undefined;
  /** True when a refusal for rate is for the pacer to wait out, and no retry of the client's. */
  leavesRefusals?: boolean;
  /** Ends the step before its time. */
  signal?: AbortSignal | undefined;
  /** The model or deployment that the step's calls name, for their errors. */
  model?: string | undefined;
  /** Where that name comes from, when the step's input was left empty. */
  modelOrigin?: string | undefined;
}

/** A step that runs models. */
export interface ModelsStep extends Step {
  endpoint: ModelsEndpoint;
}

/** What one call asks for. */
export interface CallRequest {
  method: string;
  url: URL;
  route: Route;
  /** Headers without the credential, names in lower case. */
  headers: Record<string, string>;
  body?: RequestBody | undefined;
  expects: ExpectedAnswer;
  /** True where a 2xx without a body is an answer, such as to DELETE. */
  mayBeEmpty?: boolean;
  /** Opens a receiver for each attempt that is answered 2xx; the body of the answer is then empty. */
  openReceiver?(): BodyReceiver;
  /** Asks how long the body is that the answer tells no length of, in bytes; undefined when nobody knows. */
  lengthBytes?(signal: AbortSignal): Promise<number | undefined>;
}

/** A request whose JSON holds no half characters, wherever its text came from. */
const wellFormed = (request: CallRequest): CallRequest => {
  const { body, headers } = request;
  if (typeof body !== "string" || !headers["content-type"]?.includes("json")) return request;
  const whole = wellFormedJson(body);
  return whole === body ? request : { ...request, body: whole };
};

/**
 * One call on its way through the client, with all its attempts. It is a class so that axios hands it on by
 * reference instead of merging copies of it.
 */
export class Call {
  /** Attempts made. */
  attempts = 0;
  /** When the latest attempt started, in milliseconds since the epoch. */
  startedAtMs = 0;
  /** Attempts that count against the retries allowed. */
  retries = 0;
  /** An attempt may have done its work before it failed, and was repeated. */
  mayBeDone = false;
  /** The credential was renewed after a 401; that happens once. */
  hasRenewedCredential = false;
  /** What the retry rule said of the latest failure. */
  decision: RetryDecision = { retry: false };
  /** The latest answer, once one arrived whole. */
  answer: WireResponse = { status: 0, headers: {}, body: Buffer.alloc(0) };
  /** Credential headers of the latest attempt, to know which token a 401 is about. */
  sentCredential: Record<string, string> = {};

  readonly request: CallRequest;
  /** False where a second sending would create something twice. */
  readonly isRepeatable: boolean;

  constructor(
    readonly step: Step,
    request: CallRequest,
  ) {
    this.request = wellFormed(request);
    this.isRepeatable = isRepeatable(request);
  }
}
