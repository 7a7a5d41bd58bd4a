import type { Batch } from "openai/resources/batches";
import { unixSeconds } from "./unixSeconds";

/** How a batch can end. */
export const batchEnds = ["completed", "failed", "expired", "cancelled"] as const;

/** One way in which a batch ends. */
export type BatchEnd = (typeof batchEnds)[number];

/** Why a batch failed as a whole; errors of single rows are in the error file. */
export interface BatchProblem {
  code: string | null;
  message: string | null;
  /** The line of the input file, from 1. */
  line: number | null;
  param: string | null;
}

/** How far a batch is and what it came to, in a form that is the same on every service. */
export interface BatchSummary {
  id: string;
  /** In lower case, whatever the service writes. */
  status: string;
  isFinished: boolean;
  /** Rows of the batch; 0 as long as the service has not counted them. */
  total: number;
  succeeded: number;
  failed: number;
  outputFileId: string | null;
  errorFileId: string | null;
  /** Seconds from the batch's creation to its end. */
  durationSeconds: number | null;
  errors: BatchProblem[];
}

/** The status in the documented spelling: Azure capitalizes it in places. */
const statusOf = ({ status }: Batch): string => {
  const word = String(status).trim().toLowerCase();
  return word === "canceled" ? "cancelled" : word;
};

/** How a batch ended; undefined while it is not at its end. */
export const batchEnd = (batch: Batch): BatchEnd | undefined =>
  batchEnds.find((end) => end === statusOf(batch));

/** When a finished batch ended, in seconds since the epoch. */
export const endedAt = (batch: Batch): number | undefined => {
  const end = batchEnd(batch);
  return end && unixSeconds(batch[`${end}_at`]);
};

/** Azure writes "" where there is no file. */
const fileId = (id: string | null | undefined): string | null => id || null;

const durationOf = (batch: Batch): number | null => {
  const [from, to] = [unixSeconds(batch.created_at), endedAt(batch)];
  return from === undefined || to === undefined ? null : Math.max(0, Math.round(to - from));
};

/** How far a batch is, in numbers, and why it failed if it did. */
export const batchSummary = (batch: Batch): BatchSummary => ({
  id: batch.id,
  status: statusOf(batch),
  isFinished: batchEnd(batch) !== undefined,
  total: batch.request_counts?.total ?? 0,
  succeeded: batch.request_counts?.completed ?? 0,
  failed: batch.request_counts?.failed ?? 0,
  outputFileId: fileId(batch.output_file_id),
  errorFileId: fileId(batch.error_file_id),
  durationSeconds: durationOf(batch),
  errors: (batch.errors?.data ?? []).map(({ code, message, line, param }) => ({
    code: code ?? null,
    message: message ?? null,
    line: line ?? null,
    param: param ?? null,
  })),
});
