import { connection } from "../../inputs/connection";
import { jobId } from "../../inputs/fineTuning";
import { requestOptions } from "../../inputs/requestOptions";
import { exampleEndpoint, exampleJob, jobShape, showJob } from "../../output/fineTuningJob";
import { serviceAction } from "../../output/serviceAction";
import { readJob } from "../../tasks/fineTuning/jobEvents";

/** Asks how far a fine-tuning job is. */
export const getFineTuningJob = serviceAction({
  label: "Get Fine-Tuning Job",
  description: "Get a fine-tuning job: what it does or waits for, its model, why it failed",
  inputs: { connection, jobId, requestOptions },
  effect: "reads",
  run: async (client, { jobId }) => {
    const { job, events } = await readJob(client, jobId);
    return showJob(job, client.endpoint, events);
  },
  output: jobShape,
  example: showJob(exampleJob, exampleEndpoint),
});
