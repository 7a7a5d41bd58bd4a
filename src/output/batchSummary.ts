import type { Batch } from "openai/resources/batches";
import { numberIn, textIn } from "../text/answerFields";
import { isObject } from "../text/isObject";
import { type BatchProblem, batchProblems } from "./batchProblems";
import { unixSeconds } from "./unixSeconds";

/** The ends of a batch. */
export const batchEnds = ["completed", "failed", "expired", "cancelled"] as const;

/** An end of a batch. */
type BatchEnd = (typeof batchEnds)[number];

/** Progress and result of a batch, in the same form for every service. */
export interface BatchSummary {
  id: string;
  /** In lower case, unlike in some of the services' answers. */
  status: string;
  isFinished: boolean;
  /** Number of rows; 0 until the service has counted them. */
  total: number;
  succeeded: number;
  failed: number;
  outputFileId: string | null;
  errorFileId: string | null;
  /** Seconds from the batch's creation to its end. */
  durationSeconds: number | null;
  errors: BatchProblem[];
}

/** The fields of a service's batch, any of which may be absent or of another type. */
const fieldsOf = (batch: unknown): Readonly<Record<string, unknown>> => (isObject(batch) ? batch : {});

/** The status in the documented spelling; Azure capitalizes some. */
const statusOf = (batch: unknown): string => {
  const { status } = fieldsOf(batch);
  const word = typeof status === "string" ? status.trim().toLowerCase() : "";
  return word === "canceled" ? "cancelled" : word;
};

/** How a batch ended; undefined before its end. */
export const batchEnd = (batch: Batch): BatchEnd | undefined => {
  const status = statusOf(batch);
  return batchEnds.find((end) => end === status);
};

/** When a finished batch ended, in seconds since the epoch. */
export const endedAt = (batch: Batch): number | undefined => {
  const end = batchEnd(batch);
  return end && unixSeconds(fieldsOf(batch)[`${end}_at`]);
};

/** A file id; null for none, for which Azure has "". */
const fileId = (id: unknown): string | null => textIn(id) ?? null;

/** A larger count is not valid: no service accepts so many rows. */
const mostRows = 1_000_000;

const countOf = (value: unknown): number => {
  const count = numberIn(value) ?? 0;
  return Number.isInteger(count) && count >= 0 && count <= mostRows ? count : 0;
};

const durationOf = (batch: Batch): number | null => {
  const [from, to] = [unixSeconds(fieldsOf(batch)["created_at"]), endedAt(batch)];
  return from === undefined || to === undefined ? null : Math.max(0, Math.round(to - from));
};

/** Makes the summary of a batch. */
export const batchSummary = (batch: Batch): BatchSummary => {
  const { id, request_counts, output_file_id, error_file_id, errors, error } = fieldsOf(batch);
  const counts = fieldsOf(request_counts);
  const problems = batchProblems(errors);
  return {
    id: typeof id === "string" || typeof id === "number" ? String(id) : "",
    status: statusOf(batch),
    isFinished: batchEnd(batch) !== undefined,
    total: countOf(counts["total"]),
    succeeded: countOf(counts["completed"]),
    failed: countOf(counts["failed"]),
    outputFileId: fileId(output_file_id),
    errorFileId: fileId(error_file_id),
    durationSeconds: durationOf(batch),
    errors: problems.length > 0 ? problems : batchProblems(error),
  };
};
