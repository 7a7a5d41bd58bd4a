import { structuredObjectInput } from "@prismatic-io/spectral";
import { defaultRequestOptions } from "../client/retry/requestOptions";
import { flagInput, millisecondsInput, numberInput } from "./kinds";

/** Group of time and retry settings, the same for every action that calls the service. */
export const requestOptions = structuredObjectInput({
  label: "Request Options",
  comments: "How long to wait for the service, and how often to try again.",
  inputs: {
    timeout: millisecondsInput({
      label: "Attempt Timeout (ms)",
      default: String(defaultRequestOptions.timeoutMs),
      comments: "The longest time of one attempt, in milliseconds.",
      example: "60000",
      min: 1,
    }),
    totalTimeout: millisecondsInput({
      label: "Total Timeout (ms)",
      default: String(defaultRequestOptions.totalTimeoutMs),
      comments:
        "The longest time of the step with all waits and retries, in milliseconds. A synchronous run ends after 30 seconds.",
      example: "25000",
      min: 1,
    }),
    maxRetries: numberInput({
      label: "Max Retry Count",
      default: String(defaultRequestOptions.maxRetries),
      comments: "How often a failed request is tried again. 0 means never.",
      example: "3",
      range: { min: 0, max: 100, isInteger: true },
    }),
    retryDelayMS: millisecondsInput({
      label: "Retry Delay (ms)",
      default: String(defaultRequestOptions.retryDelayMs),
      comments: "The first wait before a retry in milliseconds, where the service names none.",
      example: "500",
      min: 0,
    }),
    useExponentialBackoff: flagInput({
      label: "Use Exponential Backoff",
      default: String(defaultRequestOptions.useExponentialBackoff),
      comments: "When true, the wait doubles with each retry, up to 30 seconds, and is randomized.",
    }),
    retryAllErrors: flagInput({
      label: "Retry On All Errors",
      default: String(defaultRequestOptions.retryAllErrors),
      comments:
        "When true, every error is retried, and what a request creates may then exist twice. When false, only what may pass is.",
    }),
  },
});
