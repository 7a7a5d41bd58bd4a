import { type FilterFinding, filterReport } from "../text/contentFilter/filterReport";
import { readAnswerFilter } from "../text/contentFilter/readAnswerFilter";
import { fieldsOf } from "../text/isObject";
import { described, flag, listOf, number, type Of, objectOf, orNull, text } from "./shape";

const sided = {
  side: text<"prompt" | "completion">("prompt or completion: whose text it is"),
  index: number("Place of the prompt, choice or image, from 0"),
};

/** Shape of what content filters found, in outputs and in the errors of items. */
export const filterFindingsShape = listOf(
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
    "What the content filter found, or null",
    objectOf({
      filtered: flag("True where the prompt was refused, or the answer was refused or cut off"),
      categories: described("The filtered categories, once each", listOf(text())),
      findings: described(
        "What was found, filtered or not; nothing for categories that are safe",
        filterFindingsShape,
      ),
      didNotRun: described(
        "Filters that could not do their work, and why",
        listOf(objectOf({ ...sided, reason: text() })),
      ),
      requestId: orNull(text("The id to give to support")),
    }),
  ),
);

/** What content filters did with a request and its answer; null where nothing is said of it. */
export type ContentFilter = Of<typeof contentFilterShape>;

const requestIdIn = (answer: unknown): string | null => {
  const { _request_id: id } = fieldsOf(answer);
  return typeof id === "string" ? id : null;
};

/** Reads the annotations of an answer of any API; null for an answer without any. */
export const contentFilterOf = (answer: unknown): ContentFilter => {
  const report = readAnswerFilter(answer);
  return report && { ...report, requestId: requestIdIn(answer) };
};

/** What is read of the error of a refusal. */
interface RefusedContent {
  kind?: string | undefined;
  filterFindings?: FilterFinding[] | undefined;
  requestId?: string | undefined;
}

/** The same of a refusal of content; null for any other error. */
export const contentFilterOfRefusal = ({ kind, filterFindings, requestId }: RefusedContent): ContentFilter =>
  kind === "contentFiltered"
    ? { ...filterReport(filterFindings ?? [], true), requestId: requestId ?? null }
    : null;

/** Example for outputs: something that was found and let through. */
export const exampleContentFilter: ContentFilter = {
  filtered: false,
  categories: [],
  findings: [
    {
      ...{ side: "prompt", index: 0, category: "violence", detail: null, severity: "low", detected: null },
      ...{ filtered: false, start: null, end: null, citationUrl: null, citationLicense: null },
      redactedText: null,
    },
  ],
  didNotRun: [],
  requestId: "62d5a73a-1b29-41c8-ad0c-febad8a92e9c",
};
