import { connection } from "../../inputs/connection";
import { requestOptions } from "../../inputs/requestOptions";
import { batchShape, exampleBatch, showBatch } from "../../output/batch";
import { serviceAction } from "../../output/serviceAction";
import { answeredObject } from "../../tasks/batches/answeredObject";
import { batchId } from "./batchIds";

/** Reads a batch and its progress. */
export const getBatch = serviceAction({
  label: "Get Batch",
  description: "Get a batch: its status, its counts, its files",
  inputs: { connection, batchId, requestOptions },
  effect: "reads",
  run: async (client, { batchId }) => {
    const batch = await client.withResource((openai) => openai.batches.retrieve(batchId));
    return showBatch(answeredObject(client.action, "batch", batch));
  },
  output: batchShape,
  example: showBatch(exampleBatch),
});
