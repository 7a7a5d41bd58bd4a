import type { ResponseHeaders } from "./retryTiming";
import type { ServiceProblem } from "./serviceProblem";

/** The service answered with a status other than 2xx. */
export interface RefusedOutcome {
  type: "refused";
  status: number;
  headers: ResponseHeaders;
  problem: ServiceProblem;
}

/** The service answered 2xx with something that is not what was asked for. */
export interface NotAnAnswerOutcome {
  type: "notAnAnswer";
  /** unreadable: empty or cut off, may pass; the others stay wrong however often they are asked for. */
  reason: "empty" | "unreadable" | "html" | "errorObject" | "unexpectedShape";
  status: number;
  headers: ResponseHeaders;
  /** What an error object in the body says, when there is one. */
  problem?: ServiceProblem;
  /** The HTTP status that an error object names, such as 429: it is the refusal which that status stands for. */
  problemStatus?: number;
}

/** No complete answer arrived. */
export interface NetworkOutcome {
  type: "network";
  /** The system's code, such as ECONNRESET. */
  code: string;
  /** connect: no connection was made, so that the request was never sent; exchange: it may have arrived. */
  phase?: "connect" | "exchange";
  /** What the system says of it, without headers or body. */
  detail: string;
  /** Host and port of the proxy that the call went through. */
  proxy?: string;
}

/** A time limit ended the attempt, or whoever runs the step did. */
export interface TimeoutOutcome {
  type: "timeout";
  limit: "attempt" | "total" | "cancelled";
  timeoutMs: number;
}

/** How one attempt failed, in the form that the retry rule and the error messages read. */
export type Outcome = RefusedOutcome | NotAnAnswerOutcome | NetworkOutcome | TimeoutOutcome;

/** The refusal that an outcome stands for: its own, or the one that an error in the body of a success names. */
export const asRefusal = (outcome: Outcome): RefusedOutcome | undefined => {
  if (outcome.type === "refused") return outcome;
  if (outcome.type !== "notAnAnswer" || outcome.problemStatus === undefined || !outcome.problem)
    return undefined;
  const { headers, problem, problemStatus: status } = outcome;
  return { type: "refused", status, headers, problem };
};
