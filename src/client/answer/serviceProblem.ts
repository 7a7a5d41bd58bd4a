import { isObject, type JsonObject } from "../../text/isObject";
import { type FilteredContent, readContentFilter, stoppedAnswer, usageOfRefusal } from "./contentFilter";
import { oneLine } from "./plainText";
import { pageTitle, placeOf, textOf, wordsOf } from "./problemWords";
import { statedWaitMs } from "./statedWait";
import { withoutRequestIds } from "./withoutRequestIds";

/** What an error body says, in one form for all shapes of the services. Every text is on one line and bounded. */
export interface ServiceProblem extends Partial<FilteredContent> {
  /** The service's own sentence, or "". */
  message: string;
  code?: string;
  type?: string;
  /** The request field that the service names. */
  param?: string;
  /** The tokens that a refused answer took, as the service counts them. */
  usage?: Record<string, number>;
  /** The wait that the body names, in milliseconds. */
  waitMs?: number;
  /**
   * True when the body is not in the service's form: a gateway's object, an HTML page, plain text, or nothing. On a
   * host that is not the service's own, it means that a gateway or proxy answered.
   */
  isForeign?: boolean;
}

const longestMessage = 2000;
const longestName = 100;

const nameIn = (value: unknown): string | undefined => {
  const text = textOf(value);
  return text === undefined ? undefined : oneLine(text, longestName) || undefined;
};

const firstName = (...values: readonly unknown[]): string | undefined => {
  for (const value of values) {
    const name = nameIn(value);
    if (name !== undefined) return name;
  }
  return undefined;
};

/** The error's type, unless it is a URL, as in problem+json. */
const typeIn = (error: JsonObject): string | undefined => {
  const type = nameIn(error["type"] ?? error["__type"]);
  return type && /[:/]/.test(type) ? undefined : type;
};

const lists = ["details", "detail", "errors"];

/** The entries of a list of reasons, at any depth. */
const entriesOf = (error: JsonObject, depth = 0): unknown[] => {
  const own = lists.flatMap((name) => (Array.isArray(error[name]) ? (error[name] as unknown[]) : []));
  const { message } = error;
  if (own.length > 0 || depth > 2) return own.slice(0, 20);
  if (isObject(message)) return entriesOf(message, depth + 1);
  if (typeof message !== "string" || !message.startsWith("{") || message.length > 100_000) return [];
  try {
    const parsed: unknown = JSON.parse(message);
    return isObject(parsed) ? entriesOf(parsed, depth + 1) : [];
  } catch {
    return [];
  }
};

/** What Resource Manager wraps around the reasons of a failure. */
const wrappingCodes = new Set(["InvalidTemplateDeployment", "DeploymentFailed", "MultipleErrorsOccurred"]);
const deepestReason = 3;

/** The code of the first reason that a wrapper holds. */
const wrappedCode = (error: JsonObject, depth = 0): string | undefined => {
  const first = depth < deepestReason ? entriesOf(error).find(isObject) : undefined;
  if (!wrappingCodes.has(String(error["code"])) || !first) return undefined;
  return wrappedCode(first, depth + 1) ?? nameIn(first["code"]);
};

const codeOf = (error: JsonObject, entries: readonly unknown[]): string | undefined => {
  const { innererror, inner_error, detail } = error;
  const inner = [innererror, inner_error].find(isObject);
  const first = entries.find(isObject);
  const fault = isObject(detail) ? detail["errorcode"] : undefined;
  return firstName(
    wrappedCode(error),
    error["code"],
    inner?.["code"],
    error["errorCode"],
    fault,
    first?.["code"],
  );
};

const problemOf = (error: JsonObject, outer: JsonObject, words: string): ServiceProblem => {
  const entries = entriesOf(error);
  const message = oneLine(withoutRequestIds(words), longestMessage);
  const code = codeOf(error, entries);
  const type = typeIn(error);
  const param = firstName(error["param"], ...entries.map(placeOf));
  const waitMs = statedWaitMs([error, outer, ...entries], message);
  const usage = usageOfRefusal(outer);
  return {
    message,
    ...(code && { code }),
    ...(type && { type }),
    ...(param && { param }),
    ...readContentFilter(error, message, outer),
    ...(usage && { usage }),
    ...(waitMs !== undefined && { waitMs }),
  };
};

