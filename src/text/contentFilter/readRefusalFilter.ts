import { fieldsOf, isObject, type JsonObject } from "../isObject";
import { listIn, readFilterResults } from "./filterFindings";
import type { FilterFinding, FilterSide } from "./filterReport";
import { ofResponseFilters } from "./readAnswerFilter";
import { wrappedErrors } from "./wrappedErrors";

/**
 * The objects of an error that may hold results: chat has them in `innererror`, dated image routes in `inner_error`;
 * LiteLLM has all of it in `provider_specific_fields`.
 */
const carriersIn = (error: Readonly<JsonObject>): ReadonlyArray<Readonly<JsonObject>> =>
  [error, fieldsOf(error["provider_specific_fields"])].flatMap((outer) => [
    outer,
    ...[outer["innererror"], outer["inner_error"], outer["error"]].filter(isObject),
  ]);

/** The error itself, behind those that gateways have in a text of theirs: the service's own words come first. */
const errorsIn = (error: Readonly<JsonObject>): ReadonlyArray<Readonly<JsonObject>> => [
  ...wrappedErrors(error).toReversed(),
  error,
];

/** The objects of an error, and of the errors in it, that may hold results or the code of a filter. */
export const refusalCarriers = (error: Readonly<JsonObject>): ReadonlyArray<Readonly<JsonObject>> =>
  errorsIn(error).flatMap(carriersIn);

/** The results of a filter that names the categories alone. */
interface NamedCategories {
  side: FilterSide;
  index: number;
  results: Record<string, unknown>;
}

const named = (names: unknown, side: FilterSide): NamedCategories[] => {
  const texts = Array.isArray(names) ? names.filter((name) => typeof name === "string" && name !== "") : [];
  const results = Object.fromEntries(texts.map((name) => [name, { filtered: true }]));
  return texts.length === 0 ? [] : [{ side, index: 0, results }];
};

/** What OpenRouter's moderation found in the prompt. */
const ofModeration = ({ metadata }: Readonly<JsonObject>): NamedCategories[] => {
  const { reasons, flagged_input: flagged } = fieldsOf(metadata);
  return typeof flagged === "string" ? named(reasons, "prompt") : [];
};

/** What the safety system of images found, in the prompt or the finished image: some answers say it in words alone. */
const ofImageSafety = ({ message, moderation_details: details }: Readonly<JsonObject>): NamedCategories[] => {
  const { categories, moderation_stage: stage } = fieldsOf(details);
  const told = named(categories, stage === "output" ? "completion" : "prompt");
  if (told.length > 0 || typeof message !== "string") return told;
  const [, list = ""] = /\bsafety_violations=\[([\w,/ -]{1,200})\]/.exec(message.slice(0, 4000)) ?? [];
  return named(
    list.split(",").map((name) => name.trim()),
    "prompt",
  );
};

const findingsIn = (error: Readonly<JsonObject>): FilterFinding[] => {
  const carriers = carriersIn(error);
  const looked = carriers
    .flatMap(({ content_filter_result: one, content_filter_results: several }) => [one, several])
    .filter((results) => listIn(results).length > 0)
    .map((results) => ({ side: "prompt" as const, index: 0, results }));
  const filters = carriers.flatMap((carrier) => ofResponseFilters(carrier["content_filters"]));
  return [...looked, ...ofModeration(error), ...ofImageSafety(error), ...filters].flatMap(
    (results) => readFilterResults(results).findings,
  );
};

/** Reads what a content filter found in a refused request, from the error in its body. */
export const readRefusalFilter = (error: Readonly<JsonObject>): FilterFinding[] =>
  errorsIn(error)
    .map(findingsIn)
    .find((findings) => findings.length > 0) ?? [];
