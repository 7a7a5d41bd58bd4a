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
   * unreadable: not JSON, or packed in a way that can't be undone; cutStream: a stream of events without its end.
   * These and empty may pass, the others stay wrong however often they are asked for. upgrade: the server goes on
   * in another protocol.
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
  /** What an error object in the body says, or what is wrong in a sentence of our own. */
  problem?: ServiceProblem;
}

/** No complete answer arrived. */
export interface NetworkOutcome {
  type: "network";
  /** The system's code, such as ECONNRESET. */
  code: string;
  /** connect: no connection was made, so that the request was never sent; exchange: it may have arrived. */
  phase: "connect" | "exchange";
  /** What the system says of it, without headers or body. */
  detail: string;
  /** Host and port of the proxy that the call went through. */
  proxy?: string;
}

/** A time limit ended the attempt, or whoever runs the step did. */
interface TimeoutOutcome {
  type: "timeout";
  limit: "attempt" | "total" | "cancelled";
  timeoutMs: number;
}

/** How one attempt failed, in the form that the retry rule and the error messages read. */
export type Outcome = RefusedOutcome | NotAnAnswerOutcome | NetworkOutcome | TimeoutOutcome;

/** The refusal that an outcome is, if it is one. */
export const asRefusal = (outcome: Outcome): RefusedOutcome | undefined =>
  outcome.type === "refused" ? outcome : undefined;
