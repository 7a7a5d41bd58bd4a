import { isObject, type JsonObject } from "../../text/isObject";
import { isSaid, type Phrase } from "./phrase";

const filterNames = ["content_filter_result", "content_filter_results"];

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
  /flagged[^.]{0,40}(?:violat|polic|moderation|unsafe|harmful|safety)/i,
  /(?:content|prompt|input|request|image) violates?[^.]{0,20}(?:usage|content|safety)[^.]{0,10}(?:guidelines|polic)/i,
];

/** Sentences about a blocked resource or account, which name the policy as well. */
const isOfAccount =
  /\b(?:resource|account|access|subscription|organization)\b[^.]{0,60}\b(?:blocked|terminated|suspended|disabled)/i;

/** What is wrong with the name of a filter stopped no content. */
const isOfName = /\binvalid content filter policy\b/i;

/** Names of the blocked categories in one result object, with the severity where there is one. */
const blockedIn = (results: unknown): string[] => {
  if (!isObject(results)) return [];
  return Object.entries(results).flatMap(([category, result]) => {
    if (!isObject(result) || result["filtered"] !== true) return [];
    const { severity } = result;
    return typeof severity === "string" ? [`${category} (${severity})`] : [category];
  });
};

/** Those in a result object, or in a list of them. */
const blockedCategories = (results: unknown): string[] =>
  (Array.isArray(results) ? results.slice(0, 20) : [results]).flatMap(blockedIn);

/**
 * The blocked categories of a content filter refusal; undefined for any other error. Chat has them in `innererror`,
 * dated image routes in `inner_error`, the Responses API in `content_filters`; LiteLLM has all of it in
 * `provider_specific_fields`.
 */
export const readContentFilter = (error: JsonObject, sentence: string): string[] | undefined => {
  const provider = error["provider_specific_fields"];
  const outer = [error, ...(isObject(provider) ? [provider] : [])];
  const inner = outer.flatMap(({ innererror, inner_error, error: nested }) =>
    [innererror, inner_error, nested].filter(isObject),
  );
  const { content_filters: filters } = error;
  const carriers = [...outer, ...inner, ...(Array.isArray(filters) ? filters.filter(isObject) : [])];
  const results = carriers.flatMap((carrier) => filterNames.map((name) => carrier[name])).filter(Boolean);
  const isFilterCode = carriers.some(({ code, type }) => filterCodes.has(code) || filterCodes.has(type));
  const isTold =
    filterSentences.some((form) => isSaid(sentence, form)) &&
    !isOfAccount.test(sentence) &&
    !isOfName.test(sentence);
  const categories = [...new Set(results.flatMap(blockedCategories))].slice(0, 20);
  return isFilterCode || isTold || categories.length > 0 ? categories : undefined;
};
