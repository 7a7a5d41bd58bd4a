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

const isGroup = (input: unknown): input is RequestOptionsInput =>
  typeof input === "object" && input !== null && !Array.isArray(input);

/**
 * Fills in the defaults once, so that nothing behind it handles an absent setting. A group that was never
 * opened arrives as `""` or undefined. One attempt never gets more time than the step has.
 * @throws Error for anything else that is no group, such as its JSON: its settings would silently not count.
 */
export const normalizeRequestOptions = (
  input: RequestOptionsInput | string | null | undefined,
  defaults: RequestOptions = defaultRequestOptions,
): RequestOptions => {
  const isOpened = input !== undefined && input !== null && input !== "";
  if (isOpened && !isGroup(input)) {
    throw new Error("Request Options: this is no group of settings. Enter each setting by itself.");
  }
  const given = isOpened ? input : {};
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
