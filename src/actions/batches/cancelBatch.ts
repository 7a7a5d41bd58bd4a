import { action } from "@prismatic-io/spectral";
import { answeredObject } from "../../bulk/batch/answeredObject";
import { createClient } from "../../client/createClient";
import { doubtOf } from "../../client/creationDoubt";
import { batchId } from "../../inputs/batchIds";
import { connection } from "../../inputs/connection";
import { requestOptions } from "../../inputs/requestOptions";
import { type BatchOutput, batchOutput, batchProperties, exampleBatch } from "../batchOutput";
import { outputOf } from "../outputOf";

const label = "Cancel Batch";
const example = batchOutput({ ...exampleBatch, status: "cancelling" });

/** Stops a batch; what it has answered so far stays. */
export const cancelBatch = action({
  display: { label, description: "Cancel a batch; the rows that it has answered by then can be read" },
  inputs: { connection, batchId, requestOptions },
  perform: async (context, params): Promise<{ data: BatchOutput }> => {
    const client = createClient(context, { ...params, action: label });
    const batch = await client.withResource((openai) => openai.batches.cancel(params.batchId));
    return {
      data: batchOutput(
        answeredObject(label, "batch", batch, doubtOf({ method: "POST" }, "/batches/id/cancel")),
      ),
    };
  },
  performSafety: "notAllowed",
  examplePerform: async () => ({ data: example }),
  examplePayload: { data: example },
  outputSchema: outputOf(batchProperties),
});
