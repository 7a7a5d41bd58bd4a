import type { DataRecord } from "../../inputs/records";
import { anything, described, listOf, number, type Of, objectOf, orNull, text } from "../../output/shape";
import type { PricesInput } from "../../output/usage";
import { costShape, UsageCounter, usageSumShape } from "../../output/usage";
import {
  type EvaluationResult,
  evaluationResult,
  evaluationResultShape,
} from "../../tasks/records/evaluationResult";

/** What became of a list of records. */
export const evaluationShape = objectOf({
  results: described("One for each record that was tried, in their order", listOf(evaluationResultShape)),
  totals: described(
    "How many records: total, passed, failed (judged, and not passed), errored (not judged) and remaining",
    objectOf({
      total: number(),
      passed: number(),
      failed: number("Judged, and not passed"),
      errored: number("Not judged, for an error"),
      remaining: number(),
    }),
  ),
  means: described(
    "score and passRate of the records that were judged, from 0 to 1; null where none was",
    objectOf({
      score: orNull(number("Of the records that were judged")),
      passRate: orNull(number("Share of those that passed, from 0 to 1")),
    }),
  ),
  usage: usageSumShape,
  cost: costShape,
  remaining: described(
    "The records that were not tried, ready as the Records of a next run",
    listOf(anything<DataRecord>("A record that was not done")),
  ),
  warning: orNull(text("Why records are in remaining, and when to try again; null when none is")),
});

/** What became of a list of records. */
export type EvaluationResults = Of<typeof evaluationShape>;

/** Of decimal scores, without what adding up binary fractions leaves behind. */
const meanOf = (values: readonly number[]): number | null =>
  values.length === 0
    ? null
    : Number((values.reduce((sum, value) => sum + value, 0) / values.length).toPrecision(12));

/** Counts and averages results, and names the records that have none. */
export const showEvaluation = (
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

const usage = { prompt_tokens: 41, completion_tokens: 12, total_tokens: 53 };
const counted = new UsageCounter();
counted.add(usage);

const judgedRecord = {
  question: "What is the capital of Switzerland?",
  answer: "It is Bern, since 1848.",
  expected: "Bern",
};

/** One judged record, as examples show it. */
export const exampleEvaluation = showEvaluation(
  [judgedRecord],
  [
    evaluationResult(
      {
        index: 0,
        status: "succeeded",
        error: null,
        attempts: 1,
        durationMs: 910,
        usage,
        wasRepaired: false,
      },
      judgedRecord,
      "model",
      { score: 1, verdict: "pass", reason: "The answer names Bern, as expected." },
    ),
  ],
  counted,
  { inputPrice: 2.5, outputPrice: 15 },
);
