import { fieldsOf, isObject, type JsonObject } from "../isObject";
import type { FilterFailure, FilterFinding, FilterSide } from "./filterReport";

/** The results of a content filter, and what they are about. */
export interface FilterResults {
  side: FilterSide;
  index: number;
  /** An object with a result for each category, or a list of such objects. */
  results: unknown;
  /** `content_filter_offsets`: the part of the text that was looked at. */
  offsets?: unknown;
  /** True where the filter ended the answer: an error in the results then names what it blocked. */
  endsAnswer?: boolean;
}

/** More than the service has; a list of blocklists or spans may be as long. */
const mostEntries = 50;
const longestText = 200;
const longestUrl = 2000;
/** An answer that is longer has its redacted text in the service's own fields alone: half of one is worth nothing. */
const longestRedaction = 1_000_000;

/** The entries of a list, or the one thing itself. */
export const listIn = (value: unknown): readonly JsonObject[] =>
  (Array.isArray(value) ? value.slice(0, mostEntries) : [value]).filter(isObject);

const textIn = (value: unknown, longest = longestText): string | null => {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value.slice(0, longest).toWellFormed() : null;
};

const flagIn = (value: unknown): boolean | null => (typeof value === "boolean" ? value : null);

const placeIn = (value: unknown): number | null =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : null;

/** Severities of nothing; Azure AI Content Safety counts from 0. */
const harmless = new Set(["safe", "none", "0"]);

const isFound = ({ filtered, detected, severity }: FilterFinding): boolean =>
  filtered || detected === true || (severity !== null && !harmless.has(severity.toLowerCase()));

/** The finding of one blocklist, topic, span or kind of personal data. What it does not say is as in the whole. */
const detailOf = (whole: FilterFinding, entry: JsonObject): FilterFinding => {
  const filtered = flagIn(entry["filtered"]);
  const detected = flagIn(entry["detected"]) ?? (filtered === null ? whole.detected : null);
  return {
    ...whole,
    detail: textIn(entry["id"] ?? entry["sub_category"]),
    severity: null,
    detected,
    filtered: filtered ?? (whole.filtered && detected !== false),
    start: placeIn(entry["completion_start_offset"]) ?? whole.start,
    end: placeIn(entry["completion_end_offset"]) ?? whole.end,
    citationUrl: null,
    citationLicense: null,
    redactedText: null,
  };
};

const wholeOf = (category: string, result: Readonly<JsonObject>, looked: FilterResults): FilterFinding => {
  const offsets = fieldsOf(looked.offsets);
  const citation = fieldsOf(result["citation"]);
  const { redacted_text: redacted } = result;
  return {
    side: looked.side,
    index: looked.index,
    category: category.slice(0, longestText).toWellFormed(),
    detail: textIn(result["id"]),
    severity: textIn(result["severity"]),
    detected: flagIn(result["detected"]),
    filtered: result["filtered"] === true,
    start: placeIn(offsets["start_offset"]),
    end: placeIn(offsets["end_offset"]),
    citationUrl: textIn(citation["URL"] ?? citation["url"], longestUrl),
    citationLicense: textIn(citation["license"]),
    redactedText: typeof redacted === "string" && redacted.length <= longestRedaction ? redacted : null,
  };
};

/** The finding of a category, and behind it those of its details. Old answers have a bare list of blocklists. */
const findingsOf = (category: string, result: unknown, looked: FilterResults): FilterFinding[] => {
  const fields = fieldsOf(result);
  const whole = wholeOf(category, fields, looked);
  const entries = [result, fields["details"], fields["sub_categories"]].filter(Array.isArray).flatMap(listIn);
  const details = entries.map((entry) => detailOf(whole, entry)).filter(isFound);
  const all = {
    ...whole,
    filtered: whole.filtered || details.some(({ filtered }) => filtered),
    detected: whole.detected ?? (details.some(({ detected }) => detected === true) ? true : null),
  };
  return isFound(all) ? [all, ...details] : [];
};

/** Names of categories in labels of a filter, such as MultiSeverity_ViolenceScore. */
const labeled: ReadonlyArray<readonly [category: string, form: RegExp]> = [
  ["hate", /hate/i],
  ["self_harm", /self[ _-]?harm/i],
  ["sexual", /sexual/i],
  ["violence", /violence/i],
];

/** What an error in the results says: what was blocked, where the filter ended the answer, else why it did not run. */
const readError = (
  error: JsonObject,
  looked: FilterResults,
): { blocked?: FilterFinding; failure?: FilterFailure } => {
  const { code, message } = error;
  const words = textIn(message) ?? textIn(code) ?? "";
  // A number, or this word, is the code of a filter that failed.
  if (!looked.endsAnswer || typeof code === "number" || code === "content_filter_error")
    return { failure: { side: looked.side, index: looked.index, reason: words } };
  const [category] = labeled.find(([, form]) => form.test(words)) ?? [];
  return category === undefined ? {} : { blocked: wholeOf(category, { filtered: true }, looked) };
};

/** Reads the results of a content filter: what it found, and where it did not run. */
export const readFilterResults = (
  looked: FilterResults,
): { findings: FilterFinding[]; failures: FilterFailure[] } => {
  const findings: FilterFinding[] = [];
  const failures: FilterFailure[] = [];
  for (const { error, ...results } of listIn(looked.results)) {
    for (const [category, result] of Object.entries(results).slice(0, mostEntries))
      findings.push(...findingsOf(category, result, looked));
    const { blocked, failure } = isObject(error) ? readError(error, looked) : {};
    if (blocked) findings.push(blocked);
    if (failure) failures.push(failure);
  }
  return { findings, failures };
};
