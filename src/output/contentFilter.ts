import type { FilterReport } from "../text/contentFilter/filterReport";
import { readAnswerFilter } from "../text/contentFilter/readAnswerFilter";
import { fieldsOf } from "../text/isObject";
import { described, flag, listOf, number, type Of, objectOf, orNull, text } from "./shape";

const sided = {
  side: text<"prompt" | "completion">("prompt or completion: whose text it is"),
  index: number("Place of the prompt, choice or image, from 0"),
};

const findingsShape = listOf(
  objectOf({
    ...sided,
    category: text("Such as hate, jailbreak or protected_material_code, as the service calls it"),
    detail: orNull(text("Which blocklist, topic or kind of personal data; null for the whole category")),
    severity: orNull(text("low, medium or high; null for a category without degrees")),
    detected: orNull(flag("null where the service does not say it")),
    filtered: flag("False for what was only found, and let through"),
    start: orNull(number("Where it begins, as the service counts characters")),
    end: orNull(number("The place behind its end")),
    citationUrl: orNull(text("Where protected material comes from")),
    citationLicense: orNull(text("The license of protected material")),
    redactedText: orNull(text("The text with personal data replaced by the service")),
  }),
);

/** Shape of what content filters did with a request and its answer. */
export const contentFilterShape = orNull(
  described(
    "What the content filter found; null where nothing is said",
    objectOf({
      filtered: flag("True where the prompt was refused, or the answer was refused or cut off"),
      categories: described("The filtered categories, once each", listOf(text())),
      findings: described(
        "What was found, filtered or not; nothing for categories that are safe",
        findingsShape,
      ),
      didNotRun: described(
        "Filters that could not do their work, and why",
        listOf(objectOf({ ...sided, reason: text() })),
      ),
      requestId: orNull(text("The id to give to support")),
    }),
  ),
);

type ContentFilter = Of<typeof contentFilterShape>;

const requestIdIn = (answer: unknown): string | null => {
  const { _request_id: id } = fieldsOf(answer);
  return typeof id === "string" ? id : null;
};

const shown = (report: FilterReport | null, requestId: string | null): ContentFilter =>
  report && { ...report, requestId };

/** Reads the annotations of an answer of any API; null for an answer without any. */
export const contentFilterOf = (answer: unknown): ContentFilter =>
  shown(readAnswerFilter(answer), requestIdIn(answer));
