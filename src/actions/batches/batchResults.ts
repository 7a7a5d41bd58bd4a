import type { Batch } from "openai/resources/batches";
import type { DataRecord } from "../../inputs/records";
import { batchShape, exampleBatch, showBatch } from "../../output/batch";
import { batchEnd } from "../../output/batchSummary";
import { exampleCompletion } from "../../output/completion";
import {
  anything,
  flag,
  listOf,
  number,
  type Of,
  objectOf,
  oneOf,
  openObject,
  optionally,
  orNull,
  text,
} from "../../output/shape";
import type { PricesInput } from "../../output/usage";
import { costShape, UsageCounter, usageSumShape } from "../../output/usage";
import type { RowError, RowStatus } from "../../tasks/batches/batchLine";
import type { BatchResults, RowResult } from "../../tasks/batches/readBatchResults";
import { answerJson, answerText, answerUsage } from "./answerText";

const rowShape = objectOf({
  index: number("Place of the row among those of all batches, from 0"),
  customId: text(),
  status: text<RowStatus>("succeeded, failed, expired, cancelled, pending or missing"),
  output_text: orNull(text()),
  output_json: anything("The text as an object or list, where it is one; null where not"),
  response: oneOf(
    ["object", "array", "string", "null"],
    "The body of the answer, as the service gave it: an object as a rule",
  ),
  error: orNull<RowError>(
    objectOf({ message: text(), status: optionally(number()), code: optionally(text()) }),
  ),
  /** Where the step has the records and knows which row it is. */
  record: optionally(openObject<DataRecord>()),
});

/** What became of one row. */
type BatchRow = Of<typeof rowShape>;

/** Results of a page of rows, in the order of the rows. */
export const batchResultsShape = objectOf({
  results: listOf(rowShape),
  counts: objectOf({
    /** Rows of all batches. */
    total: number(),
    /** Rows in `results`. */
    returned: number(),
    succeeded: number(),
    failed: number(),
    expired: number(),
    cancelled: number(),
    pending: number(),
    missing: number(),
    /** Lines of the service's files that belong to no row, or can't be read. */
    strayLines: number(),
  }),
  /** Of the returned rows. */
  usage: usageSumShape,
  cost: costShape,
  nextRow: orNull(number("Enter it as First Row to go on; null at the end")),
  /** True when every batch has ended. */
  isFinished: flag(),
  warning: orNull(
    text("Why rows of this page are missing or out of order, where a file of the service could not be read"),
  ),
  batches: listOf(batchShape),
});

/** Results of a page of rows, in the order of the rows. */
export type ResultsOutput = Of<typeof batchResultsShape>;

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
export const showBatchResults = (
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
    batches: batches.map(showBatch),
  };
};

/** Results as examples show them. */
export const exampleBatchResults = showBatchResults(
  [{ ...exampleBatch, request_counts: { total: 1, completed: 1, failed: 0 } }],
  {
    results: [
      {
        index: 0,
        isPlaceKnown: true,
        customId: "row-0",
        status: "succeeded",
        response: { ...exampleCompletion },
        error: null,
      },
    ],
    total: 1,
    strayLines: 0,
    warnings: [],
  },
  0,
  undefined,
  { inputPrice: 1.25, outputPrice: 7.5 },
);
