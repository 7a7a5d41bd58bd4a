import { operationPath } from "./address";
import { adviceFor } from "./advice";
import type { Call } from "./call";
import { clock } from "./clock";
import { AzureOpenAIError, connectionError, type ErrorFacts, type ErrorKind } from "./errors";
import type { Outcome, RefusedOutcome } from "./outcome";
import { type Redactor, redactorFor } from "./redaction";
import type { RetryDecision } from "./retryDecision";
import { serverWaitMs } from "./retryTiming";
import { requestIdOf } from "./serviceProblem";

const wrongEndpointCodes = /^(ENOTFOUND|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_INVALID)/;

/** No connection was made, for a reason that may pass. */
const unreachableCodes = /^(ECONNREFUSED|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|PROXY_.*)$/;

const kindOfRefusal = ({ status, problem }: RefusedOutcome): ErrorKind => {
  if (problem.contentFilter) return "contentFiltered";
  if (status === 429 || problem.isQuotaExhausted) return "rateLimited";
  if (status === 404) return "notFound";
  if (status === 408) return "timeout";
  if (status >= 300 && status < 400) return "unexpectedResponse";
  return status >= 500 ? "service" : "rejected";
};

const kindOf = (outcome: Outcome, retryAfterMs: number | undefined): ErrorKind => {
  switch (outcome.type) {
    case "refused":
      return outcome.status === 503 && retryAfterMs !== undefined ? "rateLimited" : kindOfRefusal(outcome);
    case "notAnAnswer":
      return "unexpectedResponse";
    default:
      return outcome.type;
  }
};

/** True when it is the connection that has to change: credential, role, network rule, or host. */
const isConnectionProblem = (outcome: Outcome, kind: ErrorKind): boolean => {
  if (outcome.type === "network") return wrongEndpointCodes.test(outcome.code);
  if (outcome.type !== "refused" || kind !== "rejected") return false;
  return outcome.status === 401 || (outcome.status === 403 && !/quota|volume/i.test(outcome.problem.message));
};

/** True when it was not the service that refused, but something in front of it. */
const isGatewayOwn = ({ step: { endpoint } }: Call, outcome: Outcome): boolean =>
  outcome.type === "refused" && endpoint.host === "other" && outcome.problem.isForeign === true;

const headline = (call: Call, outcome: Outcome, kind: ErrorKind): string => {
  const { action, endpoint } = call.step;
  switch (outcome.type) {
    case "network":
      return wrongEndpointCodes.test(outcome.code) || unreachableCodes.test(outcome.code)
        ? `${action} could not reach ${endpoint.origin}`
        : `${action} lost the connection to ${endpoint.origin}`;
    case "timeout":
      if (outcome.limit === "cancelled") return `${action} was cancelled`;
      return outcome.limit === "total"
        ? `${action} used up its total time of ${seconds(call.step.options.totalTimeoutMs)}`
        : `${action} got no answer within ${seconds(outcome.timeoutMs)}`;
    case "notAnAnswer":
      return `${action} got something other than an answer`;
    case "refused":
      return isGatewayOwn(call, outcome)
        ? `${action} ${gatewayVerbs[kind] ?? refusalVerbs[kind] ?? "failed"}`
        : `${action} ${refusalVerbs[kind] ?? "failed"}`;
  }
};

const refusalVerbs: Partial<Record<ErrorKind, string>> = {
  rateLimited: "was refused for its rate",
  contentFiltered: "was stopped by the content filter",
  notFound: "asked for something that is not there",
  rejected: "was rejected",
  service: "met an error of the service",
  timeout: "took too long for the service",
  unexpectedResponse: "was redirected",
};

/** Refusals of a gateway or proxy, so that nobody looks for their reason at the service. */
const gatewayVerbs: Partial<Record<ErrorKind, string>> = {
  rateLimited: "was refused by the gateway for its rate",
  notFound: "asked the gateway for something that is not there",
  rejected: "was rejected by the gateway",
  service: "met an error of the gateway",
};

const seconds = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${Math.round(milliseconds / 100) / 10} s`;

const problemOf = (outcome: Outcome) =>
  outcome.type === "refused" || outcome.type === "notAnAnswer" ? outcome.problem : undefined;

const factsOf = (call: Call, outcome: Outcome, decision: RetryDecision): ErrorFacts => {
  const problem = problemOf(outcome);
  const answered = outcome.type === "refused" || outcome.type === "notAnAnswer" ? outcome : undefined;
  const waitMs =
    (!decision.retry && decision.waitTooLongMs) ||
    (answered && (serverWaitMs(answered.headers, clock.now()) ?? problem?.waitMs));
  const code = problem?.code ?? problem?.type ?? (outcome.type === "network" ? outcome.code : undefined);
  const requestId = answered && requestIdOf(answered.headers);
  return {
    kind: kindOf(outcome, waitMs || undefined),
    attempts: call.attempts,
    ...(answered && { status: answered.status }),
    ...(code && { code }),
    ...(problem?.param && { param: problem.param }),
    ...(requestId && { requestId }),
    ...(typeof waitMs === "number" && { retryAfterMs: waitMs }),
    ...(problem?.contentFilter && { contentFilter: problem.contentFilter }),
  };
};

const redactFacts = (facts: ErrorFacts, redact: Redactor): ErrorFacts => ({
  ...facts,
  ...(facts.code && { code: redact(facts.code) }),
  ...(facts.param && { param: redact(facts.param) }),
  ...(facts.requestId && { requestId: redact(facts.requestId) }),
  ...(facts.contentFilter && { contentFilter: facts.contentFilter.map(redact) }),
});

const factsInWords = ({ status, code, requestId, attempts }: ErrorFacts): string => {
  const facts = [
    status !== undefined && `status ${status}`,
    // Azure's gateway repeats the status as the code.
    code && code !== String(status) && `code ${code}`,
    requestId && `request id ${requestId}`,
    attempts > 1 && `${attempts} attempts`,
  ].filter(Boolean);
  return facts.length > 0 ? ` (${facts.join(", ")})` : "";
};

const asSentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/**
 * The error of a call that failed for good: one line that says what failed in the action's words, the service's
 * own sentence, and what to do; the facts as properties.
 */
export const callError = (call: Call, outcome: Outcome, decision: RetryDecision): Error => {
  const redact = redactorFor(call.step.credential);
  const facts = redactFacts(factsOf(call, outcome, decision), redact);
  const sentence = problemOf(outcome)?.message ?? "";
  const advice = adviceFor({
    outcome,
    facts,
    endpoint: call.step.endpoint,
    path: operationPath(call.step.endpoint, call.request.url),
    nowMs: clock.now(),
    connectionKey: call.step.connection.key,
    isRaw: call.step.isRaw,
    isGateway: isGatewayOwn(call, outcome),
  });
  const message = redact(
    [
      `${headline(call, outcome, facts.kind)}${factsInWords(facts)}.`,
      sentence && asSentence(sentence),
      advice,
    ]
      .filter(Boolean)
      .join(" "),
  );
  const told: ErrorFacts = {
    ...facts,
    mend: redact(advice),
    ...(isGatewayOwn(call, outcome) && { isGateway: true }),
  };
  return isConnectionProblem(outcome, facts.kind)
    ? connectionError(call.step.connection, message, told)
    : new AzureOpenAIError(message, told);
};
