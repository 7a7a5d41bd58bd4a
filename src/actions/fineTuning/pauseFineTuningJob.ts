import { connection } from "../../inputs/connection";
import { jobId } from "../../inputs/fineTuning";
import { requestOptions } from "../../inputs/requestOptions";
import { jobShape } from "../../output/fineTuningJob";
import { serviceAction } from "../../output/serviceAction";
import { changedJob, exampleChanged } from "./changedJob";

/** Halts a job, which can go on later. */
export const pauseFineTuningJob = serviceAction({
  label: "Pause Fine-Tuning Job",
  description: "Pause a running fine-tuning job, which saves a checkpoint that can be deployed",
  inputs: { connection, jobId, requestOptions },
  effect: "changes",
  run: async (client, { jobId }) =>
    changedJob(client, "pause", await client.withResource((openai) => openai.fineTuning.jobs.pause(jobId))),
  output: jobShape,
  example: exampleChanged("pausing"),
});
