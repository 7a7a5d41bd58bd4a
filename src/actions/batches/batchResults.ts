import type { Batch } from "openai/resources/batches";
import type { DataRecord } from "../../inputs/records";
import { batchShape, exampleBatch, showBatch } from "../../output/batch";
import { batchEnd } from "../../output/batchSummary";
import { exampleCompletion } from "../../output/completion";
import { contentFilterShape, exampleContentFilter } from "../../output/contentFilter";
import { fileProperty } from "../../output/recordsFile";
import {
  anything,
  described,
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
import { UsageCounter, usageProperties, usageSumShape } from "../../output/usage";
import type { RowError, RowStatus } from "../../tasks/batches/batchLine";
import type { BatchResults, RowResult } from "../../tasks/batches/readBatchResults";
import { isObject } from "../../text/isObject";
import { besideRecords } from "../../text/tables/besideRecords";
import type { TokenPrice } from "../../text/tokenPrice";
import { answerJson, answerText } from "./answerText";

const rowShape = objectOf({
  index: number("Place of the row among those of all batches, from 0"),
  customId: text("The custom_id of its line"),
  status: text<RowStatus>("succeeded, failed, expired, cancelled, pending or missing"),
  output_text: orNull(text("The answer's text, or null")),
  output_json: anything("The text as an object or list, where it is one; null where not"),
  response: oneOf(
    ["object", "array", "string", "null"],
    "The body of the answer, as the service gave it: an object as a rule",
  ),
  error: described(
    "Why the row has no answer: message, status and code; null where it has one",
    orNull<RowError>(objectOf({ message: text(), status: optionally(number()), code: optionally(text()) })),
  ),
  contentFilter: contentFilterShape,
  record: optionally(
    described("The record of the row, where Records is filled in", openObject<DataRecord>()),
  ),
});

/** The result of one row. */
type BatchRow = Of<typeof rowShape>;

/** Results of a page of rows, in the order of the rows. */
export const batchResultsShape = objectOf({
  results: described("One for each row of this page, in the order of the rows", listOf(rowShape)),
  counts: described(
    "total rows of all batches, and returned rows of this page with what became of them; strayLines belong to no row",
    objectOf({
      total: number("Rows of all batches"),
      returned: number("Rows of this page"),
      succeeded: number(),
      failed: number(),
      expired: number(),
      cancelled: number(),
      pending: number("Rows of batches that have not ended"),
      missing: number("Rows of which the result files say nothing"),
      strayLines: number("Lines of the service's files that belong to no row, or can't be read"),
    }),
  ),
  usage: described("The tokens of the rows of this page", usageSumShape),
  ...usageProperties,
  nextRow: orNull(number("The First Row of the next page; null at the end")),
  isFinished: flag("True when every batch has ended"),
  ...fileProperty,
  warning: orNull(
    text("Why rows of this page are missing or out of order, where a file of the service could not be read"),
  ),
  batches: described("The service's batches, each with its summary", listOf(batchShape)),
});

/** Results of a page of rows, in the order of the rows. */
export type ResultsOutput = Of<typeof batchResultsShape>;

/** The rows of a page for a file: the record, where there is one, and what became of it. */
export const answeredRecords = (rows: readonly BatchRow[]): DataRecord[] =>
  besideRecords(
    rows.map(({ index, customId, status, output_text, error, record = {} }) => ({
      record,
      result: { index, customId, status, output_text, error: error?.message ?? null },
    })),
  );

const toRow = (
  { index, isPlaceKnown, customId, status, response, error, contentFilter }: RowResult,
  records: readonly DataRecord[] | undefined,
): BatchRow => {
  const record = isPlaceKnown ? records?.[index] : undefined;
  // A failed row has a text where its answer was cut off.
  const text = status === "succeeded" || typeof response === "object" ? answerText(response) : null;
  return {
    index,
    customId,
    status,
    output_text: text,
    output_json: answerJson(text),
    response,
    error,
    contentFilter,
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

/** The prices of the rows' tokens. */
interface ResultPrices {
  /** The step's own prices, which win. */
  prices: PricesInput;
  /** The connection's prices, by the model that a row's answer names. */
  priceOf(model: unknown): TokenPrice | undefined;
}

/** Makes the output of a page of rows, with the sums. */
export const showBatchResults = (
  batches: Batch[],
  { results, total, strayLines, warnings }: BatchResults,
  firstRow: number,
  records: readonly DataRecord[] | undefined,
  { prices, priceOf }: ResultPrices,
): ResultsOutput => {
  const counts = { ...noCounts };
  const usage = new UsageCounter();
  for (const { status, response } of results) {
    counts[status] += 1;
    if (!isObject(response)) continue;
    const { usage: used, model } = response;
    // A failed row was answered where its answer was cut off or filtered, and not where it was refused.
    if (status === "succeeded" || used) usage.add(used, priceOf(model));
  }
  const nextRow = firstRow + results.length;
  return {
    results: results.map((result) => toRow(result, records)),
    counts: { total, returned: results.length, ...counts, strayLines },
    usage: usage.sum(),
    ...usage.shown(prices),
    nextRow: nextRow < total ? nextRow : null,
    isFinished: batches.every((batch) => batchEnd(batch) !== undefined),
    file: null,
    warning: warnings.length > 0 ? [...new Set(warnings)].join(" ") : null,
    batches: batches.map(showBatch),
  };
};

/** Example of the output. */
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
        contentFilter: exampleContentFilter,
      },
    ],
    total: 1,
    strayLines: 0,
    warnings: [],
  },
  0,
  undefined,
  { prices: { inputPrice: 1.25, outputPrice: 7.5 }, priceOf: () => undefined },
);
