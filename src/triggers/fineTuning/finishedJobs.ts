import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import type { ModelsEndpoint } from "../../client/endpoint/endpoint";
import { exampleEndpoint, exampleJob, serviceJobShape } from "../../output/fineTuningJob";
import { jobSummary, jobSummaryShape } from "../../output/jobSummary";
import { described, listOf, type Of, objectOf } from "../../output/shape";

/** The jobs that finished since the former poll. */
export const finishedJobsShape = objectOf({
  jobs: described(
    "The jobs that finished since the former poll, the earliest end first",
    listOf(objectOf({ job: serviceJobShape, summary: jobSummaryShape })),
  ),
});

/** What the trigger hands to the flow. */
type FinishedJobs = Of<typeof finishedJobsShape>;

/** Finished jobs as the trigger hands them to the flow. */
export const showFinishedJobs = (
  jobs: readonly FineTuningJob[],
  endpoint: Pick<ModelsEndpoint, "host" | "origin">,
): FinishedJobs => ({ jobs: jobs.map((job) => ({ job, summary: jobSummary(job, endpoint) })) });

/** Finished jobs as examples show them. */
export const exampleFinishedJobs = showFinishedJobs([exampleJob], exampleEndpoint);
