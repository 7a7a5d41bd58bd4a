import { connection } from "../inputs/connection";
import { requestOptions } from "../inputs/requestOptions";
import { jobEnd, jobEnds } from "../output/jobFields";
import { endStatuses, includeEarlier } from "./ends/endInputs";
import { pollEnds } from "./ends/pollEnds";
import { exampleFinishedJobs, finishedJobsShape, showFinishedJobs } from "./fineTuning/finishedJobs";
import { followedJobs } from "./fineTuning/followedJobs";
import { servicePolling } from "./servicePolling";

/** Starts the flow when fine-tuning jobs have finished, once for each of them where the flow batches its items. */
export const fineTuningFinished = servicePolling({
  key: "fineTuningFinished",
  label: "Fine-Tuning Finished",
  description: "Check on a schedule for fine-tuning jobs that have succeeded, failed or been cancelled",
  inputs: {
    connection,
    statuses: endStatuses(jobEnds),
    includeEarlier: includeEarlier("Jobs"),
    requestOptions,
  },
  poll: async (poll, { statuses, includeEarlier }) => {
    const { finished, state } = await pollEnds(followedJobs, poll, includeEarlier);
    const wanted = finished.filter((job) => {
      const end = jobEnd(job);
      return end && (statuses?.includes(end) ?? true);
    });
    return { data: showFinishedJobs(wanted, poll.client.endpoint), state };
  },
  items: ({ jobs = [] }) => jobs,
  output: finishedJobsShape,
  example: exampleFinishedJobs,
});
