import { input } from "@prismatic-io/spectral";
import { cleanNumber } from "./cleaners";

/** Bound of a step that makes many requests; the pace within it follows the quota. */
export const concurrentRequests = input({
  label: "Concurrent Requests",
  type: "string",
  required: false,
  default: "50",
  comments:
    "How many requests are under way at once, at most. Within that, the pace follows the quota by itself.",
  placeholder: "Enter a whole number",
  example: "50",
  clean: cleanNumber("Concurrent Requests", { min: 1, max: 1000, isInteger: true }),
});

/** When a step that makes many requests gives up. */
export const stopAfterFailures = input({
  label: "Stop After Failures",
  type: "string",
  required: false,
  comments:
    "After so many failures, nothing further is sent: what is left goes to remaining. 1 stops at the first failure. Empty skips failures and goes on.",
  placeholder: "Enter a whole number",
  example: "10",
  clean: cleanNumber("Stop After Failures", { min: 1, max: 1_000_000, isInteger: true }),
});
