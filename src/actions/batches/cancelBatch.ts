import { doubtOf } from "../../client/errors/creationDoubt";
import { connection } from "../../inputs/connection";
import { requestOptions } from "../../inputs/requestOptions";
import { batchShape, exampleBatch, showBatch } from "../../output/batch";
import { serviceAction } from "../../output/serviceAction";
import { answeredObject } from "../../tasks/batches/answeredObject";
import { batchId } from "./batchIds";

/** Stops a batch. Its answers so far are kept. */
export const cancelBatch = serviceAction({
  label: "Cancel Batch",
  description: "Cancel a batch; the rows that it has answered by then can be read",
  inputs: { connection, batchId, requestOptions },
  effect: "changes",
  run: async (client, { batchId }) => {
    const batch = await client.withResource((openai) => openai.batches.cancel(batchId));
    const doubt = doubtOf({ method: "POST" }, "/batches/id/cancel");
    return showBatch(answeredObject(client.action, "batch", batch, doubt));
  },
  output: batchShape,
  example: showBatch({ ...exampleBatch, status: "cancelling" }),
});
