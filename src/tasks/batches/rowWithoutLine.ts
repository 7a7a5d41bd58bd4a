import type { Batch } from "openai/resources/batches";
import { batchEnd, batchSummary } from "../../output/batchSummary";
import type { BatchLine, RowStatus } from "./batchLine";

const reasons: Readonly<Record<RowStatus, string>> = {
  succeeded: "",
  pending: "The batch has not ended yet: read its results later.",
  expired: "The batch expired before this row was answered: send it again.",
  cancelled: "The batch was cancelled before this row was answered.",
  missing: "The service's files have no line for this row: send it again.",
  failed: "The batch failed before any row was sent.",
};

/** What is known of the files that should have a line for the row. */
interface SeenFiles {
  joined: { strayLines: number };
  problems: ReadonlyArray<{ message: string }>;
}

/** Why a batch failed as a whole; undefined where the service does not say. */
export const batchFailure = (batch: Batch): string | undefined => {
  const [problem] = batchSummary(batch).errors;
  const { line, code, message } = problem ?? {};
  const facts = [line ? `line ${line}` : undefined, code, message].filter(Boolean).join(": ");
  return facts ? `The batch failed: ${facts}` : undefined;
};

const missingReason = ({ joined: { strayLines }, problems: [problem] }: SeenFiles): string => {
  if (problem) return `This row has no line in the files that could be read. ${problem.message}`;
  return strayLines === 0
    ? reasons.missing
    : `The service's files have no line for this row, and ${strayLines} that can't be read or belong to no row: look at the files with Download File before it is sent again.`;
};

/** The result of a row for which the files have no line. */
export const rowWithoutLine = (batch: Batch, customId: string, seen: SeenFiles): BatchLine => {
  const end = batchEnd(batch);
  const ended = (status: RowStatus, message: string): BatchLine => ({
    customId,
    status,
    response: null,
    error: { message },
    contentFilter: null,
  });
  if (end === undefined) return ended("pending", reasons.pending);
  if (end === "failed") return ended("failed", batchFailure(batch) ?? reasons.failed);
  // A row of an unreadable file may have been answered, however the batch ended.
  const isUnknown = end === "completed" || seen.problems.length > 0;
  return isUnknown ? ended("missing", missingReason(seen)) : ended(end, reasons[end]);
};
