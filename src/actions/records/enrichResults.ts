import type { PricesInput } from "../../inputs/prices";
import type { DataRecord } from "../../inputs/records";
import type { EstimatedCost, UsageCounter, UsageSum } from "../usage";
import type { RecordOutcome } from "./askRecords";
import { type RecordResult, recordResult } from "./recordOutput";

/** What became of one record. */
export interface EnrichResult extends RecordResult {
  /** The answer: text, or an object in the form asked for; null without one. */
  answer: unknown;
  /** The text of the last answer, also of one that was not in its form. */
  output_text: string | null;
}

/** What became of a list of records. */
export interface EnrichResults {
  /** In the order of the input, with the new properties; one that failed is as it was. */
  records: DataRecord[];
  /** One for each of `records`. */
  results: EnrichResult[];
  counts: { total: number; succeeded: number; failed: number; remaining: number; repaired: number };
  usage: UsageSum;
  /** At the prices entered; null without any. */
  cost: EstimatedCost | null;
  /** The records that failed, as they were, ready to be the input of a next run. */
  failed: DataRecord[];
  /** The records for which there was no time, ready to be the input of a next run. */
  remaining: DataRecord[];
  /** Why records are in `remaining`, and when to try again; null when none is. */
  warning: string | null;
}

/** Where answers go. */
export interface Placement {
  /** The property for the answer; undefined puts the answer's properties into the record. */
  field: string | undefined;
  overwrites: boolean;
}

const enriched = (record: DataRecord, answer: unknown, { field, overwrites }: Placement): DataRecord => {
  const added = field === undefined ? (answer as DataRecord) : { [field]: answer };
  if (overwrites) return { ...record, ...added };
  const isNew = ([name]: [string, unknown]): boolean => !Object.hasOwn(record, name);
  return { ...record, ...Object.fromEntries(Object.entries(added).filter(isNew)) };
};

/** Puts what became of each record together, in the records' order. */
export const enrichResults = (
  records: readonly DataRecord[],
  outcomes: readonly RecordOutcome[],
  placement: Placement,
  usage: UsageCounter,
  prices: PricesInput,
): EnrichResults => {
  const settled = outcomes.flatMap((outcome, index) => {
    const result = recordResult(index, outcome);
    const record = records[index];
    return result && record ? [{ outcome, result, record }] : [];
  });
  const results = settled.map(({ outcome, result }): EnrichResult => {
    const answer = outcome.settled?.status === "succeeded" ? outcome.settled.value : null;
    const { index, status, ...rest } = result;
    return { index, status, answer, output_text: outcome.text, ...rest };
  });
  const failed = settled.flatMap(({ result, record }) => (result.status === "failed" ? [record] : []));
  const remaining = records.filter((_record, index) => outcomes[index]?.settled === undefined);
  return {
    records: settled.map(({ outcome, record }) =>
      outcome.settled?.status === "succeeded" ? enriched(record, outcome.settled.value, placement) : record,
    ),
    results,
    counts: {
      total: records.length,
      succeeded: results.length - failed.length,
      failed: failed.length,
      remaining: remaining.length,
      repaired: results.filter(({ wasRepaired }) => wasRepaired).length,
    },
    usage: usage.sum(),
    cost: usage.cost(prices),
    failed,
    remaining,
    warning: null,
  };
};
