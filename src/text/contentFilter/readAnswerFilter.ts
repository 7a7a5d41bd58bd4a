import { answerEndOf } from "../firstAnswer";
import { fieldsOf, type JsonObject } from "../isObject";
import { type FilterResults, listIn, readFilterResults } from "./filterFindings";
import { type FilterReport, filterReport } from "./filterReport";

/** A request has at most 128 choices (service limit). */
const mostAnswers = 128;

type Fields = Readonly<JsonObject>;

const entriesOf = (value: unknown): Fields[] =>
  Array.isArray(value) ? value.slice(0, mostAnswers).map(fieldsOf) : [];

const isEmpty = (results: unknown): boolean =>
  results === undefined ||
  listIn(results).every((one) => Object.values(one).every((value) => value === null));

/** The first results that are not empty: gateways repeat them in other fields. */
const resultsIn = (...carriers: readonly unknown[]): unknown =>
  carriers
    .map(fieldsOf)
    .flatMap((carrier) => [carrier["content_filter_results"], carrier["content_filter_result"]])
    .find((results) => !isEmpty(results));

const indexIn = (value: unknown, place: number): number =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : place;

/** What was found in prompts: results with the prompt's place, or, in images, the results themselves. */
const ofPrompts = (value: unknown, index?: number): FilterResults[] =>
  listIn(value).map((entry, place) => {
    const { prompt_index: own, content_filter_results: _, content_filter_result: __, ...direct } = entry;
    return { side: "prompt", index: index ?? indexIn(own, place), results: resultsIn(entry) ?? direct };
  });

/** LiteLLM has what it does not know among these fields. */
const ofProvider = (carrier: Fields): Fields => fieldsOf(carrier["provider_specific_fields"]);

/** What an answer says of its prompts. */
export const promptsOf = (answer: Fields): FilterResults[] => {
  const provider = ofProvider(answer);
  const { prompt_filter_results: results, prompt_annotations: older } = answer;
  return ofPrompts(
    [results, older, provider["prompt_filter_results"]].find((found) => listIn(found).length > 0),
  );
};

const ofChoice = (choice: Fields, place: number): FilterResults => {
  const message = fieldsOf(choice["message"] ?? choice["delta"]);
  return {
    side: "completion",
    index: indexIn(choice["index"], place),
    results: resultsIn(choice, message, ofProvider(choice), ofProvider(message)),
    offsets: choice["content_filter_offsets"],
    endsAnswer: answerEndOf(choice["finish_reason"]) === "content_filter",
  };
};

const completionWords = /completion|output|response|assistant|model/i;

/** Entries of `content_filters`, with which the Responses API answers and refuses. */
export const ofResponseFilters = (filters: unknown): FilterResults[] =>
  entriesOf(filters).map((filter) => ({
    side: completionWords.test(String(filter["source_type"]).slice(0, 100)) ? "completion" : "prompt",
    index: 0,
    results: filter["content_filter_results"],
    offsets: filter["content_filter_offsets"],
  }));

const ofImage = (image: Fields, index: number): FilterResults[] => [
  ...ofPrompts(image["prompt_filter_results"], index),
  { side: "completion", index, results: resultsIn(image) },
];

const isBlocked = (answer: Fields): boolean =>
  answerEndOf(fieldsOf(answer["incomplete_details"])["reason"]) === "content_filter" ||
  entriesOf(answer["content_filters"]).some(({ blocked }) => blocked === true);

/**
 * Reads what content filters did with an answer of chat completions, old completions, the Responses API or images.
 * null where the answer says nothing of it.
 */
export const readAnswerFilter = (given: unknown): FilterReport | null => {
  const answer = fieldsOf(given);
  const looked = [
    ...promptsOf(answer),
    ...entriesOf(answer["choices"]).map(ofChoice),
    ...ofResponseFilters(answer["content_filters"]),
    ...entriesOf(answer["data"]).flatMap(ofImage),
  ];
  const isFiltered = isBlocked(answer) || looked.some(({ endsAnswer }) => endsAnswer);
  if (!isFiltered && looked.every(({ results }) => isEmpty(results))) return null;
  const read = looked.map(readFilterResults);
  return filterReport(
    read.flatMap(({ findings }) => findings),
    isFiltered,
    read.flatMap(({ failures }) => failures),
  );
};
