import type { ResponseHeaders } from "./headers";
import type { ServiceProblem } from "./serviceProblem";

/** The service answered with a status other than 2xx, or with 2xx and an error that names such a status. */
export interface RefusedOutcome {
  type: "refused";
  status: number;
  headers: ResponseHeaders;
  problem: ServiceProblem;
}

/** The service answered 2xx, or 101, with something that is not what was asked for. */
export interface NotAnAnswerOutcome {
  type: "notAnAnswer";
  /**
   * unreadable: not JSON, or packed in a way that can't be undone. cutStream: a stream of events without its end.
   * These two and empty may pass on another attempt; the others do not. upgrade: the server switches to another
   * protocol.
   */
  reason:
    | "empty"
    | "unreadable"
    | "cutStream"
    | "html"
    | "errorObject"
    | "unexpectedShape"
    | "tooLarge"
    | "upgrade";
  status: number;
  headers: ResponseHeaders;
  /** What an error object in the body says, else our own sentence about what is wrong. */
  problem?: ServiceProblem;
}

/** No complete answer arrived. */
export interface NetworkOutcome {
  type: "network";
  /** The system's code, such as ECONNRESET. */
  code: string;
  /** connect: no connection was made, and the request was not sent. exchange: the request may have arrived. */
  phase: "connect" | "exchange";
  /** The system's error message, without headers or body. */
  detail: string;
  /** Host and port of the proxy, where the call used one. */
  proxy?: string;
}

/** A time limit ended the attempt, or the step was cancelled. */
interface TimeoutOutcome {
  type: "timeout";
  limit: "attempt" | "total" | "cancelled";
  timeoutMs: number;
  /** True where no connection was made within the time: the request was not sent. */
  isConnecting?: boolean;
}

/** How one attempt failed, as the retry rule and the error messages read it. */
export type Outcome = RefusedOutcome | NotAnAnswerOutcome | NetworkOutcome | TimeoutOutcome;

/** The outcome if it is a refusal, else undefined. */
export const asRefusal = (outcome: Outcome): RefusedOutcome | undefined =>
  outcome.type === "refused" ? outcome : undefined;
