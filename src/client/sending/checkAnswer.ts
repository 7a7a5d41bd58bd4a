import { isObject } from "../../text/isObject";
import { isTooLargeToParse } from "../../text/parsedBytes";
import { type ErrorInAnswer, errorInAnswer, hasAnswer, unwrapped } from "../answer/errorInAnswer";
import { headerText } from "../answer/headers";
import type { NotAnAnswerOutcome, Outcome } from "../answer/outcome";
import { refusalReason } from "../answer/refusalReason";
import { release } from "../answer/releaseBytes";
import { readServiceProblem } from "../answer/serviceProblem";
import type { WireResponse } from "../answer/wireResponse";
import type { CallRequest } from "../call";
import { isSuccess } from "./bodyBounds";

/** Accepted, No Content, Reset Content: answers that may be empty. */
const emptyStatuses = new Set([202, 204, 205]);

const withoutByteOrderMark = (text: string): string => (text.startsWith("\uFEFF") ? text.slice(1) : text);

/** The body as text, without a byte order mark. */
export const bodyText = (body: Buffer): string => withoutByteOrderMark(body.toString("utf8"));

/** The bytes of a larger JSON answer are freed once it is text. */
const mostKeptBytes = 10_000_000;

const sentence = (message: string): NonNullable<NotAnAnswerOutcome["problem"]> => ({
  message,
});

const tooManyValues = "The answer holds more values than can be held at once.";

type Parsed = NonNullable<WireResponse["json"]>;

const isHtml = ({ headers }: WireResponse, text: string): boolean =>
  /\bhtml\b/i.test(headerText(headers, "content-type") ?? "") || /^\s*<(!doctype|html)/i.test(text);

const json = (text: string): Parsed | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

/** The parsed JSON; where plain text may come in its place, an object with that text. Undefined for anything else. */
const parse = (text: string, { mayBeText }: CallRequest, { headers }: WireResponse): Parsed | undefined => {
  const parsed = json(text);
  const isText =
    mayBeText === true && /^text\/(plain|vtt)\b/i.test(headerText(headers, "content-type") ?? "");
  // The words of a recording may be a number.
  return isText && !isObject(parsed?.value) ? { value: { text: text.trimEnd() } } : parsed;
};

/** The outcome of an error in a 2xx: a refusal where the error has a status or a known kind. */
const outcomeOf = ({ problem, status }: ErrorInAnswer, response: WireResponse): Outcome => {
  const { headers } = response;
  const isKnown =
    status !== undefined ||
    problem.contentFilter !== undefined ||
    refusalReason(response.status, problem) !== undefined;
  return isKnown
    ? { type: "refused", status: status ?? response.status, headers, problem }
    : { type: "notAnAnswer", reason: "errorObject", status: response.status, headers, problem };
};

const readJson = (request: CallRequest, response: WireResponse): Outcome | WireResponse => {
  const notAnAnswer = { type: "notAnAnswer", status: response.status, headers: response.headers } as const;
  const text = bodyText(response.body);
  // Bytes, text and value of a large body at once take too much memory.
  if (response.body.length > mostKeptBytes) release(response.body);
  if (isHtml(response, text)) return { ...notAnAnswer, reason: "html" };
  if (isTooLargeToParse(text))
    return { ...notAnAnswer, reason: "tooLarge", problem: sentence(tooManyValues) };
  const parsed = parse(text, request, response);
  if (!parsed) return { ...notAnAnswer, reason: "unreadable" };
  const value = unwrapped(parsed.value, request.route);
  const error = errorInAnswer(value, request.route);
  if (error) return outcomeOf(error, response);
  return hasAnswer(value, request.route)
    ? { ...response, json: { value } }
    : { ...notAnAnswer, reason: "unexpectedShape" };
};

/** Bytes of the longest text that is read in place of sound. */
const mostInsteadOfSound = 1_000_000;

/** Sound as it is, or the outcome of JSON or HTML in its place. Samples may begin like either, and are neither. */
const readSound = (request: CallRequest, response: WireResponse): Outcome | WireResponse => {
  const { status, headers, body } = response;
  if (body.length > mostInsteadOfSound || !/^\s*[{<[]/.test(body.toString("latin1", 0, 100))) return response;
  const read = readJson(request, response);
  if (!("type" in read)) return { type: "notAnAnswer", reason: "unexpectedShape", status, headers };
  return read.type === "notAnAnswer" && read.reason === "unreadable" ? response : read;
};

/**
 * Checks a response. It returns the response, parsed where JSON was expected, or the outcome where it is not the
 * expected answer: a 2xx that is HTML, empty, cut off, an error object, or lacks the array that its operation always
 * has.
 */
export const readAnswer = (request: CallRequest, response: WireResponse): Outcome | WireResponse => {
  const { status, headers, body } = response;
  if (!isSuccess(status)) {
    return { type: "refused", status, headers, problem: readServiceProblem(bodyText(body)) };
  }
  if (body.length === 0) {
    const isAnswer = request.mayBeEmpty || (emptyStatuses.has(status) && !request.route.answerField);
    return isAnswer ? response : { type: "notAnAnswer", reason: "empty", status, headers };
  }
  if (request.expects === "json") return readJson(request, response);
  return request.route.answersSound ? readSound(request, response) : response;
};
