import { mapParts } from "../../text/errorParts";
import type { Outcome, RefusedOutcome } from "../answer/outcome";
import { asSentence, oneLine } from "../answer/plainText";
import { requestIdOf } from "../answer/requestId";
import type { Call } from "../call";
import { clock } from "../clock";
import { toldPath } from "../endpoint/address";
import { connectionKind } from "../endpoint/connectionKind";
import { namedWaitMs } from "../retry/namedWait";
import type { RetryDecision } from "../retry/retryDecision";
import { type Redactor, redactorFor } from "../secrets/redaction";
import { adviceFor } from "./advice";
import type { AdviceContext } from "./adviceContext";
import { creationDoubt } from "./creationDoubt";
import { kindOf, reasonOf, redirectStatuses } from "./errorKind";
import { AzureOpenAIError, connectionError, type ErrorFacts, type ErrorKind, type OwnError } from "./errors";
import { isOfGateway, knownRefusal } from "./knownRefusals";

const wrongEndpointCodes = /^(ENOTFOUND|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_INVALID)/;

/** True when the connection has to change: its credential, role, network rule or host. */
const isConnectionProblem = (context: AdviceContext): boolean => {
  const { outcome, facts } = context;
  if (outcome.type === "network") return wrongEndpointCodes.test(outcome.code);
  if (outcome.type !== "refused" || facts.kind !== "rejected" || facts.reason !== undefined) return false;
  const known = knownRefusal(context);
  // A gateway checks its own keys, tokens and callers.
  if (!known || (context.isGateway && isOfGateway(known)))
    return outcome.status === 401 || outcome.status === 403;
  return typeof known.isConnection === "boolean" ? known.isConnection : known.isConnection(context);
};

/** True when something in front of the service refused. */
const isGatewayOwn = ({ step: { endpoint } }: Call, outcome: Outcome): boolean =>
  outcome.type === "refused" && endpoint.host === "other" && outcome.problem.isForeign === true;

const headline = (call: Call, outcome: Outcome, kind: ErrorKind): string => {
  const { action, endpoint } = call.step;
  switch (outcome.type) {
    case "network":
      if (outcome.code.startsWith("HPE_"))
        return `${action} got something other than HTTP from ${endpoint.origin}`;
      return outcome.phase === "connect"
        ? `${action} could not reach ${endpoint.origin}`
        : `${action} lost the connection to ${endpoint.origin}`;
    case "timeout":
      if (outcome.limit === "cancelled") return `${action} was cancelled`;
      return outcome.limit === "total"
        ? `${action} used up its total time of ${seconds(call.step.options.totalTimeoutMs)}`
        : `${action} got no ${call.partialText ? "more of its answer" : "answer"} within ${seconds(outcome.timeoutMs)}`;
    case "notAnAnswer":
      return `${action} got something other than an answer`;
    case "refused":
      return `${action} ${verb(outcome, kind, isGatewayOwn(call, outcome))}`;
  }
};

