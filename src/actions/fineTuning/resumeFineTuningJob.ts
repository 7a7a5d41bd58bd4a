import { connection } from "../../inputs/connection";
import { jobId } from "../../inputs/fineTuning";
import { requestOptions } from "../../inputs/requestOptions";
import { jobShape } from "../../output/fineTuningJob";
import { serviceAction } from "../../output/serviceAction";
import { changedJob, exampleChanged } from "./changedJob";

/** Lets a paused job go on. */
export const resumeFineTuningJob = serviceAction({
  label: "Resume Fine-Tuning Job",
  description: "Let a paused fine-tuning job go on",
  inputs: { connection, jobId, requestOptions },
  effect: "changes",
  run: async (client, { jobId }) =>
    changedJob(client, "resume", await client.withResource((openai) => openai.fineTuning.jobs.resume(jobId))),
  output: jobShape,
  example: exampleChanged("resuming"),
});