/** Fields that gateways' bodies have and the service's do not: API Management, Apigee, IBM, Cloudflare, Spring. */
const gatewayFields = [
  "fault",
  "httpCode",
  "moreInformation",
  "html-message",
  "success",
  "timestamp",
  "description",
];

/**
 * True for a body as gateways have it. A flat body is a gateway's unless it has the service's fields: self-hosted
 * servers answer with such bodies.
 */
const isGatewayShape = (body: JsonObject): boolean => {
  if (isObject(body["error"])) return false;
  if (typeof body["statusCode"] === "number" || gatewayFields.some((field) => field in body)) return true;
  if ("title" in body && ("status" in body || "type" in body)) return true;
  const isFlat = "message" in body || "Message" in body || "errors" in body || Array.isArray(body["error"]);
  const isServiceLike =
    body["object"] === "error" ||
    "param" in body ||
    "error_code" in body ||
    ("type" in body && "code" in body);
  return isFlat && !isServiceLike && typeof body["error"] !== "string";
};

/** The object with the code, the parameter and the reasons. */
const errorObjectOf = (body: JsonObject): JsonObject => {
  const { error, errors, fault } = body;
  const listed = [error, errors].find(Array.isArray)?.find(isObject);
  return [error, fault, listed].find(isObject) ?? body;
};

/**
 * Reads the problem out of a parsed body: `{error: {…}}` of OpenAI, Azure, its gateway and Resource Manager,
 * `{error, error_description}` of an Entra token answer, `{object: "error", message}`, `{detail}` or
 * `{error: "…"}` of self-hosted servers, and what gateways answer. Undefined for any other body.
 */
export const problemInJson = (body: unknown): ServiceProblem | undefined => {
  const first = Array.isArray(body) ? body[0] : body;
  if (!isObject(first)) return undefined;
  const error = errorObjectOf(first);
  const words = wordsOf([first["error"], first["errors"]].find(Array.isArray) ?? error);
  if (words === "" && error === first) return undefined;
  const problem = problemOf(error, first, words);
  const description = textOf(first["error_description"]);
  const code = description === undefined ? undefined : nameIn(first["error"]);
  return { ...problem, ...(code && { code }), ...(isGatewayShape(first) && { isForeign: true }) };
};

/**
 * The sentence in a body that can't be parsed: the text itself, or the message of JSON that was cut off; "" for empty
 * JSON.
 */
const wordsOfRest = (start: string): string => {
  if (/^(?:null|\[\s*\]|\{\s*\})$/.test(start.slice(0, 100))) return "";
  if (!/^[[{]/.test(start)) return start;
  return /"message"\s{0,4}:\s{0,4}"([^"\\]{1,2000})/.exec(start)?.[1] ?? start;
};

const readText = (body: string): ServiceProblem => {
  const start = body.slice(0, longestMessage * 10).trim();
  const isMarkup = start.startsWith("<");
  const message = oneLine(isMarkup ? pageTitle(start) : wordsOfRest(start), longestMessage);
  const waitMs = statedWaitMs([], message);
  return {
    message,
    ...(!isMarkup && readContentFilter({}, message)),
    ...(waitMs !== undefined && { waitMs }),
    ...(!/^[[{]|^null$/.test(start) && { isForeign: true }),
  };
};

/** Reads the problem out of the body of an error. A body of unknown form gives its first words. */
export const readServiceProblem = (body: string): ServiceProblem => {
  try {
    const parsed: unknown = JSON.parse(body);
    const problem = problemInJson(parsed) ?? stoppedAnswer(parsed);
    if (problem) return problem;
  } catch {
    // Not JSON: an HTML page of a proxy, or plain text.
  }
  return readText(body);
};