const verb = ({ status }: RefusedOutcome, kind: ErrorKind, isGateway: boolean): string => {
  if (status === 423) return "asked a deployment that is paused";
  if (kind === "unexpectedResponse" && !redirectStatuses.has(status))
    return "got something other than an answer";
  return (isGateway ? gatewayVerbs[kind] : undefined) ?? refusalVerbs[kind] ?? "failed";
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

/** Verbs of a gateway's or proxy's refusals, so that the reason is not looked for at the service. */
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

/** The reason of a failure. Where an operation needs a deployment, a 404 means that it does not exist. */
const reasonFor = ({ request }: Call, outcome: Outcome): ErrorFacts["reason"] =>
  reasonOf(outcome) ??
  (outcome.type === "refused" && outcome.status === 404 && request.route.scope === "deployment"
    ? "deployment"
    : undefined);

/** Errors keep so many characters of an answer that broke off: a run has thousands of items. */
const longestPart = 20_000;

const factsOf = (call: Call, outcome: Outcome, decision: RetryDecision): ErrorFacts => {
  const problem = problemOf(outcome);
  const answered = outcome.type === "refused" || outcome.type === "notAnAnswer" ? outcome : undefined;
  const waitMs = (decision.retry ? undefined : decision.waitTooLongMs) ?? namedWaitMs(outcome, clock.now());
  const code = problem?.code ?? problem?.type ?? (outcome.type === "network" ? outcome.code : undefined);
  const requestId = answered && requestIdOf(answered.headers);
  const reason = reasonFor(call, outcome);
  return {
    kind: kindOf(outcome, reason),
    attempts: call.attempts,
    ...(answered && { status: answered.status }),
    ...(code && { code }),
    ...(problem?.param && { param: problem.param }),
    ...(requestId && { requestId }),
    ...(waitMs !== undefined && { retryAfterMs: waitMs }),
    ...(problem?.contentFilter && { contentFilter: problem.contentFilter }),
    ...(problem?.filterFindings && { filterFindings: problem.filterFindings }),
    ...(problem?.usage && { usage: problem.usage }),
    ...(reason && { reason }),
    ...(outcome.type === "timeout" && { limit: outcome.limit }),
    ...(call.partialText && { partialText: call.partialText.slice(0, longestPart) }),
  };
};

const redactTexts = <Value extends object>(value: Value, redact: Redactor): Value =>
  Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, typeof field === "string" ? redact(field) : field]),
  ) as Value;

const redactFacts = (facts: ErrorFacts, redact: Redactor): ErrorFacts => ({
  ...facts,
  ...(facts.code && { code: redact(facts.code) }),
  ...(facts.param && { param: redact(facts.param) }),
  ...(facts.requestId && { requestId: redact(facts.requestId) }),
  ...(facts.contentFilter && { contentFilter: facts.contentFilter.map(redact) }),
  ...(facts.filterFindings && {
    filterFindings: facts.filterFindings.map((one) => redactTexts(one, redact)),
  }),
  ...(facts.partialText && { partialText: redact(facts.partialText) }),
});

const factsInWords = ({ status, code, requestId, attempts }: ErrorFacts): string => {
  const facts = [
    status !== undefined && `status ${status}`,
    // Azure's gateway has the status as the code.
    code && code !== String(status) && `code ${code}`,
    requestId && `request id ${requestId}`,
    attempts > 1 && `${attempts} attempts`,
  ].filter(Boolean);
  return facts.length > 0 ? ` (${facts.join(", ")})` : "";
};

const longestSentence = 600;

/** The facts that advice on a failed call is chosen by. */
export const contextOf = (call: Call, outcome: Outcome, facts: ErrorFacts): AdviceContext => {
  const { step, request } = call;
  return {
    outcome,
    facts,
    endpoint: step.endpoint,
    path: toldPath(step.endpoint, request.url),
    nowMs: clock.now(),
    connectionKey: connectionKind(step.connection.key),
    isRaw: step.isRaw,
    isGateway: isGatewayOwn(call, outcome),
    model: step.model,
    modelOrigin: step.modelOrigin,
  };
};

/**
 * The error of a call that failed finally. Its parts are what failed, beginning with the action's label, the service's
 * sentence, and what to do; facts are properties.
 */
export const callError = (call: Call, outcome: Outcome, decision: RetryDecision): OwnError & ErrorFacts => {
  const redact = redactorFor(call.step.credential);
  const facts = redactFacts(factsOf(call, outcome, decision), redact);
  const sentence = oneLine(problemOf(outcome)?.message ?? "", longestSentence);
  const context = contextOf(call, outcome, facts);
  const doubt = creationDoubt(call, outcome, facts.kind === "rateLimited");
  const parts = mapParts(
    {
      what: `${headline(call, outcome, facts.kind)}${factsInWords(facts)}.`,
      ...(sentence && { sentence: asSentence(sentence) }),
      mend: [adviceFor(context), doubt].filter(Boolean).join(" "),
    },
    redact,
  );
  const told: ErrorFacts = { ...facts, ...(context.isGateway && { isGateway: true }) };
  return isConnectionProblem(context)
    ? connectionError(call.step.connection, parts, told)
    : new AzureOpenAIError(parts, told);
};
