import axios, { type AxiosAdapter } from "axios";
import axiosRetry from "axios-retry";
import type { Outcome } from "../answer/outcome";
import type { WireResponse } from "../answer/wireResponse";
import { Call, type CallRequest, type Step } from "../call";
import { clock } from "../clock";
import { keepRefusedAnswer } from "../errors/refusedAnswer";
import { attempt } from "./attempt";
import { AttemptFailure } from "./attemptFailure";

declare module "axios" {
  interface AxiosRequestConfig {
    call?: Call;
  }
}

/**
 * Makes one attempt in place of axios' own adapter: axios is the instance, and axios-retry the loop
 * (docs/decisions/0003). The answer is stored in the call, because axios would copy its headers.
 */
const adapter: AxiosAdapter = async (config) => {
  const { call } = config;
  if (!call) throw new Error("The client was used without a call.");
  try {
    await attempt(call);
  } catch (error) {
    // axios-retry repeats the request in `config`.
    throw error instanceof AttemptFailure ? Object.assign(error, { config }) : error;
  }
  return { data: undefined, status: call.answer.status, statusText: "", headers: {}, config };
};

/** The one HTTP client: every call of every action, data source and trigger goes through it. */
const http = axios.create({ adapter });

/** The settings of axios that are used. Merging all the others takes time in every call. */
const settingsInUse = new Set(["adapter"]);
for (const name of Object.keys(http.defaults)) {
  if (!settingsInUse.has(name)) Reflect.deleteProperty(http.defaults, name);
}

axiosRetry(http, {
  // `decideRetry` counts retries and chooses waits: axios-retry must neither stop earlier nor wait itself.
  retries: Number.POSITIVE_INFINITY,
  shouldResetTimeout: true,
  retryDelay: () => 0,
  retryCondition: (error: unknown) =>
    error instanceof AttemptFailure && error.config?.call?.decision.retry === true,
  onRetry: async (_count, _error, { call }) => {
    if (call?.decision.retry && call.decision.delayMs > 0)
      await clock.wait(call.decision.delayMs, call.step.signal);
  },
});

/**
 * Makes a call with all the attempts that the retry rule allows. It returns the last failure, or undefined when the
 * call was answered.
 */
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
 * Sends one call with all the attempts that the retry rule allows.
 * @throws AzureOpenAIError, or ConnectionError when the connection has to change.
 */
export const send = async (step: Step, request: CallRequest): Promise<WireResponse> => {
  const call = new Call(step, request);
  const outcome = await settle(call);
  if (!outcome) return call.answer;
  // Loaded with the first failure: an answered call needs no error.
  const { callError } = await import("../errors/callError");
  const error = callError(call, outcome, call.decision);
  throw outcome.type === "refused" ? keepRefusedAnswer(error, call.answer) : error;
};
