import axios, { type AxiosResponse } from "axios";
import axiosRetry from "axios-retry";
import { checkAnswer, type WireResponse } from "./answer";
import { AttemptFailure } from "./attemptFailure";
import { Call, type CallRequest, type Step } from "./call";
import { callError } from "./callError";
import { logAttempt, logRetry } from "./callLog";
import { clock } from "./clock";
import type { Outcome } from "./outcome";
import { decideRetry, type RetryDecision } from "./retryDecision";
import { transport } from "./transport";
import { withoutSecrets } from "./withoutSecrets";

/** The one HTTP client: every call of every action, data source and trigger goes through it. */
const http = axios.create({
  adapter: transport,
  transformRequest: [(data) => data],
  transformResponse: [(data) => data],
  headers: { common: {}, post: {}, put: {}, patch: {} },
});

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
  const decision = decideRetry(outcome, {
    options: call.step.options,
    retries: call.retries,
    repeatable: call.request.route.repeatable,
    remainingMs: call.step.deadlineMs - nowMs,
    nowMs,
    random: Math.random(),
  });
  if (decision.retry) call.retries += 1;
  return decision;
};

/** Registered before axios-retry, so that a 2xx that is no answer is retried like any other failure. */
http.interceptors.response.use((response: AxiosResponse<Buffer>) => {
  const { call } = response.config;
  if (!call) return response;
  const answer = withoutSecrets(wireResponse(response), call.step.credential.secrets());
  response.data = answer.body;
  response.headers = answer.headers as typeof response.headers;
  logAttempt(call, answer);
  const outcome = checkAnswer(call.request, answer);
  if (!outcome) return response;
  throw Object.assign(new AttemptFailure(outcome), { config: response.config });
});

axiosRetry(http, {
  // The rule counts for itself: a renewed token does not use up a retry.
  retries: Number.POSITIVE_INFINITY,
  shouldResetTimeout: true,
  retryCondition: () => false,
});

const wireResponse = ({ status, headers, data }: AxiosResponse<Buffer>): WireResponse => ({
  status,
  headers: headers as WireResponse["headers"],
  body: data,
});

/**
 * Sends one call with all the attempts that the retry rule grants.
 * @throws AzureOpenAIError, or ConnectionError when the connection is what has to change.
 */
export const send = async (step: Step, request: CallRequest): Promise<WireResponse> => {
  const call = new Call(step, request);
  let decision: RetryDecision = { retry: false };
  try {
    const response = await http.request<Buffer>({
      call,
      method: request.method,
      url: request.url,
      "axios-retry": {
        retryCondition: (error: unknown) => {
          if (!(error instanceof AttemptFailure)) return false;
          decision = decide(call, error.outcome);
          return decision.retry;
        },
        onRetry: async (_count: number, error: unknown) => {
          if (!decision.retry) return;
          logRetry(call, (error as AttemptFailure).outcome, decision.delayMs);
          if (decision.delayMs > 0) await clock.wait(decision.delayMs);
        },
        retryDelay: () => 0,
      },
    });
    return wireResponse(response);
  } catch (error) {
    throw error instanceof AttemptFailure ? callError(call, error.outcome, decision) : error;
  }
};
