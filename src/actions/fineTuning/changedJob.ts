import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import type { Client } from "../../client/createClient";
import { doubtOf } from "../../client/errors/creationDoubt";
import { exampleEndpoint, exampleJob, type JobOutput, showJob } from "../../output/fineTuningJob";
import { answeredObject } from "../../tasks/batches/answeredObject";

/**
 * The job that the service answered to a change of it.
 * @throws AzureOpenAIError when the answer is no job.
 */
export const changedJob = (
  { action, endpoint }: Client,
  change: "cancel" | "pause" | "resume",
  job: FineTuningJob,
): JobOutput => {
  const doubt = doubtOf({ method: "POST" }, `/fine_tuning/jobs/id/${change}`);
  return showJob(answeredObject(action, "fine-tuning job", job, doubt), endpoint);
};

/** A job of this status, as examples show it before it has a model. */
export const exampleChanged = (status: string): JobOutput =>
  showJob(
    {
      ...exampleJob,
      status: status as "running",
      fine_tuned_model: null,
      finished_at: null,
      trained_tokens: null,
    },
    exampleEndpoint,
  );
