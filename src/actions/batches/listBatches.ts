import type { Batch } from "openai/resources/batches";
import { connection } from "../../inputs/connection";
import { optional } from "../../inputs/optional";
import { after, fetchAll, limit } from "../../inputs/paging";
import { requestOptions } from "../../inputs/requestOptions";
import { batchShape, exampleBatch, showBatch } from "../../output/batch";
import { listShape } from "../../output/list";
import { serviceAction } from "../../output/serviceAction";
import { readList } from "../../tasks/lists/readList";

/** Lists the batches of the resource. */
export const listBatches = serviceAction({
  label: "List Batches",
  description: "List the batches of the resource",
  inputs: { connection, limit, after, fetchAll, requestOptions },
  effect: "reads",
  run: async (client, params) => {
    const list = await readList<Batch>(params, (after) =>
      client.withResource((openai) =>
        openai.batches.list({ ...optional("limit", params.limit), ...optional("after", after) }),
      ),
    );
    return { ...list, data: list.data.map(showBatch) };
  },
  output: listShape(batchShape),
  example: { data: [showBatch(exampleBatch)], has_more: false, next: null },
});
