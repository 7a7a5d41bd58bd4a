import type { Outcome } from "../answer/outcome";
import type { WireResponse } from "../answer/wireResponse";
import type { Call } from "../call";
import { clock } from "../clock";
import { decideRetry, isRateLimit, type RetryDecision } from "../retry/retryDecision";
import { withoutSecrets } from "../secrets/withoutSecrets";
import { AttemptTime } from "./AttemptTime";
import { AttemptFailure } from "./attemptFailure";
import { isSuccess } from "./bodyBounds";
import { logAttempt } from "./callLog";
import { readAnswer } from "./checkAnswer";
import { credentialHeaders } from "./credentialHeaders";
import { decode } from "./decode";
import { exchange } from "./exchange";
import { tellAttempt, tellStart } from "./tellAttempt";

/*
 * The steps of one attempt: credential, exchange, decode, redact, observe, log, check and, when it failed, decide.
 * http.ts repeats it and waits in between.
 */

/** Sends the request and returns the decoded answer, within the attempt's time. */
const receive = async (call: Call): Promise<WireResponse> => {
  const time = new AttemptTime(call.step);
  try {
    return await decode(call, await exchange(call, time), time);
  } finally {
    time.stop();
  }
};

/** Ends work on an answer that goes on longer than the step has time. */
const checkTime = ({ step }: Call): void => {
  const isCancelled = step.signal?.aborted === true;
  if (!isCancelled && clock.now() < step.deadlineMs) return;
  const timeoutMs = step.options.totalTimeoutMs;
  throw new AttemptFailure({ type: "timeout", limit: isCancelled ? "cancelled" : "total", timeoutMs });
};

const redact = (call: Call, answer: WireResponse): WireResponse | Promise<WireResponse> => {
  const { credential } = call.step;
  const secrets = credential.secrets();
  // A refusal becomes an error, which must not show suspects either.
  const hidden = isSuccess(answer.status) ? secrets : [...secrets, ...credential.suspects];
  return withoutSecrets(answer, hidden, () => checkTime(call));
};

/** True for a DELETE that finds nothing after an earlier sending of it may have deleted it: that is success. */
const isDeleted = ({ request, mayBeDone }: Call, outcome: Outcome): boolean =>
  request.method === "DELETE" && mayBeDone && outcome.type === "refused" && outcome.status === 404;

const check = (call: Call): WireResponse => {
  const { request, answer } = call;
  const read = answer.flaw ?? readAnswer(request, answer);
  if (!("type" in read)) return read;
  if (isDeleted(call, read)) return { status: 204, headers: answer.headers, body: Buffer.alloc(0) };
  throw new AttemptFailure(read);
};

/** True for a 401 that a new token may mend. A missing role is answered 401 as well, which no new token changes. */
const isRefusedToken = (outcome: Outcome): boolean =>
  outcome.type === "refused" && outcome.status === 401 && outcome.problem.code !== "PermissionDenied";

/** Applies the retry rule to a failed attempt. An attempt with a renewed token is not counted as a retry. */
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
  if (call.step.leavesRefusals && isRateLimit(outcome, nowMs)) return { retry: false };
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

/**
 * Makes one attempt, and stores its answer, or the retry rule's decision on its failure, in the call.
 * @throws AttemptFailure for anything but the expected answer.
 */
export const attempt = async (call: Call): Promise<void> => {
  const { step, attempts } = call;
  try {
    const credential = credentialHeaders(step);
    call.sentCredential = credential instanceof Promise ? await credential : credential;
    if (step.signal?.aborted) throw new AttemptFailure({ type: "timeout", limit: "cancelled", timeoutMs: 0 });
    call.attempts += 1;
    call.startedAtMs = clock.now();
    tellStart(call);
    const redacted = redact(call, await receive(call));
    call.answer = redacted instanceof Promise ? await redacted : redacted;
    step.onHeaders?.(call.answer.headers);
    logAttempt(call, call.answer);
    call.answer = check(call);
    tellAttempt(call);
  } catch (error) {
    if (!(error instanceof AttemptFailure)) throw error;
    call.decision = decide(call, error.outcome);
    if (call.attempts > attempts) tellAttempt(call, error.outcome);
    throw error;
  }
};
