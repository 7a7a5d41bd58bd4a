import type { VectorStore } from "openai/resources/vector-stores/vector-stores";
import { connection } from "../../inputs/connection";
import { optional } from "../../inputs/optional";
import { after, fetchAll, limit } from "../../inputs/paging";
import { requestOptions } from "../../inputs/requestOptions";
import { listShape } from "../../output/list";
import { serviceAction } from "../../output/serviceAction";
import { serviceObject } from "../../output/shape";
import { readList } from "../../tasks/lists/readList";
import { exampleStore, knownOfStore } from "./vectorStore";

/** Lists the vector stores of the resource. */
export const listVectorStores = serviceAction({
  label: "List Vector Stores",
  description: "List the vector stores of the resource",
  inputs: { connection, limit, after, fetchAll, requestOptions },
  effect: "reads",
  run: (client, params) =>
    readList<VectorStore>(params, (after) =>
      client.withResource((openai) =>
        openai.vectorStores.list({ ...optional("limit", params.limit), ...optional("after", after) }),
      ),
    ),
  output: listShape(serviceObject<VectorStore>()(knownOfStore)),
  example: { data: [exampleStore], has_more: false, next: null },
});
