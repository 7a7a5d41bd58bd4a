import { headerText, type ResponseHeaders } from "./retryTiming";

/** What an error body says, whichever of the service's shapes it has. */
export interface ServiceProblem {
  /** The service's own sentence, on one line, or "". */
  message: string;
  code?: string;
  type?: string;
  /** The request field that the service names. */
  param?: string;
  /** The categories that a content filter blocked, such as "hate (high)"; present for filter refusals alone. */
  contentFilter?: string[];
  /** True when the account has no quota or credit left, so that waiting does not help. */
  isQuotaExhausted: boolean;
  /** A wait that only the sentence names, in milliseconds. */
  waitMs?: number;
  /**
   * True when the body has not the form of the service: `{statusCode, message}` as API Management answers, a page,
   * or nothing. On a host that is not the service's own, a gateway or proxy answered in its place.
   */
  isForeign?: boolean;
}

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const longestSentence = 600;

const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > longestSentence ? `${line.slice(0, longestSentence)}…` : line;
};

const text = (value: unknown): string | undefined => {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
};

const filterNames = ["content_filter_result", "content_filter_results"];
const filterCodes = new Set([
  "content_filter",
  "contentFilter",
  "content_policy_violation",
  "ResponsibleAIPolicyViolation",
]);

/** Names of the blocked categories in one result object, with the severity where there is one. */
const blockedCategories = (results: unknown): string[] => {
  if (Array.isArray(results)) return results.flatMap(blockedCategories);
  if (!isObject(results)) return [];
  return Object.entries(results).flatMap(([category, result]) => {
    if (!isObject(result) || result.filtered !== true) return [];
    return typeof result.severity === "string" ? [`${category} (${result.severity})`] : [category];
  });
};

/**
 * The blocked categories of a content filter refusal, or undefined when the error is none. Chat puts them into
 * `innererror`, dated image routes into `inner_error`, the Responses API into `content_filters`.
 */
const readContentFilter = (error: JsonObject): string[] | undefined => {
  const inner = [error.innererror, error.inner_error].find(isObject);
  const filters = Array.isArray(error.content_filters) ? error.content_filters.filter(isObject) : [];
  const carriers = [error, inner ?? {}, ...filters];
  const results = carriers.flatMap((carrier) => filterNames.map((name) => carrier[name])).filter(Boolean);
  const isFilterCode = [error.code, inner?.code].some((code) => filterCodes.has(String(code)));
  const categories = [...new Set(results.flatMap(blockedCategories))];
  return isFilterCode || categories.length > 0 ? categories : undefined;
};

const readWait = (message: string): number | undefined => {
  const match =
    /(?:retry|try again)\s+(?:after|in)\s+(\d+(?:\.\d+)?)\s*(milliseconds?|ms|seconds?|s\b)/i.exec(message);
  if (!match?.[1]) return undefined;
  return Number(match[1]) * (/^m/i.test(match[2] ?? "") ? 1 : 1000);
};

const problemOf = (error: JsonObject, message: string | undefined): ServiceProblem => {
  const inner = [error.innererror, error.inner_error].find(isObject);
  const details = Array.isArray(error.details)
    ? error.details.filter(isObject).flatMap((detail) => text(detail.message) ?? [])
    : [];
  const sentence = oneLine(
    [message, ...details.filter((detail) => detail !== message)].filter(Boolean).join(" "),
  );
  const code = text(error.code) ?? text(inner?.code);
  const type = text(error.type);
  const param = text(error.param);
  const contentFilter = readContentFilter(error);
  const waitMs = readWait(sentence);
  return {
    message: sentence,
    isQuotaExhausted: code === "insufficient_quota" || type === "insufficient_quota",
    ...(code && { code }),
    ...(type && { type }),
    ...(param && { param }),
    ...(contentFilter && { contentFilter }),
    ...(waitMs !== undefined && { waitMs }),
  };
};

const readText = (body: string): ServiceProblem => {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(body)?.[1] ?? /<h1[^>]*>([^<]*)<\/h1>/i.exec(body)?.[1];
  const isMarkup = /^\s*</.test(body);
  const isForeign = isMarkup || body.trim() === "";
  return {
    message: oneLine(isMarkup ? (title ?? "") : body),
    isQuotaExhausted: false,
    ...(isForeign && { isForeign }),
  };
};

/**
 * Reads the problem out of a parsed body: `{error: {…}}` of OpenAI, Azure, its gateway and Resource Manager,
 * `{error, error_description}` of an Entra token answer, `{statusCode, message}` of API Management, and the
 * `{detail}` or `{error: "…"}` of self-hosted servers. Undefined when the body is none of these.
 */
export const problemInJson = (body: unknown): ServiceProblem | undefined => {
  const first = Array.isArray(body) ? body[0] : body;
  if (!isObject(first)) return undefined;
  if (isObject(first.error)) return problemOf(first.error, text(first.error.message));
  const description = text(first.error_description);
  if (typeof first.error === "string") {
    return description ? problemOf({ code: first.error }, description) : problemOf({}, first.error);
  }
  const message = text(first.message) ?? text(first.Message) ?? text(first.detail);
  if (message === undefined) return undefined;
  // API Management repeats the status as statusCode; as a code it would say nothing new.
  const problem = problemOf(first, message);
  return typeof first.statusCode === "number" ? { ...problem, isForeign: true } : problem;
};

/** Reads the problem out of an error answer's body, whatever it holds; an unknown form gives its first words. */
export const readServiceProblem = (body: string): ServiceProblem => {
  try {
    const problem = problemInJson(JSON.parse(body));
    if (problem) return problem;
  } catch {
    // Not JSON: a proxy's page or plain text.
  }
  return readText(body);
};

/** The id to give to support: Azure's own, else the one that every service sends. */
export const requestIdOf = (headers: ResponseHeaders): string | undefined =>
  headerText(headers, "apim-request-id") ??
  headerText(headers, "x-request-id") ??
  headerText(headers, "x-ms-request-id");
