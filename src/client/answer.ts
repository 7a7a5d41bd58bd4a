import type { CallRequest } from "./call";
import type { NotAnAnswerOutcome, Outcome } from "./outcome";
import { headerText } from "./retryTiming";
import { problemInJson, readServiceProblem } from "./serviceProblem";
import type { WireResponse } from "./wireResponse";

/** Accepted, No Content, Reset Content: an answer without a body is one. */
const emptyStatuses = new Set([202, 204, 205]);

const withoutByteOrderMark = (text: string): string => (text.startsWith("\uFEFF") ? text.slice(1) : text);

/** The body as text, a byte order mark taken off. */
export const bodyText = (body: Buffer): string => withoutByteOrderMark(body.toString("utf8"));

const isHtml = ({ headers }: WireResponse, text: string): boolean =>
  /\bhtml\b/i.test(headerText(headers, "content-type") ?? "") || /^\s*<(!doctype|html)/i.test(text);

const parse = (text: string): { value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

/** An error in place of an answer: an object that says so and has neither the answer's field nor an identity. */
const errorIn = (value: unknown, request: CallRequest): NotAnAnswerOutcome["problem"] => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  if ("object" in value || "id" in value) return undefined;
  const saysError = "error" in value && value.error !== null;
  const isFlat = request.route.answerField !== undefined || "statusCode" in value;
  return saysError || isFlat ? problemInJson(value) : undefined;
};

const checkJson = (
  request: CallRequest,
  response: WireResponse,
  text: string,
): NotAnAnswerOutcome | undefined => {
  const notAnAnswer = { type: "notAnAnswer", status: response.status, headers: response.headers } as const;
  if (isHtml(response, text)) return { ...notAnAnswer, reason: "html" };
  const parsed = parse(text);
  if (!parsed) return { ...notAnAnswer, reason: "unreadable" };
  const { answerField, mayBeEmptyList } = request.route;
  const value = parsed.value as Record<string, unknown> | null;
  const list = answerField === undefined ? undefined : value?.[answerField];
  const hasAnswer = answerField === undefined || (Array.isArray(list) && (mayBeEmptyList || list.length > 0));
  if (hasAnswer && answerField !== undefined) return undefined;
  const problem = errorIn(value, request);
  if (problem) return { ...notAnAnswer, reason: "errorObject", problem };
  return hasAnswer ? undefined : { ...notAnAnswer, reason: "unexpectedShape" };
};

/**
 * Says what is wrong with a response, or undefined when it is the answer that was asked for. A 2xx that is HTML,
 * empty, cut off, an error object, or without the field that its operation always answers with is none.
 */
export const checkAnswer = (request: CallRequest, response: WireResponse): Outcome | undefined => {
  const { status, headers, body } = response;
  if (status < 200 || status > 299) {
    return { type: "refused", status, headers, problem: readServiceProblem(bodyText(body)) };
  }
  if (body.length === 0) {
    const isAnswer = request.mayBeEmpty || (emptyStatuses.has(status) && !request.route.answerField);
    return isAnswer ? undefined : { type: "notAnAnswer", reason: "empty", status, headers };
  }
  return request.expects === "json" ? checkJson(request, response, bodyText(body)) : undefined;
};
