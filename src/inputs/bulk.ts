import { structuredObjectInput } from "@prismatic-io/spectral";
import { flagInput, nameInput, numberInput } from "./kinds";
import { type SettingsOf, settingsOf } from "./settingsOf";

/** Input for the most requests at once; the pace within this bound follows the quota. */
export const concurrentRequests = numberInput({
  label: "Concurrent Requests",
  default: "50",
  comments: "How many requests run at once, at most. Within that, the pace follows the quota.",
  example: "50",
  range: { min: 1, max: 1000, isInteger: true },
});

/** Input for whether the items are divided among all deployments of the step. */
export const spread = flagInput({
  label: "Spread over Fallbacks",
  default: "false",
  comments:
    "When true, all fallbacks work at the same time, each at its own pace. When false, one is asked when the one before it can't answer.",
});

/** Group of bounds for a step that makes many requests. */
export const bulkOptions = structuredObjectInput({
  label: "Bulk Options",
  comments: "How many requests run at once, and when the step gives up.",
  inputs: {
    concurrentRequests,
    stopAfterFailures: numberInput({
      label: "Stop After Failures",
      comments:
        "After so many failures nothing more is sent, and the rest goes to remaining. Empty passes over failures.",
      example: "10",
      range: { min: 1, max: 1_000_000, isInteger: true },
    }),
    spread,
  },
});

/** Input for whether prompts without time go to a batch. */
export const handOver = flagInput({
  label: "Hand Over to Batch",
  default: "false",
  comments:
    "When true, prompts for which the step has no time go to a batch, which answers within a day. When false, they go to remaining.",
});

/** Input for the model of that batch, where it is another one. */
export const handOverModel = nameInput({
  label: "Batch Model / Deployment Name",
  dataSource: "selectBatchDeployment",
  comments:
    "The deployment for Hand Over to Batch; on Azure, one of the kind GlobalBatch or DataZoneBatch. Empty means Model / Deployment Name.",
  placeholder: "Enter a deployment or model name",
  example: "my-batch",
});

/** The bounds of a paced run from these options. */
export const runBounds = (
  options: SettingsOf<typeof bulkOptions>,
): {
  concurrency: number | undefined;
  mostFailures: number | undefined;
  spread: boolean | undefined;
} => {
  const { concurrentRequests, stopAfterFailures, spread: isSpread } = settingsOf(bulkOptions, options);
  return { concurrency: concurrentRequests, mostFailures: stopAfterFailures, spread: isSpread };
};
