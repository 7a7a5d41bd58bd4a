import type { VectorStoreSearchParams } from "openai/resources/vector-stores/vector-stores";
import { connection } from "../../inputs/connection";
import { optional } from "../../inputs/optional";
import { requestOptions } from "../../inputs/requestOptions";
import { serviceAction } from "../../output/serviceAction";
import { searchFilter } from "../../text/vectorStores/searchFilter";
import { exampleFound, foundShape, showFound } from "./foundPassages";
import { filters, maxResults, query, ranker, rewriteQuery, scoreThreshold } from "./searchInputs";
import { vectorStoreId } from "./vectorStoreInputs";

/** Finds passages of the files in a vector store. */
export const searchVectorStore = serviceAction({
  label: "Search Vector Store",
  description: "Find the passages of a vector store's files that fit a question",
  inputs: {
    connection,
    vectorStoreId,
    query,
    maxResults,
    filters,
    scoreThreshold,
    rewriteQuery,
    ranker,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) => {
    const filter = params.filters && searchFilter(params.filters);
    const { searchStore } = await import("../../tasks/vectorStores/searchStore");
    const found = await searchStore(client, params.vectorStoreId, {
      query: params.query,
      ...optional("max_num_results", params.maxResults),
      ...optional("filters", filter as VectorStoreSearchParams["filters"]),
      ...(params.rewriteQuery && { rewrite_query: true }),
      ...(params.ranker && { ranking_options: { ranker: params.ranker } }),
    });
    return showFound(found, params.scoreThreshold);
  },
  output: foundShape,
  example: exampleFound,
});
