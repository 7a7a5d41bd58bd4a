import { described, number, objectOf, orNull } from "../../output/shape";

/** How many records there are of each kind, property by property. */
export const countProperties = {
  total: number(),
  succeeded: number("Judged, passed or not"),
  failed: number("Not judged, for an error"),
  passed: number(),
};

/** The means of the records that were judged. */
export const meansShape = described(
  "score and passRate of the records that were judged, from 0 to 1; null where none was",
  objectOf({
    score: orNull(number("Of the records that were judged")),
    passRate: orNull(number("Share of those that passed, from 0 to 1")),
  }),
);

/** Of decimal scores, without what adding up binary fractions leaves behind. */
const meanOf = (values: readonly number[]): number | null =>
  values.length === 0
    ? null
    : Number((values.reduce((sum, value) => sum + value, 0) / values.length).toPrecision(12));

/** What a result says of its value: null for a record that failed. */
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
