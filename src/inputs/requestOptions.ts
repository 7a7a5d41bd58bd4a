import { input, structuredObjectInput } from "@prismatic-io/spectral";
import { defaultRequestOptions } from "../client/retry/requestOptions";
import { cleanBoolean, cleanNumber } from "./cleaners";

const day = 86_400_000;

const milliseconds = (label: string, min: number) => cleanNumber(label, { min, max: day, isInteger: true });

/** Time and retry settings, the same for every action that calls the service. */
export const requestOptions = structuredObjectInput({
  label: "Request Options",
  comments: "How long to wait for the service, and how often to try again.",
  inputs: {
    timeout: input({
      label: "Attempt Timeout (ms)",
      type: "string",
      required: false,
      default: String(defaultRequestOptions.timeoutMs),
      comments: "The longest time that one attempt may take, in milliseconds.",
      placeholder: "Enter milliseconds",
      example: "60000",
      clean: milliseconds("Attempt Timeout (ms)", 1),
    }),
    totalTimeout: input({
      label: "Total Timeout (ms)",
      type: "string",
      required: false,
      default: String(defaultRequestOptions.totalTimeoutMs),
      comments:
        "The longest time that the step may take with all waits and retries, in milliseconds. A run lasts 15 minutes at most, a synchronous one 30 seconds.",
      placeholder: "Enter milliseconds",
      example: "25000",
      clean: milliseconds("Total Timeout (ms)", 1),
    }),
    maxRetries: input({
      label: "Max Retry Count",
      type: "string",
      required: false,
      default: String(defaultRequestOptions.maxRetries),
      comments: "How often a failed request is tried again. 0 means never.",
      placeholder: "Enter a whole number",
      example: "3",
      clean: cleanNumber("Max Retry Count", { min: 0, max: 100, isInteger: true }),
    }),
    retryDelayMS: input({
      label: "Retry Delay (ms)",
      type: "string",
      required: false,
      default: String(defaultRequestOptions.retryDelayMs),
      comments:
        "The wait before a retry in milliseconds, where the service names none. With Use Exponential Backoff it is the limit of the first wait.",
      placeholder: "Enter milliseconds",
      example: "500",
      clean: milliseconds("Retry Delay (ms)", 0),
    }),
    useExponentialBackoff: input({
      label: "Use Exponential Backoff",
      type: "boolean",
      required: false,
      default: String(defaultRequestOptions.useExponentialBackoff),
      comments: "When true, the wait doubles with each retry, up to 30 seconds, and is randomized.",
      clean: cleanBoolean("Use Exponential Backoff"),
    }),
    retryAllErrors: input({
      label: "Retry On All Errors",
      type: "boolean",
      required: false,
      default: String(defaultRequestOptions.retryAllErrors),
      comments:
        "When true, every erroneous answer is retried, and requests that create something too, which may then exist twice. When false, only what may pass.",
      clean: cleanBoolean("Retry On All Errors"),
    }),
  },
});
