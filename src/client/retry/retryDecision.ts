import { headerText } from "../answer/headers";
import { asRefusal, type NetworkOutcome, type Outcome, type RefusedOutcome } from "../answer/outcome";
import { refusalReason } from "../answer/refusalReason";
import { namedWaitMs } from "./namedWait";
import { defaultRequestOptions, type RequestOptions } from "./requestOptions";
import { serverWaitMs } from "./retryTiming";

/** What the retry rule decides by, apart from the outcome. */
export interface RetryCircumstances {
  options: RequestOptions;
  /** Retries made so far. */
  retries: number;
  /** True for reads and inference; false for requests that create or change something. */
  repeatable: boolean;
  /** Milliseconds until the step's time budget is spent. */
  remainingMs: number;
  nowMs: number;
  /** Between 0 and 1, random for each decision. */
  random: number;
}

/** Retry after `delayMs`, or stop. `waitTooLongMs` is a server's wait that exceeds the time left. */
export type RetryDecision = { retry: true; delayMs: number } | { retry: false; waitTooLongMs?: number };

const longestBackoffMs = 30_000;

/** Codes of wrong host names and certificates, which no retry changes. */
const permanentNetworkCodes =
  /^(ENOTFOUND|ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_INVALID|EPROTO|HPE_|PROXY_ADDRESS|PROXY_STATUS_4)/;

/** True when no connection was made: nothing was sent, so a retry can create nothing twice. */
const neverSent = ({ phase, code }: NetworkOutcome): boolean =>
  phase === "connect" && !permanentNetworkCodes.test(code);

/** True for an outcome that no retry changes, whatever the builder chose. */
const isFinal = (outcome: Outcome): boolean => {
  const refusal = asRefusal(outcome);
  if (!refusal) return false;
  const { status, problem } = refusal;
  const reason = refusalReason(status, problem);
  const isLost = reason === "account" || reason === "tooLarge" || status === 423;
  return isLost || problem.contentFilter !== undefined || (status >= 300 && status < 400);
};

/**
 * True for an overloaded service that refused before any work: 503, and 498 of Groq's flex tier. Other servers use 498
 * for invalid tokens.
 */
export const isOverloaded = ({ status, problem }: RefusedOutcome): boolean =>
  status === 503 || (status === 498 && !/\btoken\b(?! limit)/i.test(problem.message));

/**
 * True for a fine-tuned model that is deployed and not loaded everywhere yet: some of the first calls are refused so
 * (users' reports), also with statuses of wrong requests.
 */
export const isLoading = ({ status, problem }: RefusedOutcome): boolean =>
  status !== 401 &&
  status !== 403 &&
  (problem.code === "DeploymentNotReady" || /\bfailed to load lora\b/i.test(problem.message));

/** True when the service refused because it is busy: nothing was done, so any method may be repeated. */
export const isRateLimit = (outcome: Outcome, nowMs: number): boolean => {
  const refusal = asRefusal(outcome);
  if (!refusal || isFinal(outcome)) return false;
  return (
    refusal.status === 429 || (isOverloaded(refusal) && serverWaitMs(refusal.headers, nowMs) !== undefined)
  );
};

/** True for a failure that may be gone on the next attempt. Such a call is retried where that is harmless. */
const isTransient = (outcome: Outcome): boolean => {
  switch (outcome.type) {
    case "refused":
      return (
        outcome.status === 408 ||
        outcome.status === 409 ||
        isOverloaded(outcome) ||
        isLoading(outcome) ||
        (outcome.status >= 500 && outcome.status !== 501 && outcome.status !== 505)
      );
    case "notAnAnswer":
      return ["unreadable", "cutStream", "empty"].includes(outcome.reason);
    case "network":
      return !permanentNetworkCodes.test(outcome.code);
    case "timeout":
      return outcome.limit === "attempt";
  }
};

const isWorthRepeating = (outcome: Outcome, circumstances: RetryCircumstances): boolean => {
  if (isFinal(outcome)) return false;
  if (outcome.type === "refused") {
    const advice = headerText(outcome.headers, "x-should-retry")?.trim().toLowerCase();
    if (advice === "true" || advice === "false") return advice === "true";
  }
  if (isRateLimit(outcome, circumstances.nowMs)) return true;
  if (circumstances.options.retryAllErrors) return outcome.type !== "timeout" || outcome.limit === "attempt";
  if (outcome.type === "network" && neverSent(outcome)) return true;
  return circumstances.repeatable && isTransient(outcome);
};

/**
 * The server's wait with a random addition, so that callers do not return at the same moment; else our own back-off.
 */
const delayMs = (
  waitMs: number | undefined,
  { options, retries, random, remainingMs }: RetryCircumstances,
): number => {
  if (waitMs !== undefined) {
    // At most half of the spare time is added, so that the wait still fits.
    const addedMs = Math.min(random * Math.min(1000, 50 + waitMs * 0.1), (remainingMs - waitMs) / 2);
    return waitMs + addedMs;
  }
  if (!options.useExponentialBackoff) return options.retryDelayMs;
  const firstMs = options.retryDelayMs || defaultRequestOptions.retryDelayMs;
  return random * Math.min(longestBackoffMs, firstMs * 2 ** retries);
};

/**
 * The retry rule, a pure function. A wait that the server names is never shortened: where it exceeds the time left,
 * the call stops at once.
 */
export const decideRetry = (outcome: Outcome, circumstances: RetryCircumstances): RetryDecision => {
  const waitMs = namedWaitMs(outcome, circumstances.nowMs);
  if (!isWorthRepeating(outcome, circumstances)) return { retry: false };
  if (waitMs !== undefined && waitMs >= circumstances.remainingMs) {
    return { retry: false, waitTooLongMs: waitMs };
  }
  if (circumstances.retries >= circumstances.options.maxRetries) return { retry: false };
  const delay = delayMs(waitMs, circumstances);
  return delay < circumstances.remainingMs ? { retry: true, delayMs: delay } : { retry: false };
};
