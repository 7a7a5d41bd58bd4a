import type { TokenPrice, TokenPrices } from "../text/tokenPrice";
import { wellFormedJson } from "../text/wellFormedJson";
import type { ResponseHeaders } from "./answer/headers";
import type { WireResponse } from "./answer/wireResponse";
import type { Endpoint, ModelsEndpoint } from "./endpoint/endpoint";
import type { Route } from "./endpoint/operations";
import type { Credential } from "./identity/credential";
import type { ModelCallOptions } from "./modelCall/modelCallOptions";
import type { BodyReceiver, RequestBody } from "./network/body";
import { isRepeatable } from "./retry/repeatability";
import type { RequestOptions } from "./retry/requestOptions";
import type { RetryDecision } from "./retry/retryDecision";
import type { StepObserver } from "./StepObserver";
import type { StepUsage } from "./StepUsage";
import type { StepWarnings } from "./StepWarnings";

/** What a call expects. Any other answer is an error. */
export type ExpectedAnswer = "json" | "text" | "binary";

/** The part of the platform's logger that the client writes to. */
export interface Logger {
  debug(...values: unknown[]): void;
  info(...values: unknown[]): void;
  warn(...values: unknown[]): void;
}

/** What a paced run adds to the calls of one of its items. */
export interface PacedCall {
  /** Index of the item in the run. */
  item: number;
  /** Called with the headers of every answer of the step's own deployment, fallbacks excluded. */
  onHeaders(headers: ResponseHeaders): void;
}

/** What all calls of one step share. */
export interface Step {
  /** The action's label, with which its errors begin. */
  action: string;
  connection: { key: string; configVarKey: string };
  endpoint: Endpoint;
  credential: Credential;
  options: RequestOptions;
  /** What is done to the step's requests that run a model. */
  modelCall: ModelCallOptions;
  /** What the step tells beside its result. */
  warnings: StepWarnings;
  /** What the step's answers used. */
  usage: StepUsage;
  /** The connection's Default Model / Deployment, or "". */
  defaultModel: string;
  /** The step's own price of its tokens, which wins over those of the connection. */
  price?: TokenPrice | undefined;
  /** The connection's Prices. */
  prices: TokenPrices;
  /** True for Raw Request, whose form has other inputs than the actions with a model. */
  isRaw: boolean;
  /** When the step's time budget is spent, in milliseconds since the epoch. */
  deadlineMs: number;
  logger: Logger;
  /** none; requests: each attempt without its body; bodies: with it, which the builder asked for on this step. */
  logging: "none" | "requests" | "bodies";
  /** Observes the step; undefined where nobody does. */
  observer?: StepObserver | undefined;
  /** Index in its run of the item that the calls are for. */
  item?: number | undefined;
  /** Called with the headers of every answer. */
  onHeaders?: PacedCall["onHeaders"] | undefined;
  /** True when the pacer waits after a refusal for rate: the client does not retry it then. */
  leavesRefusals?: boolean;
  /** Cancels the step. */
  signal?: AbortSignal | undefined;
  /** The model or deployment of the step's calls, for their errors. */
  model?: string | undefined;
  /** Where that name comes from when the step's Model is empty, for their errors. */
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
  /** Headers other than the credential's, names in lower case. */
  headers: Record<string, string>;
  body?: RequestBody | undefined;
  expects: ExpectedAnswer;
  /** True where the answer comes as a stream of events, which is joined: its time limit counts from the last of it. */
  isStreamed?: boolean;
  /** True where an empty 2xx is a valid answer, such as to DELETE. */
  mayBeEmpty?: boolean;
  /** True where plain text may come in place of JSON: it is then the `text` of an object. */
  mayBeText?: boolean;
  /** Opens a receiver for the body of each attempt that is answered 2xx. The answer's own body is then empty. */
  openReceiver?(): BodyReceiver;
  /** Looks up the length of a body that came without one, in bytes; undefined when it can't be found. */
  lengthBytes?(signal: AbortSignal): Promise<number | undefined>;
}

/** The request with every half character (lone surrogate) of its JSON replaced. */
const wellFormed = (request: CallRequest): CallRequest => {
  const { body, headers } = request;
  if (typeof body !== "string" || !headers["content-type"]?.includes("json")) return request;
  const whole = wellFormedJson(body);
  return whole === body ? request : { ...request, body: whole };
};

/**
 * One call with all its attempts. It is a class, because axios passes instances of classes on by reference and copies
 * plain objects.
 */
export class Call {
  /** Attempts made. */
  attempts = 0;
  /** When the latest attempt started, in milliseconds since the epoch. */
  startedAtMs = 0;
  /** Retries that count against the retries allowed. */
  retries = 0;
  /** True when the request was sent before, and may have done its work then. */
  mayBeDone = false;
  /** True when the credential was renewed after a 401, which happens once. */
  hasRenewedCredential = false;
  /** The retry rule's decision on the latest failure. */
  decision: RetryDecision = { retry: false };
  /** The latest complete answer. */
  answer: WireResponse = { status: 0, headers: {}, body: Buffer.alloc(0) };
  /** The text of the latest stream that broke off. */
  partialText: string | undefined;
  /** Credential headers of the latest attempt, to know which token a 401 refused. */
  sentCredential: Record<string, string> = {};

  readonly request: CallRequest;
  /** False where sending the request twice may create something twice. */
  readonly isRepeatable: boolean;

  constructor(
    readonly step: Step,
    request: CallRequest,
  ) {
    this.request = wellFormed(request);
    this.isRepeatable = isRepeatable(request);
  }
}
