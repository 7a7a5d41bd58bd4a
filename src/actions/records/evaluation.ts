import type { DataRecord } from "../../inputs/records";
import { exampleContentFilter } from "../../output/contentFilter";
import { fileProperty } from "../../output/recordsFile";
import { anything, described, listOf, number, type Of, objectOf, orNull, text } from "../../output/shape";
import type { PricesInput } from "../../output/usage";
import { UsageCounter, usageProperties, usageSumShape } from "../../output/usage";
import { warningsProperty } from "../../output/warnings";
import {
  type EvaluationResult,
  evaluationResult,
  evaluationResultShape,
} from "../../tasks/records/evaluationResult";
import { countProperties, meansShape, scoresOf } from "./scores";

/** Shape of the output: a model's judgments of many records. */
export const evaluationShape = objectOf({
  results: described("One for each record that was tried, in their order", listOf(evaluationResultShape)),
  counts: described(
    "How many records: total, succeeded (judged), failed (not judged), passed and remaining",
    objectOf({ ...countProperties, remaining: number() }),
  ),
  means: meansShape,
  usage: usageSumShape,
  ...usageProperties,
  remaining: described(
    "The records that were not tried, ready as the Records of a next run",
    listOf(anything<DataRecord>("A record that was not done")),
  ),
  ...fileProperty,
  warning: orNull(text("Why records are in remaining, and when to try again; null when none is")),
  ...warningsProperty,
});

/** The output: a model's judgments of many records. */
export type EvaluationResults = Of<typeof evaluationShape>;

/** Makes the output: results with counts and means, and the records without a result. */
export const showEvaluation = (
  records: readonly DataRecord[],
  results: ReadonlyArray<EvaluationResult | undefined>,
  usage: UsageCounter,
  prices: PricesInput,
): EvaluationResults => {
  const ended = results.filter((result) => result !== undefined);
  const remaining = records.filter((_record, index) => results[index] === undefined);
  const { counts, means } = scoresOf(ended);
  return {
    results: ended,
    counts: { ...counts, total: records.length, remaining: remaining.length },
    means,
    usage: usage.sum(),
    ...usage.shown(prices),
    remaining,
    file: null,
    warning: null,
    warnings: [],
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

/** Example of the output. */
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
        contentFilter: exampleContentFilter,
      },
      judgedRecord,
      { score: 1, verdict: "pass", reason: "The answer names Bern, as expected." },
    ),
  ],
  counted,
  { inputPrice: 2.5, outputPrice: 15 },
);
