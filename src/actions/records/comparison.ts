import type { DataRecord } from "../../inputs/records";
import { described, listOf, type Of, objectOf } from "../../output/shape";
import {
  type ComparisonResult,
  comparisonResult,
  comparisonResultShape,
} from "../../tasks/records/compareRecords";
import { countProperties, meansShape, scoresOf } from "./scores";

/** What became of a list of records that were compared. */
export const comparisonShape = objectOf({
  results: described("One for each record, in their order", listOf(comparisonResultShape)),
  counts: described(
    "How many records: total, succeeded (compared), failed (not comparable) and passed",
    objectOf(countProperties),
  ),
  means: meansShape,
});

/** What became of a list of records that were compared. */
export type ComparisonOutput = Of<typeof comparisonShape>;

/** Counts and averages the results of a comparison. */
export const showComparison = (results: ComparisonResult[]): ComparisonOutput => ({
  results,
  ...scoresOf(results),
});

const record: DataRecord = { question: "Capital of Switzerland?", answer: "It is Bern.", expected: "Bern" };

/** One compared record, as examples show it. */
export const exampleComparison = showComparison([
  comparisonResult(0, record, { score: 1, reason: '"It is Bern." contains "Bern".' }),
]);
