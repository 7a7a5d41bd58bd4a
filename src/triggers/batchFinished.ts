import { connection } from "../inputs/connection";
import { requestOptions } from "../inputs/requestOptions";
import { batchEnd, batchEnds } from "../output/batchSummary";
import { exampleFinished, finishedBatchesShape, showFinished } from "./batches/finishedBatches";
import { followedBatches } from "./batches/followedBatches";
import { endStatuses, includeEarlier } from "./ends/endInputs";
import { pollEnds } from "./ends/pollEnds";
import { servicePolling } from "./servicePolling";

/** Starts the flow when batches have finished: once for each batch where the flow batches its items. */
export const batchFinished = servicePolling({
  key: "batchFinished",
  label: "Batch Finished",
  description: "Check on a schedule for batches that have completed, failed, expired or been cancelled",
  inputs: {
    connection,
    statuses: endStatuses(batchEnds),
    includeEarlier: includeEarlier("Batches"),
    requestOptions,
  },
  poll: async (poll, { statuses, includeEarlier }) => {
    const { finished, state } = await pollEnds(followedBatches, poll, includeEarlier);
    const wanted = finished.filter((batch) => {
      const end = batchEnd(batch);
      return end && (statuses?.includes(end) ?? true);
    });
    return { data: showFinished(wanted), state };
  },
  items: ({ batches = [] }) => batches,
  output: finishedBatchesShape,
  example: exampleFinished,
});
