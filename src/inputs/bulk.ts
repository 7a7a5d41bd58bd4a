import { flagInput, nameInput, numberInput } from "./kinds";

/** Bound of a step that makes many requests; the pace within it follows the quota. */
export const concurrentRequests = numberInput({
  label: "Concurrent Requests",
  default: "50",
  comments:
    "How many requests are under way at once, at most. Within that, the pace follows the quota by itself.",
  example: "50",
  range: { min: 1, max: 1000, isInteger: true },
});

/** When a step that makes many requests gives up. */
export const stopAfterFailures = numberInput({
  label: "Stop After Failures",
  comments:
    "After so many failures, nothing further is sent: what is left goes to remaining. 1 stops at the first failure. Empty skips failures and goes on.",
  example: "10",
  range: { min: 1, max: 1_000_000, isInteger: true },
});

/** What becomes of prompts for which there is no time. */
export const handOver = flagInput({
  label: "Hand Over to Batch",
  default: "false",
  comments:
    "When true, prompts that can't be answered in the time of the step, at the quota that is seen, are handed over to a batch, which answers them within a day; its id is in the output. When false, they go to remaining.",
});

/** The model of the batch, where it is another one. */
export const handOverModel = nameInput({
  label: "Batch Model / Deployment Name",
  dataSource: "selectBatchDeployment",
  comments:
    "The deployment for Hand Over to Batch: on Azure, one of the kind GlobalBatch or DataZoneBatch. Empty means Model / Deployment Name, which is right on OpenAI.",
  placeholder: "Enter a deployment or model name",
  example: "my-batch",
});

/** What a run of many calls takes from these inputs. */
export const runBounds = (params: {
  concurrentRequests?: number | undefined;
  stopAfterFailures?: number | undefined;
}) => ({ concurrency: params.concurrentRequests, mostFailures: params.stopAfterFailures });
