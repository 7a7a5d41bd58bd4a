import type { Batch } from "openai/resources/batches";
import type { RowError, RowStatus } from "../../bulk/batch/batchLine";
import { batchEnd } from "../../bulk/batch/batchSummary";
import type { BatchResults, RowResult } from "../../bulk/batch/readBatchResults";
import type { PricesInput } from "../../inputs/prices";
import type { DataRecord } from "../../inputs/records";
import { type EstimatedCost, UsageCounter, type UsageSum } from "../usage";
import { answerJson, answerText, answerUsage } from "./answerText";

/** What became of one row. */
export interface BatchRow {
  /** Place of the row among those of all batches, from 0. */
  index: number;
  customId: string;
  status: RowStatus;
  /** The answer's text; null where there is none. */
  output_text: string | null;
  /** The text read as JSON, where it is an object or a list; null where not. */
  output_json: unknown;
  /** The body of the answer, as the service gave it. */
  response: unknown;
  error: RowError | null;
  /** The record of the row, where the step has the records and knows which row it is. */
  record?: DataRecord;
}

/** How many of the returned rows ended how. */
export type RowCounts = Record<RowStatus, number> & {
  /** Rows of all batches. */
  total: number;
  /** Rows in `results`. */
  returned: number;
  /** Lines of the service's files that belong to no row, or can't be read. */
  strayLines: number;
};

/** Results of a page of rows, in the order of the rows. */
export interface ResultsOutput {
  results: BatchRow[];
  counts: RowCounts;
  /** Of the returned rows. */
  usage: UsageSum;
  cost: EstimatedCost | null;
  /** Where the next run goes on, as First Row; null at the end. */
  nextRow: number | null;
  /** True when every batch has ended. */
  isFinished: boolean;
  /** Why rows of this page have no result or no certain place, where a file could not be read; null where all could. */
  warning: string | null;
  batches: Batch[];
}

const toRow = (
  { index, isPlaceKnown, customId, status, response, error }: RowResult,
  records: readonly DataRecord[] | undefined,
): BatchRow => {
  const record = isPlaceKnown ? records?.[index] : undefined;
  // A row that failed has a text where it failed in the middle of its answer.
  const text = status === "succeeded" || typeof response === "object" ? answerText(response) : null;
  return {
    index,
    customId,
    status,
    output_text: text,
    output_json: answerJson(text),
    response,
    error,
    ...(record && { record }),
  };
};

const noCounts: Record<RowStatus, number> = {
  succeeded: 0,
  failed: 0,
  expired: 0,
  cancelled: 0,
  pending: 0,
  missing: 0,
};

/** Puts the results of a page together, with what they add up to. */
export const resultsOutput = (
  batches: Batch[],
  { results, total, strayLines, warnings }: BatchResults,
  firstRow: number,
  records: readonly DataRecord[] | undefined,
  prices: PricesInput,
): ResultsOutput => {
  const counts = { ...noCounts };
  const usage = new UsageCounter();
  for (const { status, response } of results) {
    counts[status] += 1;
    usage.add(answerUsage(response));
  }
  const nextRow = firstRow + results.length;
  return {
    results: results.map((result) => toRow(result, records)),
    counts: { total, returned: results.length, ...counts, strayLines },
    usage: usage.sum(),
    cost: usage.cost(prices),
    nextRow: nextRow < total ? nextRow : null,
    isFinished: batches.every((batch) => batchEnd(batch) !== undefined),
    warning: warnings.length > 0 ? [...new Set(warnings)].join(" ") : null,
    batches,
  };
};
