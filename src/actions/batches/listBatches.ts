import { action } from "@prismatic-io/spectral";
import { createClient } from "../../client/createClient";
import { connection } from "../../inputs/connection";
import { optional } from "../../inputs/optional";
import { after, fetchAll, limit } from "../../inputs/paging";
import { requestOptions } from "../../inputs/requestOptions";
import { type BatchOutput, batchOutput, batchProperties, exampleBatch } from "../batchOutput";
import { type ListOutput, readList } from "../listOutput";
import { listOf, objectOf, outputOf } from "../outputOf";

const label = "List Batches";
const example: ListOutput<BatchOutput> = { data: [batchOutput(exampleBatch)], has_more: false, next: null };

/** Lists the batches of the resource. */
export const listBatches = action({
  display: { label, description: "List the batches of the resource" },
  inputs: { connection, limit, after, fetchAll, requestOptions },
  perform: async (context, params): Promise<{ data: ListOutput<BatchOutput> }> => {
    const client = createClient(context, { ...params, action: label });
    const { data, ...rest } = await client.withResource(async (openai) =>
      readList(
        await openai.batches.list({ ...optional("limit", params.limit), ...optional("after", params.after) }),
        params.fetchAll,
      ),
    );
    return { data: { data: data.map(batchOutput), ...rest } };
  },
  performSafety: "safe",
  examplePerform: async () => ({ data: example }),
  examplePayload: { data: example },
  outputSchema: outputOf({
    data: listOf(objectOf(batchProperties)),
    has_more: { type: "boolean" },
    next: { type: ["string", "null"], description: "Enter it under After to go on; null at the end" },
  }),
});
