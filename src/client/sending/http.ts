import axios, { type AxiosResponse } from "axios";
import axiosRetry from "axios-retry";
import type { Outcome } from "../answer/outcome";
import type { WireResponse } from "../answer/wireResponse";
import { Call, type CallRequest, type Step } from "../call";
import { clock } from "../clock";
import { decideRetry, isRateLimit, type RetryDecision } from "../retry/retryDecision";
import { withoutSecrets } from "../secrets/withoutSecrets";
import { AttemptFailure } from "./attemptFailure";
import { logAttempt, logRetry } from "./callLog";
import { joinEvents, readAnswer } from "./checkAnswer";
import { transport } from "./transport";

/** The one HTTP client: every call of every action, data source and trigger goes through it. */
const http = axios.create({ adapter: transport });

/** Everything else that axios sets by default is not read here, and merging it costs every call. */
const settingsInUse = new Set(["adapter", "headers"]);
for (const name of Object.keys(http.defaults)) {
  if (!settingsInUse.has(name)) Reflect.deleteProperty(http.defaults, name);
}

/** A missing role is a 401 as well, which a new token does not change. */
const isRefusedToken = (outcome: Outcome): boolean =>
  outcome.type === "refused" && outcome.status === 401 && outcome.problem.code !== "PermissionDenied";

/** Applies the retry rule to one failed attempt; a renewed token is one more attempt that no retry pays for. */
const decide = (call: Call, outcome: Outcome): RetryDecision => {
  if (
    isRefusedToken(outcome) &&
    !call.hasRenewedCredential &&
    call.step.credential.renew(call.sentCredential)
  ) {
    call.hasRenewedCredential = true;
    return { retry: true, delayMs: 0 };
  }
  const nowMs = clock.now();
  if (call.step.observer?.takesRefusals && isRateLimit(outcome, nowMs)) return { retry: false };
  const decision = decideRetry(outcome, {
    options: call.step.options,
    retries: call.retries,
    repeatable: call.isRepeatable,
    remainingMs: call.step.deadlineMs - nowMs,
    nowMs,
    random: Math.random(),
  });
  if (decision.retry) {
    call.retries += 1;
    call.mayBeDone ||= !isRateLimit(outcome, nowMs);
  }
  return decision;
};

/** What an earlier attempt deleted before its answer was lost: that it is gone is what was asked for. */
const isDeleted = ({ request, mayBeDone }: Call, outcome: Outcome): boolean =>
  request.method === "DELETE" && mayBeDone && outcome.type === "refused" && outcome.status === 404;

/** Ends what is done with an answer that came in time, when that takes longer than the step has. */
const checkTime = ({ step }: Call): void => {
  const isCancelled = step.signal?.aborted === true;
  if (!isCancelled && clock.now() < step.deadlineMs) return;
  const timeoutMs = step.options.totalTimeoutMs;
  throw new AttemptFailure({ type: "timeout", limit: isCancelled ? "cancelled" : "total", timeoutMs });
};

/** Registered before axios-retry, so that a 2xx that is no answer is retried like any other failure. */
http.interceptors.response.use(async (response: AxiosResponse<undefined>) => {
  const { call } = response.config;
  if (!call) return response;
  const joined = joinEvents(call.request, call.answer);
  const isJoined = !("type" in joined);
  const { credential } = call.step;
  const isRefusal = call.answer.status < 200 || call.answer.status > 299;
  // What is made of a refusal is an error.
  const secrets = isRefusal ? [...credential.secrets(), ...credential.suspects] : credential.secrets();
  const whole = withoutSecrets(isJoined ? joined : call.answer, secrets, () => checkTime(call));
  call.answer = whole instanceof Promise ? await whole : whole;
  call.step.observer?.onHeaders(call.answer.headers);
  logAttempt(call, call.answer);
  const read = isJoined ? readAnswer(call.request, call.answer) : joined;
  if ("type" in read) {
    if (!isDeleted(call, read)) throw Object.assign(new AttemptFailure(read), { config: response.config });
    call.answer = { status: 204, headers: call.answer.headers, body: Buffer.alloc(0) };
    return response;
  }
  call.answer = read;
  return response;
});

axiosRetry(http, {
  // The rule counts for itself: a renewed token does not use up a retry.
  retries: Number.POSITIVE_INFINITY,
  shouldResetTimeout: true,
  retryDelay: () => 0,
  retryCondition: (error: unknown) => {
    if (!(error instanceof AttemptFailure) || !error.config?.call) return false;
    const { call } = error.config;
    call.decision = decide(call, error.outcome);
    return call.decision.retry;
  },
  onRetry: async (_count, error: unknown, { call }) => {
    if (!(error instanceof AttemptFailure) || !call?.decision.retry) return;
    const { delayMs } = call.decision;
    logRetry(call, error.outcome, delayMs);
    if (delayMs > 0) await clock.wait(delayMs, call.step.signal);
  },
});

/** Makes a call with all the attempts that the retry rule grants; how it failed, or undefined when it is answered. */
export const settle = async (call: Call): Promise<Outcome | undefined> => {
  try {
    await http.request({ call });
    return undefined;
  } catch (error) {
    if (error instanceof AttemptFailure) return error.outcome;
    throw error;
  }
};

/**
 * Sends one call with all the attempts that the retry rule grants.
 * @throws AzureOpenAIError, or ConnectionError when the connection is what has to change.
 */
export const send = async (step: Step, request: CallRequest): Promise<WireResponse> => {
  const call = new Call(step, request);
  const outcome = await settle(call);
  if (!outcome) return call.answer;
  // Evaluated with the first failure: a call that is answered needs no words for one.
  const { callError } = await import("../errors/callError");
  throw callError(call, outcome, call.decision);
};
