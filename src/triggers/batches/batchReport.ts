import type { Batch } from "openai/resources/batches";
import { unixSeconds } from "./unixSeconds";

/** How a batch can end. */
export const batchEnds = ["completed", "failed", "expired", "cancelled"] as const;

/** One way in which a batch ends. */
export type BatchEnd = (typeof batchEnds)[number];

/** What a finished batch came to, in a form that is the same on every service. */
export interface BatchSummary {
  id: string;
  status: BatchEnd;
  /** Requests in the batch. */
  total: number;
  succeeded: number;
  failed: number;
  outputFileId: string | null;
  errorFileId: string | null;
  /** Seconds from the batch's creation to its end. */
  durationSeconds: number | null;
  /** Why the batch itself failed; errors of single requests are in the error file. */
  errors: Array<{ code: string | null; message: string | null; line: number | null; param: string | null }>;
}

/** A finished batch as the trigger hands it to the flow. */
export interface FinishedBatch {
  /** The service's own object, unchanged. */
  batch: Batch;
  summary: BatchSummary;
}

/** How a batch ended, in lower case whatever the service writes; undefined while it is not at its end. */
export const batchEnd = ({ status }: Batch): BatchEnd | undefined => {
  const word = String(status).trim().toLowerCase();
  return batchEnds.find((end) => end === (word === "canceled" ? "cancelled" : word));
};

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

/** A finished batch with its summary. */
export const finishedBatch = (batch: Batch, status: BatchEnd): FinishedBatch => ({
  batch,
  summary: {
    id: batch.id,
    status,
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
  },
});
