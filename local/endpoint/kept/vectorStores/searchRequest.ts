import { isRecord } from "../../server/answer";
import { refuseAbsent, refuseField } from "../../server/refusals";
import { unknownFilterType } from "./filterDocuments";
import type { Read } from "./vectorStore";
import type { Search } from "./vectorStoreShelf";

/** What a request searches for, or what is wrong with it. */
export const readSearch = (body: Readonly<Record<string, unknown>>): Read<Search> => {
  const { query, max_num_results: most = 10, filters: filter, ranking_options: ranking } = body;
  if (query === undefined) return { refusal: refuseAbsent("query") };
  const queries = [query].flat();
  if (queries.length === 0 || !queries.every((one) => typeof one === "string" && one !== ""))
    return { refusal: refuseField("query", "Invalid 'query': expected a text or a list of texts.") };
  if (typeof most !== "number" || !Number.isInteger(most) || most < 1 || most > 50)
    return { refusal: refuseField("max_num_results", "Invalid 'max_num_results': expected 1 to 50.") };
  const type = filter === undefined ? undefined : unknownFilterType(filter);
  if (type !== undefined)
    return {
      refusal: refuseField(
        "filters",
        `Invalid value: '${type}'. Supported values are: 'eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'and', and 'or'.`,
      ),
    };
  const least = isRecord(ranking) ? ranking["score_threshold"] : undefined;
  return {
    value: {
      queries: queries as string[],
      most,
      filter,
      ...(typeof least === "number" && { least }),
    },
  };
};
