import { listIn } from "../../text/contentFilter/filterFindings";
import { type FilterFinding, filterReport } from "../../text/contentFilter/filterReport";
import { readAnswerFilter } from "../../text/contentFilter/readAnswerFilter";
import { readRefusalFilter, refusalCarriers } from "../../text/contentFilter/readRefusalFilter";
import { fieldsOf, type JsonObject } from "../../text/isObject";
import { readTokenUsage } from "../../text/tokenUsage";
import { isSaid, type Phrase } from "./phrase";
import { oneLine } from "./plainText";
import { wordsOf } from "./problemWords";

/** Codes and types of content filter refusals, of the services and of gateways in front of them. */
const filterCodes: ReadonlySet<unknown> = new Set([
  "content_filter",
  "contentFilter",
  "content_filtered",
  "content_filter_error",
  "content_policy_violation",
  "image_content_policy_violation",
  "content_moderation",
  "content_blocked",
  "ContentPolicyViolationError",
  "ResponsibleAIPolicyViolation",
  "moderation_blocked",
  "moderation_failed",
  "invalid_prompt",
  "prompt_blocked",
  "hooks_failed",
  "guardrail_intervened",
  "guardrail_violation",
  "GuardrailIntervened",
  "PROHIBITED_CONTENT",
  "data_inspection_failed",
  "DataInspectionFailed",
]);

/** Sentences of content filter refusals that have no such code. */
export const filterSentences: readonly Phrase[] = [
  /content management policy/i,
  /responsible ?ai ?policy/i,
  /content[_ -]?policy[_ -]?violation/i,
  [/content[_ -]?filter/i, /^\w{0,12} [^.]{0,30}\b(?:policy|blocked|triggered|refused|rejected)/i],
  /(?:blocked|triggered|refused|rejected|flagged|stopped|filtered)[^.]{0,40}content[_ -]?(?:filter|moderation|safety)/i,
  /(?:failed|blocked by|rejected by)[^.]{0,20}content safety/i,
  /prompt (?:attack|injection) (?:was |is )?detected/i,
  /(?:jailbreak|prompt shield)[^.]{0,30}(?:detected|blocked|triggered)/i,
  /guardrails?\b[^.]{0,30}(?:intervened|blocked|violat|failed|triggered)/i,
  /(?:blocked|rejected|violated|violates|failed)[^.]{0,20}guardrail/i,
  /(?:blocked|rejected|refused)[^.]{0,40}(?:safety system|moderation)/i,
  // DeepSeek's own.
  /\bcontent exists risk\b/i,
  /flagged[^.]{0,40}(?:violat|polic|moderation|unsafe|harmful|safety)/i,
  /(?:content|prompt|input|request|image) violates?[^.]{0,20}(?:usage|content|safety)[^.]{0,10}(?:guidelines|polic)/i,
];

/** Sentences about a blocked resource or account, which name the policy as well. */
const isOfAccount =
  /\b(?:resource|account|access|subscription|organization)\b[^.]{0,60}\b(?:blocked|terminated|suspended|disabled)/i;

/** What is wrong with the name of a filter stopped no content. */
const isOfName = /\binvalid content filter policy\b/i;

/** The same in codes' company: a gateway gives a blocked resource the code of blocked content. */
const isBlockedResource =
  /\b(?:resource|account|subscription|organization) (?:has|have) been (?:\w{1,20} )?(?:blocked|terminated|suspended|disabled)\b/i;

const longestName = 100;
const longestSentence = 2000;

/** What the error of a content filter says. */
export interface FilteredContent {
  /** The blocked categories, with the severity where there is one, such as "hate (high)". */
  contentFilter: string[];
  filterFindings: FilterFinding[];
}

/** What findings are called in an error, those that were filtered alone. */
export const filteredContent = (findings: readonly FilterFinding[]): FilteredContent => {
  const names = findings
    .filter(({ filtered }) => filtered)
    .map(({ category, severity }) => oneLine(severity ? `${category} (${severity})` : category, longestName));
  return {
    contentFilter: [...new Set(names)].slice(0, 20),
    filterFindings: filterReport(findings, true).findings,
  };
};

/**
 * What a content filter's refusal says; undefined for any other error.
 * @param body - what the error stands in: a failed response has its annotations beside it
 */
export const readContentFilter = (
  error: JsonObject,
  sentence: string,
  body: JsonObject = error,
): FilteredContent | undefined => {
  const own = readRefusalFilter(error);
  const content = filteredContent(own.length > 0 ? own : (readAnswerFilter(body)?.findings ?? []));
  const filters = listIn(error["content_filters"]);
  const isFilterCode =
    [...refusalCarriers(error), ...filters].some(
      ({ code, type }) => filterCodes.has(code) || filterCodes.has(type),
    ) && !isBlockedResource.test(sentence);
  const isTold =
    filterSentences.some((form) => isSaid(sentence, form)) &&
    !isOfAccount.test(sentence) &&
    !isOfName.test(sentence);
  return isFilterCode || isTold || content.contentFilter.length > 0 ? content : undefined;
};

/** An answer that a content filter ended, as a problem. */
interface StoppedAnswer extends FilteredContent {
  message: string;
  code: string;
  /** The tokens that it took, as the service counts them. */
  usage: Record<string, number>;
}

const numbersIn = (value: unknown): Record<string, number> =>
  Object.fromEntries(
    Object.entries(fieldsOf(value))
      .filter((entry): entry is [string, number] => typeof entry[1] === "number")
      .slice(0, 10),
  );

/** The tokens that a refused answer took, as the service counts them; undefined where its body tells of none. */
export const usageOfRefusal = (body: unknown): Record<string, number> | undefined => {
  const usage = numbersIn(fieldsOf(body)["usage"]);
  return readTokenUsage(usage) && usage;
};

/** The problem of an answer that a content filter ended, which Foundry sends with the status 400. */
export const stoppedAnswer = (body: unknown): StoppedAnswer | undefined => {
  const report = readAnswerFilter(body);
  if (!report?.filtered) return undefined;
  const { choices } = fieldsOf(body);
  const choice = fieldsOf(Array.isArray(choices) ? choices[0] : undefined);
  const words = wordsOf(fieldsOf(choice["content_filter_results"])["error"]);
  return {
    message: oneLine(words, longestSentence) || "The content filter ended the answer.",
    code: "content_filter",
    ...filteredContent(report.findings),
    usage: numbersIn(fieldsOf(body)["usage"]),
  };
};
