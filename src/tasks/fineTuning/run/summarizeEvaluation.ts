import { described, flag, listOf, number, type Of, objectOf, orNull, text } from "../../../output/shape";
import type { EvaluationWish } from "./evaluationWish";
import type { TriedRow } from "./keptEvaluation";
import type { TestRow } from "./testRow";

const sampleShape = objectOf({
  line: number("Of the test file, from 1"),
  expected: orNull(text()),
  answer: text(),
  score: number(),
});

/** How a trained model did with the test rows. */
export const evaluationSummaryShape = objectOf({
  by: text("exact or judge"),
  rows: number("Test rows that were answered and scored"),
  score: number("The mean, from 0 to 1: by exact the share of right answers"),
  comparedWith: orNull(text("The model or deployment that was asked the same; null without")),
  otherScore: orNull(number("Its score")),
  threshold: orNull(number("The least score, from 0 to 1; null without")),
  passed: flag("True when the score reaches the threshold and is no worse than the other one"),
  reason: orNull(text("Why it did not pass; null when it did")),
  wrongSamples: described("Some of the rows with the least score, below 1", listOf(sampleShape)),
});

/** How a trained model did with the test rows. */
export type EvaluationSummary = Of<typeof evaluationSummaryShape>;

const mostSamples = 5;

const mean = (values: readonly number[]): number =>
  Number((values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)).toPrecision(6));

const percent = (share: number): string => `${Number((share * 100).toFixed(1))} %`;

const reasonOf = (
  score: number,
  threshold: number | null,
  other: { name: string; score: number } | undefined,
  allowsWorse: boolean,
): string | null => {
  if (threshold !== null && score < threshold)
    return `The model's score is ${percent(score)}, below the threshold of ${percent(threshold)}.`;
  if (other && score < other.score && !allowsWorse)
    return `The model's score is ${percent(score)}, and ${other.name} has ${percent(other.score)}.`;
  return null;
};

/** What rows that were tried come to; undefined while one of them is not scored. */
export const summarizeEvaluation = (
  rows: readonly TestRow[],
  tried: ReadonlyMap<number, TriedRow>,
  { by, threshold: percentWanted, compareWith, allowWorse = false }: EvaluationWish,
): EvaluationSummary | undefined => {
  const all = rows.map(({ line, expected }) => ({ ...tried.get(line), line, expected: expected ?? null }));
  const scores = all.flatMap(({ score }) => score ?? []);
  const otherScores = all.flatMap(({ otherScore }) => otherScore ?? []);
  if (scores.length < rows.length || (compareWith !== undefined && otherScores.length < rows.length))
    return undefined;
  const score = mean(scores);
  const other = compareWith === undefined ? undefined : { name: compareWith, score: mean(otherScores) };
  const threshold = percentWanted === undefined ? null : percentWanted / 100;
  const reason = reasonOf(score, threshold, other, allowWorse);
  return {
    by: by ?? "none",
    rows: rows.length,
    score,
    comparedWith: compareWith ?? null,
    otherScore: other?.score ?? null,
    threshold,
    passed: reason === null,
    reason,
    wrongSamples: all
      .map(({ line, expected, answer = "", score: own = 0 }) => ({ line, expected, answer, score: own }))
      .filter((row) => row.score < 1)
      .sort((one, another) => one.score - another.score)
      .slice(0, mostSamples),
  };
};
