import { type Group, openedGroup } from "../../text/openedGroup";

/** Time and retry settings of a step, complete and validated. */
export interface RequestOptions {
  /** Longest time for one attempt, in milliseconds. */
  timeoutMs: number;
  /** Longest time for the step's calls with all waits and retries, in milliseconds. */
  totalTimeoutMs: number;
  /** How often a failed call is tried again. */
  maxRetries: number;
  /** First wait before a retry when the service names none, in milliseconds. */
  retryDelayMs: number;
  /** True doubles the wait with each retry and randomizes it; false waits the same time always. */
  useExponentialBackoff: boolean;
  /** True retries every erroneous response, creations and other 4xx included. */
  retryAllErrors: boolean;
}

/** What a step does when its request options are left alone: safely inside a platform run of 15 minutes. */
export const defaultRequestOptions: RequestOptions = {
  timeoutMs: 300_000,
  totalTimeoutMs: 840_000,
  maxRetries: 3,
  retryDelayMs: 500,
  useExponentialBackoff: true,
  retryAllErrors: false,
};

/** The request options as the inputs give them: cleaned, each possibly absent. */
export interface RequestOptionsInput {
  timeout?: number | undefined;
  totalTimeout?: number | undefined;
  maxRetries?: number | undefined;
  retryDelayMS?: number | undefined;
  useExponentialBackoff?: boolean | undefined;
  retryAllErrors?: boolean | undefined;
}

/**
 * Fills in the defaults once, so that nothing behind it handles an absent setting. One attempt
 * never gets more time than the step has.
 * @throws Error for what is no group.
 */
export const normalizeRequestOptions = (
  input: Group<RequestOptionsInput>,
  defaults: RequestOptions = defaultRequestOptions,
): RequestOptions => {
  const given = openedGroup("Request Options", input);
  const totalTimeoutMs = given.totalTimeout ?? defaults.totalTimeoutMs;
  return {
    timeoutMs: Math.min(given.timeout ?? defaults.timeoutMs, totalTimeoutMs),
    totalTimeoutMs,
    maxRetries: given.maxRetries ?? defaults.maxRetries,
    retryDelayMs: given.retryDelayMS ?? defaults.retryDelayMs,
    useExponentialBackoff: given.useExponentialBackoff ?? defaults.useExponentialBackoff,
    retryAllErrors: given.retryAllErrors ?? defaults.retryAllErrors,
  };
};
