import {
  anything,
  described,
  listOf,
  number,
  type Of,
  objectOf,
  optionally,
  orNull,
  text,
} from "../../output/shape";
import type { FoundVectors } from "../../tasks/similarity/searchBySimilarity";

const matchesShape = listOf(
  objectOf({
    index: number("Place of the vector in the list that was embedded, from 0"),
    similarity: number("By cosine: 1 = same direction, -1 = opposite"),
    text: optionally(text("The text that was embedded, where it is known")),
    record: optionally(anything("What the vector belongs to, where it is known")),
  }),
);

/** Shape of the output: what is similar to each query. */
export const similarVectorsShape = objectOf({
  results: described(
    "One for each query, in their order",
    listOf(
      objectOf({
        query: number("Place of the query in its list, from 0"),
        text: optionally(text("The query's text, where it is known")),
        record: optionally(anything("The query's record, where it is known")),
        matches: described("The most similar first", matchesShape),
        best: orNull(number("Highest similarity, also below the threshold")),
        removedByThreshold: number("How many of the nearest the threshold removed"),
      }),
    ),
  ),
  matches: described("Those of the first query", matchesShape),
  counts: described(
    "How many queries and vectors there are, queries without a match, and failed items that were passed over",
    objectOf({ queries: number(), vectors: number(), withoutMatch: number(), passedOver: number() }),
  ),
  warnings: described("What was passed over, and queries without a match", listOf(text())),
});

/** The output: what is similar to each query. */
export type SimilarVectors = Of<typeof similarVectorsShape>;

const warningsOf = ({ results, passedOver }: FoundVectors): string[] => {
  const failed = Object.entries({ Vectors: passedOver.vectors, Query: passedOver.queries })
    .filter(([, count]) => count > 0)
    .map(([label, count]) => `${label}: ${count} failed when they were embedded, and were passed over.`);
  const unmatched = results.filter(({ matches, best }) => matches.length === 0 && best !== null);
  if (unmatched.length === 0) return failed;
  const removed = unmatched.reduce((sum, { removedByThreshold }) => sum + removedByThreshold, 0);
  const best = unmatched.reduce(
    (highest, one) => Math.max(highest, one.best ?? highest),
    Number.NEGATIVE_INFINITY,
  );
  const where =
    results.length === 1 ? "" : `${unmatched.length} of ${results.length} queries have no match: `;
  return [
    ...failed,
    `${where}Threshold removed all ${removed} that were nearest. The best has a similarity of ${best}.`,
  ];
};

/** Makes the output: results with counts and warnings. */
export const showSimilarVectors = (found: FoundVectors): SimilarVectors => {
  const { results, vectors, passedOver } = found;
  return {
    results,
    matches: results[0]?.matches ?? [],
    counts: {
      queries: results.length,
      vectors,
      withoutMatch: results.filter(({ matches }) => matches.length === 0).length,
      passedOver: passedOver.vectors + passedOver.queries,
    },
    warnings: warningsOf(found),
  };
};

/** Example of the output. */
export const exampleSimilarVectors = showSimilarVectors({
  results: [
    {
      query: 0,
      matches: [{ index: 1, similarity: 0.6 }],
      best: 0.6,
      removedByThreshold: 1,
    },
  ],
  vectors: 2,
  passedOver: { vectors: 0, queries: 0 },
});
