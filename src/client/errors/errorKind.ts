import { asRefusal, type Outcome, type RefusedOutcome } from "../answer/outcome";
import { refusalReason } from "../answer/refusalReason";
import { clock } from "../clock";
import { isOverloaded, isRateLimit } from "../retry/retryDecision";
import type { ErrorFacts, ErrorKind } from "./errors";

const kindOfRefusal = (outcome: RefusedOutcome, reason: ErrorFacts["reason"]): ErrorKind => {
  const { status, problem } = outcome;
  if (problem.contentFilter) return "contentFiltered";
  if (reason === "tooLarge") return "rejected";
  if (isRateLimit(outcome, clock.now()) || status === 429) return "rateLimited";
  if (status === 404) return "notFound";
  // With this code, the model exists and can't do what was asked.
  if (reason === "deployment" && status < 500 && problem.code !== "OperationNotSupported") return "notFound";
  if (status === 408) return "timeout";
  if (status >= 300 && status < 400) return "unexpectedResponse";
  return status >= 500 || isOverloaded(outcome) ? "service" : "rejected";
};

/** The reason of a refusal; undefined for any other outcome. */
export const reasonOf = (outcome: Outcome): ErrorFacts["reason"] => {
  const refusal = asRefusal(outcome);
  return refusal && refusalReason(refusal.status, refusal.problem);
};

/** The kind of an outcome. */
export const kindOf = (outcome: Outcome, reason: ErrorFacts["reason"]): ErrorKind => {
  const refusal = asRefusal(outcome);
  if (refusal) return kindOfRefusal(refusal, reason);
  return outcome.type === "network" || outcome.type === "timeout" ? outcome.type : "unexpectedResponse";
};

/** Statuses of redirects (RFC 9110, section 15.4). */
export const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
