import { fieldsOf, isObject, type JsonObject } from "../isObject";
import { listIn, readFilterResults } from "./filterFindings";
import type { FilterFinding } from "./filterReport";
import { ofResponseFilters } from "./readAnswerFilter";

/**
 * The objects of an error that may hold results: chat has them in `innererror`, dated image routes in `inner_error`;
 * LiteLLM has all of it in `provider_specific_fields`.
 */
export const refusalCarriers = (error: Readonly<JsonObject>): ReadonlyArray<Readonly<JsonObject>> =>
  [error, fieldsOf(error["provider_specific_fields"])].flatMap((outer) => [
    outer,
    ...[outer["innererror"], outer["inner_error"], outer["error"]].filter(isObject),
  ]);

/** What OpenRouter's moderation found: names of categories. */
const ofModeration = ({ metadata }: Readonly<JsonObject>): Array<Record<string, unknown>> => {
  const { reasons, flagged_input: flagged } = fieldsOf(metadata);
  const names =
    Array.isArray(reasons) && typeof flagged === "string"
      ? reasons.filter((name) => typeof name === "string")
      : [];
  return names.length === 0 ? [] : [Object.fromEntries(names.map((name) => [name, { filtered: true }]))];
};

/** Reads what a content filter found in a refused request, from the error in its body. */
export const readRefusalFilter = (error: Readonly<JsonObject>): FilterFinding[] => {
  const carriers = refusalCarriers(error);
  const looked = [
    ...carriers.flatMap(({ content_filter_result: one, content_filter_results: several }) => [one, several]),
    ...ofModeration(error),
  ]
    .filter((results) => listIn(results).length > 0)
    .map((results) => ({ side: "prompt" as const, index: 0, results }));
  const filters = carriers.flatMap((carrier) => ofResponseFilters(carrier["content_filters"]));
  return [...looked, ...filters].flatMap((results) => readFilterResults(results).findings);
};
