import type { DataRecord } from "../../inputs/records";
import { fileProperty } from "../../output/recordsFile";
import { described, listOf, type Of, objectOf, text } from "../../output/shape";
import {
  type ComparisonResult,
  comparisonResult,
  comparisonResultShape,
} from "../../tasks/records/compareRecords";
import { countProperties, meansShape, scoresOf } from "./scores";

/** Shape of the output: the comparisons of many records. */
export const comparisonShape = objectOf({
  results: described("One for each record, in their order", listOf(comparisonResultShape)),
  counts: described(
    "How many records: total, succeeded (compared), failed (not comparable) and passed",
    objectOf(countProperties),
  ),
  means: meansShape,
  ...fileProperty,
  warnings: described("How the records were read, where that may surprise", listOf(text())),
});

/** The output: the comparisons of many records. */
export type ComparisonOutput = Of<typeof comparisonShape>;

/** Makes the output: results with counts and means. */
export const showComparison = (results: ComparisonResult[]): ComparisonOutput => ({
  results,
  ...scoresOf(results),
  file: null,
  warnings: [],
});

const record: DataRecord = { question: "Capital of Switzerland?", answer: "It is Bern.", expected: "Bern" };

/** Example of the output. */
export const exampleComparison = showComparison([
  comparisonResult(0, record, { score: 1, reason: '"It is Bern." contains "Bern".' }),
]);
