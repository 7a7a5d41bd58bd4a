import { problemInJson } from "../../client/serviceProblem";

/** What became of a row. */
export type RowStatus = "succeeded" | "failed" | "expired" | "cancelled" | "pending" | "missing";

/** Why a row has no answer. */
export interface RowError {
  message: string;
  status?: number;
  code?: string;
}

/** A line of an output or error file, read. */
export interface BatchLine {
  customId: string;
  status: RowStatus;
  /** The body of the answer, as the service gave it. */
  response: Record<string, unknown> | null;
  error: RowError | null;
}

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Rows that the batch ended before: the error's code says how. */
const endedBy: Readonly<Record<string, RowStatus>> = {
  batch_expired: "expired",
  batch_cancelled: "cancelled",
};

const rowError = (problem: unknown, status: number | undefined): RowError => {
  const { message, code } = problemInJson(problem) ?? { message: "", code: undefined };
  return {
    message: message || `The row was not answered${status === undefined ? "" : ` (status ${status})`}.`,
    ...(status !== undefined && { status }),
    ...(code && { code }),
  };
};

/** Reads one line of an output or error file; undefined for what is none. */
export const readBatchLine = (line: string): BatchLine | undefined => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isObject(parsed) || typeof parsed["custom_id"] !== "string") return undefined;
  const customId = parsed["custom_id"];
  const response = isObject(parsed["response"]) ? parsed["response"] : undefined;
  const statusCode = typeof response?.["status_code"] === "number" ? response["status_code"] : undefined;
  const body = isObject(response?.["body"]) ? response["body"] : undefined;
  const isAnswer = statusCode !== undefined && statusCode >= 200 && statusCode <= 299 && body !== undefined;
  if (isAnswer && !isObject(parsed["error"])) {
    return { customId, status: "succeeded", response: body, error: null };
  }
  const problem = isObject(parsed["error"]) ? { error: parsed["error"] } : body;
  const error = rowError(problem, statusCode);
  return { customId, status: endedBy[error.code ?? ""] ?? "failed", response: body ?? null, error };
};
