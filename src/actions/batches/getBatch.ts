import { action } from "@prismatic-io/spectral";
import { answeredObject } from "../../bulk/batch/answeredObject";
import { createClient } from "../../client/createClient";
import { batchId } from "../../inputs/batchIds";
import { connection } from "../../inputs/connection";
import { requestOptions } from "../../inputs/requestOptions";
import { type BatchOutput, batchOutput, batchProperties, exampleBatch } from "../batchOutput";
import { outputOf } from "../outputOf";

const label = "Get Batch";
const example = batchOutput(exampleBatch);

/** Asks how far a batch is. */
export const getBatch = action({
  display: { label, description: "Get a batch: its status, its counts, its files" },
  inputs: { connection, batchId, requestOptions },
  perform: async (context, params): Promise<{ data: BatchOutput }> => {
    const client = createClient(context, { ...params, action: label });
    const batch = await client.withResource((openai) => openai.batches.retrieve(params.batchId));
    return { data: batchOutput(answeredObject(label, "batch", batch)) };
  },
  performSafety: "safe",
  examplePerform: async () => ({ data: example }),
  examplePayload: { data: example },
  outputSchema: outputOf(batchProperties),
});
