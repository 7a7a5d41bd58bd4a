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
  /** True doubles the wait with each retry and randomizes it; false always waits the same time. */
  useExponentialBackoff: boolean;
  /** True retries every failure, including those of creations and other 4xx. */
  retryAllErrors: boolean;
}

/** Request options of a step that sets none: they fit into a platform run of 15 minutes. */
export const defaultRequestOptions: RequestOptions = {
  timeoutMs: 300_000,
  totalTimeoutMs: 840_000,
  maxRetries: 3,
  retryDelayMs: 500,
  useExponentialBackoff: true,
  retryAllErrors: false,
};

/** The request options of the form, each cleaned and optional. */
export interface RequestOptionsInput {
  timeout?: number | undefined;
  totalTimeout?: number | undefined;
  maxRetries?: number | undefined;
  retryDelayMS?: number | undefined;
  useExponentialBackoff?: boolean | undefined;
  retryAllErrors?: boolean | undefined;
}

/**
 * Fills in the defaults. An attempt never gets more time than the step has.
 * @throws InputError for a value that is not a group of options.
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
