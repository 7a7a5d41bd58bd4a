import { connection } from "../../inputs/connection";
import { jobId } from "../../inputs/fineTuning";
import { requestOptions } from "../../inputs/requestOptions";
import { jobShape } from "../../output/fineTuningJob";
import { serviceAction } from "../../output/serviceAction";
import { changedJob, exampleChanged } from "./changedJob";

/** Ends a job for good; the work that it has done is billed. */
export const cancelFineTuningJob = serviceAction({
  label: "Cancel Fine-Tuning Job",
  description: "Cancel a fine-tuning job; the work that it has done by then is billed",
  inputs: { connection, jobId, requestOptions },
  effect: "changes",
  run: async (client, { jobId }) =>
    changedJob(client, "cancel", await client.withResource((openai) => openai.fineTuning.jobs.cancel(jobId))),
  output: jobShape,
  example: exampleChanged("cancelled"),
});
