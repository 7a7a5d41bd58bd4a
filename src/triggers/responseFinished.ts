import { connection } from "../inputs/connection";
import { requestOptions } from "../inputs/requestOptions";
import { endStatuses } from "./ends/endInputs";
import {
  exampleFinishedResponses,
  finishedResponsesShape,
  showFinishedResponses,
} from "./responses/finishedResponses";
import { pollResponses } from "./responses/followedResponses";
import { servicePolling } from "./servicePolling";

const ends = ["completed", "incomplete", "failed", "cancelled"] as const;

/** Starts the flow when background responses of the instance have finished, once for each where it batches its items. */
export const responseFinished = servicePolling({
  key: "responseFinished",
  label: "Response Finished",
  description:
    "Check on a schedule for responses in the background, created by this instance, that have finished",
  inputs: { connection, statuses: endStatuses(ends), requestOptions },
  poll: async (poll, { statuses }) => {
    const { finished, state } = await pollResponses(poll);
    const wanted = finished.filter(({ status }) => {
      const end = ends.find((one) => one === status);
      return end === undefined || (statuses?.includes(end) ?? true);
    });
    return { data: showFinishedResponses(wanted), state };
  },
  items: ({ responses = [] }) => responses,
  output: finishedResponsesShape,
  example: exampleFinishedResponses,
});
