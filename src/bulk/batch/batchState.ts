import type { Batch } from "openai/resources/batches";

/** A batch as services really send it: Azure capitalizes states in places, and says "" for a file that is not there. */
const finalStates = new Set(["completed", "failed", "expired", "cancelled"]);

/** The state in the documented spelling. */
export const batchState = ({ status }: Batch): string => status.toLowerCase();

/** True when nothing more will happen to the batch. */
export const isFinished = (batch: Batch): boolean => finalStates.has(batchState(batch));

/** An id, or undefined for one that is empty or null. */
export const presentId = (id: string | null | undefined): string | undefined => id || undefined;

/** How far a batch is. */
export interface BatchProgress {
  /** Lower case, as documented. */
  state: string;
  isFinished: boolean;
  total: number;
  succeeded: number;
  failed: number;
  /** Why a batch failed as a whole: the service's sentences with their line numbers. */
  problems: string[];
}

/** How far a batch is, in numbers, and why it failed if it did. */
export const batchProgress = (batch: Batch): BatchProgress => {
  const { total = 0, completed = 0, failed = 0 } = batch.request_counts ?? {};
  const problems = (batch.errors?.data ?? []).map(({ code, message, line }) =>
    [typeof line === "number" ? `line ${line}` : undefined, code, message].filter(Boolean).join(": "),
  );
  return {
    state: batchState(batch),
    isFinished: isFinished(batch),
    total,
    succeeded: completed,
    failed,
    problems,
  };
};
