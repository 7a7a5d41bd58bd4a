import type { PricesInput } from "../../inputs/prices";
import type { DataRecord } from "../../inputs/records";
import type { EstimatedCost, UsageCounter, UsageSum } from "../usage";
import type { CheckType } from "./evaluatedFields";
import type { RecordResult } from "./recordOutput";

/** What a check or a judge says of a value. */
export interface Judgment {
  /** From 0 to 1. */
  score: number;
  verdict: "pass" | "fail";
  reason: string;
}

/** What became of one record. */
export interface EvaluationResult extends RecordResult {
  /** The record as it came. */
  record: DataRecord;
  check: CheckType;
  score: number | null;
  verdict: "pass" | "fail" | null;
  reason: string | null;
}

/** What became of a list of records. */
export interface EvaluationResults {
  /** In the order of the records; those in `remaining` have none. */
  results: EvaluationResult[];
  totals: { total: number; passed: number; failed: number; errored: number; remaining: number };
  /** Of the records that were judged; null when none was. */
  means: { score: number | null; passRate: number | null };
  usage: UsageSum;
  /** At the prices entered; null without any. */
  cost: EstimatedCost | null;
  /** The records for which there was no time, ready to be the input of a next run. */
  remaining: DataRecord[];
  /** Why records are in `remaining`, and when to try again; null when none is. */
  warning: string | null;
}

/** A result with a judgment, or without one where the record failed. */
export const evaluationResult = (
  { index, status, ...rest }: RecordResult,
  record: DataRecord,
  check: CheckType,
  judgment: Judgment | undefined,
): EvaluationResult => ({
  index,
  status,
  record,
  check,
  score: judgment?.score ?? null,
  verdict: judgment?.verdict ?? null,
  reason: judgment?.reason ?? null,
  ...rest,
});

/** Of decimal scores, without what adding up binary fractions leaves behind. */
const meanOf = (values: readonly number[]): number | null =>
  values.length === 0
    ? null
    : Number((values.reduce((sum, value) => sum + value, 0) / values.length).toPrecision(12));

/** Counts and averages results, and names the records that have none. */
export const evaluationResults = (
  records: readonly DataRecord[],
  results: ReadonlyArray<EvaluationResult | undefined>,
  usage: UsageCounter,
  prices: PricesInput,
): EvaluationResults => {
  const ended = results.filter((result) => result !== undefined);
  const passed = ended.filter(({ verdict }) => verdict === "pass").length;
  const failed = ended.filter(({ verdict }) => verdict === "fail").length;
  const remaining = records.filter((_record, index) => results[index] === undefined);
  return {
    results: ended,
    totals: {
      total: records.length,
      passed,
      failed,
      errored: ended.length - passed - failed,
      remaining: remaining.length,
    },
    means: {
      score: meanOf(ended.flatMap(({ score }) => (score === null ? [] : [score]))),
      passRate: meanOf(
        ended.flatMap(({ verdict }) => (verdict === null ? [] : [verdict === "pass" ? 1 : 0])),
      ),
    },
    usage: usage.sum(),
    cost: usage.cost(prices),
    remaining,
    warning: null,
  };
};
