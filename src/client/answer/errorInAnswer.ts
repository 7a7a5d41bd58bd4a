import { readAnswerFilter } from "../../text/contentFilter/readAnswerFilter";
import { isObject, type JsonObject } from "../../text/isObject";
import type { Route } from "../endpoint/operations";
import { filteredContent } from "./contentFilter";
import { problemInJson, type ServiceProblem } from "./serviceProblem";

/** An error that a 2xx has in place of an answer. */
export interface ErrorInAnswer {
  problem: ServiceProblem;
  /** The HTTP status that the error names, such as 429. */
  status?: number;
}

/** True when an answer has the array that every answer of its operation has. */
export const hasAnswer = (value: unknown, { answerField, mayBeEmptyList }: Route): boolean => {
  if (answerField === undefined) return true;
  const { [answerField]: list, status }: Readonly<JsonObject> = isObject(value) ? value : {};
  // A response (Responses API) that is not ready, or stopped early, has no output yet.
  if (!Array.isArray(list))
    return answerField === "output" && (status === "queued" || status === "in_progress");
  return list.length > 0 || mayBeEmptyList === true || (isObject(value) && value.object === "response");
};

/** An error's HTTP status, given as a number or as text. */
const statusIn = (...values: unknown[]): number | undefined =>
  values
    .filter((value) => typeof value === "number" || (typeof value === "string" && /^[45]\d\d$/.test(value)))
    .map(Number)
    .find((status) => status >= 400 && status <= 599);

/** Codes that stand for a status, for errors that name no status. */
const statusOfCode: Readonly<Record<string, number>> = {
  insufficient_quota: 429,
  rate_limit_exceeded: 429,
  rate_limit_error: 429,
  too_many_requests: 429,
  server_error: 500,
  internal_error: 500,
  internal_server_error: 500,
  service_unavailable: 503,
  overloaded_error: 503,
  timeout: 504,
  unsupported_parameter: 400,
  unsupported_value: 400,
  unknown_parameter: 400,
  unrecognized_request_argument: 400,
  // The type of all refusals of an image's content, mask or settings.
  image_generation_user_error: 400,
  // Codes of a response that failed (both services' OpenAPI files).
  vector_store_timeout: 504,
  ...Object.fromEntries(
    [
      ...[
        "invalid_image",
        "invalid_image_format",
        "invalid_base64_image",
        "invalid_image_url",
        "image_too_large",
      ],
      ...["image_too_small", "image_parse_error", "invalid_image_mode", "image_file_too_large"],
      ...[
        "unsupported_image_media_type",
        "empty_image_file",
        "failed_to_download_image",
        "image_file_not_found",
      ],
    ].map((code) => [code, 400]),
  ),
};

/** True for a gateway's wrapping that reports success: `{code: 0, msg: "ok", data: …}`. */
const isAllWell = ({ code, status }: JsonObject, { message }: ServiceProblem): boolean =>
  [0, 200, "0", "200"].some((well) => code === well || (code === undefined && status === well)) ||
  /^(?:ok|okay|success(?:ful(?:ly)?)?)[.!]?$/i.test(message);

const wrappers = ["data", "result", "response"];

/** The answer without a gateway's wrapping; a value without wrapping is returned as it is. */
export const unwrapped = (value: unknown, route: Route): unknown => {
  if (!isObject(value) || route.answerField === undefined || hasAnswer(value, route)) return value;
  if (!isNothing(value.error) || statusIn(value.code, value.status, value.statusCode) !== undefined)
    return value;
  const name = wrappers.find((wrapper) => isObject(value[wrapper]) && hasAnswer(value[wrapper], route));
  return name === undefined ? value : value[name];
};

const told = (body: JsonObject): ErrorInAnswer | undefined => {
  const problem = problemInJson(body);
  if (!problem || (isNothing(body.error) && isAllWell(body, problem))) return undefined;
  const error = isObject(body.error) ? body.error : body;
  const named = [error.code, error.type, body.error].map((name) =>
    typeof name === "string" && Object.hasOwn(statusOfCode, name.toLowerCase())
      ? statusOfCode[name.toLowerCase()]
      : undefined,
  );
  const status = statusIn(
    error.code,
    error.status,
    error.statusCode,
    error.status_code,
    body.statusCode,
    ...named,
  );
  return { problem, ...(status !== undefined && { status }) };
};

const isNothing = (error: unknown): boolean =>
  !error || (isObject(error) && Object.values(error).every((value) => value === null || value === ""));

const plainProblem = (message: string): ServiceProblem => ({ message });

/** True for finish reasons that mean a failure of the server: `error`, `network_error`, `failed`. */
const isBroken = (end: unknown): end is string =>
  typeof end === "string" && end.length < 50 && /(?:^|_)(?:error|failed|failure)$/i.test(end);

/** The error of a choice that the server could not finish. Its text so far is no answer. */
const errorInChoice = (choice: unknown): ErrorInAnswer | undefined => {
  if (!isObject(choice)) return undefined;
  if (!isNothing(choice.error))
    return told({ error: choice.error }) ?? { problem: plainProblem("The answer ended in an error.") };
  const { message } = choice;
  if (isObject(message) && !isNothing(message.error)) return told({ error: message.error });
  const end = [choice.finish_reason, choice.native_finish_reason].find(isBroken);
  return end === undefined
    ? undefined
    : { problem: plainProblem(`The answer broke off: its finish_reason is ${end.toLowerCase()}.`) };
};

/** The error of a blocked prompt: a completion that has no choices and names the blocked categories. */
const blockedPrompt = (answer: JsonObject): ErrorInAnswer | undefined => {
  const report = readAnswerFilter(answer);
  return report?.filtered
    ? { problem: { ...plainProblem("The prompt was blocked."), ...filteredContent(report.findings) } }
    : undefined;
};

/** The error of a response (Responses API) that failed and has no error: at most, it names blocked categories. */
const failedResponse = ({ status, content_filters: filters }: JsonObject): ErrorInAnswer | undefined => {
  if (status !== "failed") return undefined;
  const problem = problemInJson({ error: { message: "", content_filters: filters } });
  return problem?.contentFilter
    ? { problem: { ...problem, message: "The answer was blocked." } }
    : { problem: plainProblem("The response failed, and the service does not say why.") };
};

/** The error of an object that is itself one. A failed batch has an `error` and is not one. */
const errorObject = (value: JsonObject, { answerField }: Route): ErrorInAnswer | undefined => {
  if (value.object === "error") return told(value);
  const isKnown = answerField !== undefined;
  if (!isKnown && ("object" in value || "id" in value)) return undefined;
  if (!isNothing(value.error)) return told(value);
  return isKnown || "statusCode" in value ? told({ ...value, error: undefined }) : undefined;
};

/**
 * The error that a 2xx has in place of an answer, in any form: the whole body, a field beside an id, the first choice
 * (from which outputs are made), or the blocked categories of a prompt. Undefined for an answer.
 */
export const errorInAnswer = (value: unknown, route: Route): ErrorInAnswer | undefined => {
  if (!isObject(value)) return undefined;
  if (route.answerField === "choices" && Array.isArray(value.choices)) {
    const inChoice = errorInChoice(value.choices[0]);
    if (inChoice) return isNothing(value.error) ? inChoice : (told(value) ?? inChoice);
  }
  if (route.answerField === "output" && isNothing(value.error)) {
    const failed = failedResponse(value);
    if (failed) return failed;
  }
  if (route.answerField !== undefined && hasAnswer(value, route) && isNothing(value.error)) return undefined;
  return errorObject(value, route) ?? (hasAnswer(value, route) ? undefined : blockedPrompt(value));
};
