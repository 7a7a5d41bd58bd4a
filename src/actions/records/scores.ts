import type { DataRecord } from "../../inputs/records";
import { described, number, objectOf, orNull } from "../../output/shape";
import { besideRecords } from "../../text/tables/besideRecords";

/** Properties of the counts of records. */
export const countProperties = {
  total: number(),
  succeeded: number("Judged, passed or not"),
  failed: number("Not judged, for an error"),
  passed: number(),
};

/** Shape of the means of the judged records. */
export const meansShape = described(
  "score and passRate of the records that were judged, from 0 to 1; null where none was",
  objectOf({
    score: orNull(number("Of the records that were judged")),
    passRate: orNull(number("Share of those that passed, from 0 to 1")),
  }),
);

/** The mean of decimal scores, without the rounding error of binary fractions. */
const meanOf = (values: readonly number[]): number | null =>
  values.length === 0
    ? null
    : Number((values.reduce((sum, value) => sum + value, 0) / values.length).toPrecision(12));

/** A record with its judgment. */
interface ScoredRecord extends Scored {
  record: DataRecord;
  reason: string | null;
  error: { message: string } | null;
}

/** The records with their judgments as further fields, for a file. */
export const scoredRecords = (results: readonly ScoredRecord[]): DataRecord[] =>
  besideRecords(
    results.map(({ record, score, verdict, reason, error }) => ({
      record,
      result: { score, verdict, reason, error: error?.message ?? null },
    })),
  );

/** The judgment of a result; null for a failed record. */
interface Scored {
  score: number | null;
  verdict: "pass" | "fail" | null;
}

/** Counts results and averages their scores. */
export const scoresOf = (results: readonly Scored[]) => {
  const scores = results.flatMap(({ score }) => (score === null ? [] : [score]));
  const passes = results.flatMap(({ verdict }) => (verdict === null ? [] : [verdict === "pass" ? 1 : 0]));
  return {
    counts: {
      total: results.length,
      succeeded: passes.length,
      failed: results.length - passes.length,
      passed: passes.filter((pass) => pass === 1).length,
    },
    means: { score: meanOf(scores), passRate: meanOf(passes) },
  };
};
