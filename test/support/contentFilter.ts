import type { FilterFinding } from "../../src/text/contentFilter/filterReport";

/** The result of a category with nothing in it. */
export const safe = { filtered: false, severity: "safe" };

/** The same for one without degrees. */
export const undetected = { filtered: false, detected: false };

/** A finding with nothing said but its side, its place and its category. */
export const finding = (fields: Partial<FilterFinding>): FilterFinding => ({
  side: "completion",
  index: 0,
  category: "",
  detail: null,
  severity: null,
  detected: null,
  filtered: false,
  start: null,
  end: null,
  citationUrl: null,
  citationLicense: null,
  redactedText: null,
  ...fields,
});

/** An answer of one choice with these results. */
export const choice = (results: unknown, fields: object = {}) => ({
  choices: [{ index: 0, finish_reason: "stop", content_filter_results: results, ...fields }],
});

/** What outputs say of a content filter that found nothing. */
export const nothingFound = {
  filtered: false,
  categories: [],
  findings: [],
  didNotRun: [],
  requestId: null,
};
