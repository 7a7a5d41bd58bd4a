import { optionally } from "../../inputs/kinds";
import { records } from "../../inputs/records";
import { declaredAction } from "../../output/declaredAction";
import { createLocalTurns } from "../../pacing/turns";
import { refuseInput } from "../../text/InputError";
import { measure, query, skipSame, threshold, topN, vectorIndex, vectors } from "./similarityInputs";
import { exampleSimilarVectors, showSimilarVectors, similarVectorsShape } from "./similarVectors";

const label = "Search by Similarity";

/** Finds the vectors most similar to one or many, without a call. */
export const searchBySimilarity = declaredAction({
  label,
  description: "Find the texts or records whose vectors are most similar to a query, without a call",
  inputs: {
    query,
    vectors,
    vectorIndex,
    records: optionally(records, {
      comments: "The list that was embedded: a match gets its record by position.",
    }),
    measure,
    topN,
    threshold,
    skipSame,
  },
  effect: "reads",
  perform: async (context, params) => {
    const { measure: chosen = "cosine", topN: most = 5, threshold: least, ...given } = params;
    if (chosen === "cosine" && Math.abs(least ?? 0) > 1)
      refuseInput(
        "Threshold",
        `${least} is no cosine.`,
        "Enter a number from -1 to 1, or choose another Measure.",
      );
    const { searchBySimilarity } = await import("../../tasks/similarity/searchBySimilarity");
    const search = {
      ...given,
      measure: chosen,
      topN: most,
      threshold: least,
      skipSame: given.skipSame ?? false,
    };
    return { data: showSimilarVectors(await searchBySimilarity(search, createLocalTurns(label, context))) };
  },
  output: similarVectorsShape,
  example: { data: exampleSimilarVectors },
});
