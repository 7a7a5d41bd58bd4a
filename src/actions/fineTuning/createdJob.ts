import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import type { ModelsEndpoint } from "../../client/endpoint/endpoint";
import { exampleEndpoint, exampleJob, jobShape, showJob } from "../../output/fineTuningJob";
import { described, flag, type Of, objectOf, orNull, text } from "../../output/shape";
import type { CreatedJob } from "../../tasks/fineTuning/createJob";

/** A job that was created. */
export const createdJobShape = objectOf({
  jobId: text("The id, for the other steps of fine-tuning"),
  wasFound: flag("True where the answer was lost and the job found in the list: no second one was created"),
  trainingType: orNull(text("The training tier as Azure was told it; null where none was sent")),
  warning: orNull(text("What was left out, and what is to be known; null for nothing")),
  job: described("The job as Get Fine-Tuning Job shows it", jobShape),
});

/** A job that was created. */
type CreatedJobOutput = Of<typeof createdJobShape>;

/** What came of a request for a job. */
export const showCreatedJob = (
  { job, wasFound, trainingType, warnings }: CreatedJob,
  endpoint: Pick<ModelsEndpoint, "host" | "origin">,
): CreatedJobOutput => ({
  jobId: job.id,
  wasFound,
  trainingType,
  warning: warnings.length > 0 ? warnings.join(" ") : null,
  job: showJob(job, endpoint),
});

/** A created job as examples show it. */
export const exampleCreatedJob = showCreatedJob(
  {
    job: {
      ...exampleJob,
      status: "pending",
      fine_tuned_model: null,
      finished_at: null,
      trained_tokens: null,
      result_files: null,
    } as unknown as FineTuningJob,
    wasFound: false,
    trainingType: "Standard",
    warnings: [],
  },
  exampleEndpoint,
);
