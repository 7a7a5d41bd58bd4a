import { type ContentFilter, contentFilterOf, contentFilterOfRefusal } from "../../output/contentFilter";
import { statedProblem } from "../../output/statedProblem";
import { numberIn } from "../../text/answerFields";
import { isObject, type JsonObject } from "../../text/isObject";
import { jsonValues } from "../../text/jsonValues";
import { parseJsonExactly } from "../../text/parseJsonExactly";

/** How a row ended. */
export type RowStatus = "succeeded" | "failed" | "expired" | "cancelled" | "pending" | "missing";

/** Why a row has no answer. */
export interface RowError {
  message: string;
  status?: number;
  code?: string;
}

/** A parsed line of an output or error file. */
export interface BatchLine {
  /** "" where the line has none. */
  customId: string;
  status: RowStatus;
  /** The body of the service's answer. */
  response: unknown;
  error: RowError | null;
  /** Of the answer, else of the refusal. */
  contentFilter: ContentFilter;
}

/** The entries of a line: usually one. */
interface LineEntries<Entry> {
  entries: Entry[];
  /** The number of pieces of the line that are not entries. */
  strays: number;
}

/** Statuses of rows that the batch ended before they ran, by the error's code. */
const endedBy = new Map<string | undefined, RowStatus>([
  ["batch_expired", "expired"],
  ["batch_cancelled", "cancelled"],
  ["batch_canceled", "cancelled"],
]);

/** The value of a text that is a JSON object or list; any other value as it is. */
const decoded = (value: unknown, read: (text: string) => unknown = JSON.parse): unknown => {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return read(value);
  } catch {
    return value;
  }
};

/** A custom id as text. Some services write an id that is a number as a number. */
const idOf = (value: unknown): string | undefined => {
  if (value === undefined || value === null) return "";
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
};

/** The field that an answer has, which depends on its operation. */
const answerFields = ["choices", "output", "output_text", "data", "results"];

const hasAnswer = (body: JsonObject): boolean =>
  answerFields.some((name) => {
    const value = body[name];
    return Array.isArray(value) ? value.length > 0 : typeof value === "string" && value !== "";
  });

const isEmptyBody = (body: unknown): boolean =>
  typeof body === "object" && body !== null ? Object.keys(body).length === 0 : !body;

/** The body of a response. Some services leave out the object around it. */
const bodyOf = (response: unknown): unknown => {
  if (!isObject(response)) return response;
  if ("body" in response) return decoded(response["body"]);
  const isBody = hasAnswer(response) || "error" in response || typeof response["object"] === "string";
  return isBody ? response : undefined;
};

const statusOf = (response: unknown): number | undefined => {
  const status = isObject(response) ? numberIn(response["status_code"]) : undefined;
  return Number.isInteger(status) ? status : undefined;
};

/** The same, with the request's id, which a line has beside the body. */
const withRequestId = (filter: ContentFilter, response: unknown): ContentFilter => {
  const id = isObject(response) ? response["request_id"] : undefined;
  return filter && { ...filter, requestId: typeof id === "string" && id !== "" ? id : filter.requestId };
};

type Problem = ReturnType<typeof statedProblem>;

/** The problem in a body that has one in place of an answer. */
const problemInBody = (body: unknown, isRefused: boolean): Problem => {
  const value = Array.isArray(body) && body.length === 1 ? body[0] : body;
  const isProblem = isRefused || (isObject(value) && value["object"] === "error");
  const stated = isObject(value) ? statedProblem(decoded(value["error"])) : undefined;
  return stated ?? (isProblem ? statedProblem(value) : undefined);
};

const readRow = (row: JsonObject): Omit<BatchLine, "customId"> => {
  const answered = decoded(row["response"]);
  const body = bodyOf(answered);
  const status = statusOf(answered);
  const response = body ?? null;
  const isRefused = status !== undefined && (status < 200 || status > 299);
  const found = withRequestId(contentFilterOf(body), answered);
  const succeeded = { status: "succeeded", response, error: null, contentFilter: found } as const;
  // An answer was paid for, so it counts, whatever error stands beside it.
  if (!isRefused && isObject(body) && hasAnswer(body)) return succeeded;
  const stated = statedProblem(decoded(row["error"])) ?? problemInBody(body, isRefused);
  if (!stated && !isRefused && !isEmptyBody(body)) return succeeded;
  const { filterFindings, ...problem } = stated ?? {};
  const error: RowError = {
    message: `The row was not answered${status === undefined ? "" : ` (status ${status})`}.`,
    ...problem,
    ...(status !== undefined && { status }),
  };
  const refusal = filterFindings
    ? withRequestId(contentFilterOfRefusal({ kind: "contentFiltered", filterFindings }), answered)
    : null;
  return {
    status: endedBy.get(error.code) ?? "failed",
    response,
    error,
    contentFilter: refusal ?? found,
  };
};

const isRowLike = (value: object): boolean => "custom_id" in value || "response" in value;

const entriesOf = <Entry>(
  text: string,
  read: (row: JsonObject, customId: string) => Entry | undefined,
): LineEntries<Entry> => {
  const values = jsonValues(text, isRowLike);
  let exactly: unknown[] | undefined;
  const idAt = (row: JsonObject, index: number): unknown => {
    const { custom_id: id } = row;
    if (typeof id !== "number" || Number.isSafeInteger(id)) return id;
    exactly ??= jsonValues(text, isRowLike, parseJsonExactly);
    const exact = decoded(exactly[index], parseJsonExactly);
    return isObject(exact) ? exact["custom_id"] : id;
  };
  const entries = values.flatMap((value, index) => {
    const row = decoded(value);
    const id = isObject(row) ? idOf(idAt(row, index)) : undefined;
    return id === undefined || !isObject(row) ? [] : (read(row, id) ?? []);
  });
  return { entries, strays: values.length - entries.length };
};

/** Reads a line of an output or error file. An entry that names no row is a stray. */
export const readBatchLine = (text: string): LineEntries<BatchLine> =>
  entriesOf(text, (row, customId) => {
    const isRow = customId !== "" || isObject(decoded(row["response"]));
    return isRow ? { customId, ...readRow(row) } : undefined;
  });

const namedId = /"custom_id"[ \t]*:[ \t]*("(?:[^"\\]|\\.){0,600}"|-?\d{1,40}(?=[ \t]*[,}]))/g;

/** The ids in a damaged line, in order. */
const namedIds = (text: string): string[] =>
  [...text.matchAll(namedId)].flatMap(([, id = ""]) => {
    try {
      return idOf(id.startsWith('"') ? JSON.parse(id) : id) ?? [];
    } catch {
      return [];
    }
  });

/**
 * Reads the custom ids of a line of an input file, "" for a row without one. A damaged line still counts as a row, and
 * keeps its id where that is intact: the service may have answered it.
 */
export const readInputLine = (text: string): LineEntries<string> => {
  const found = entriesOf(text, (_row, customId) => customId);
  if (found.strays === 0) return found;
  const ids = namedIds(text);
  if (ids.length > found.entries.length) return { entries: ids, strays: found.strays };
  return found.entries.length === 0 && text.startsWith("{") ? { ...found, entries: [""] } : found;
};
