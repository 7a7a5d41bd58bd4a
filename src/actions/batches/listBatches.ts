import { action } from "@prismatic-io/spectral";
import type { Batch } from "openai/resources/batches";
import { createClient } from "../../client/createClient";
import { connection } from "../../inputs/connection";
import { optional } from "../../inputs/optional";
import { after, fetchAll, limit } from "../../inputs/paging";
import { requestOptions } from "../../inputs/requestOptions";
import { type BatchOutput, batchOutput, batchProperties, exampleBatch } from "../batchOutput";
import { type ListOutput, listSchema, readList } from "../listOutput";
import { objectOf } from "../outputOf";

const label = "List Batches";
const example: ListOutput<BatchOutput> = { data: [batchOutput(exampleBatch)], has_more: false, next: null };

/** Lists the batches of the resource. */
export const listBatches = action({
  display: { label, description: "List the batches of the resource" },
  inputs: { connection, limit, after, fetchAll, requestOptions },
  perform: async (context, params): Promise<{ data: ListOutput<BatchOutput> }> => {
    const client = createClient(context, { ...params, action: label });
    const { data, ...rest } = await readList<Batch>(params, (after) =>
      client.withResource((openai) =>
        openai.batches.list({ ...optional("limit", params.limit), ...optional("after", after) }),
      ),
    );
    return { data: { data: data.map(batchOutput), ...rest } };
  },
  performSafety: "safe",
  examplePerform: async () => ({ data: example }),
  examplePayload: { data: example },
  outputSchema: listSchema(objectOf(batchProperties)),
});
