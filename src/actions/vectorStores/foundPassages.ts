import { described, listOf, number, type Of, objectOf, openObject, orNull, text } from "../../output/shape";
import type { FoundPassage } from "../../tasks/vectorStores/searchStore";
import type { JsonObject } from "../../text/isObject";

/** Shape of what a search of a vector store found. */
export const foundShape = objectOf({
  results: described(
    "The passages, the best first: fileId, fileName, score, text and attributes",
    listOf(
      objectOf({
        fileId: orNull(text()),
        fileName: orNull(text()),
        score: orNull(number("As the service gives it")),
        text: text(),
        attributes: openObject<JsonObject>(),
      }),
    ),
  ),
  context: text("All passages with the names of their files, to be referenced in a prompt"),
  counts: described(
    "found by the service, kept, and removed by Score Threshold",
    objectOf({ found: number(), kept: number(), removed: number() }),
  ),
  bestScore: orNull(number("The highest score, also of a passage that was removed")),
  queries: described("What the service searched for, with Rewrite Query its own words", listOf(text())),
  warning: orNull(text("Why there is nothing; null where there is something")),
});

const contextOf = (passages: readonly FoundPassage[]): string =>
  passages
    .map(({ fileName, fileId, text: said }, index) => `[${index + 1}] ${fileName ?? fileId ?? ""}\n${said}`)
    .join("\n\n");

const warningOf = (found: number, kept: number, best: number | null, threshold?: number): string | null => {
  if (kept > 0) return null;
  if (found === 0) return "Nothing was found: check that the files were read, and Filters.";
  return `Score Threshold ${threshold} removed all of ${found}: the best score was ${best ?? "not told"}.`;
};

/**
 * The output of a search. The threshold is applied here and not by the service, so that the step can tell what it
 * removed; a passage without a score stays.
 */
export const showFound = (
  { passages, queries }: { passages: readonly FoundPassage[]; queries: string[] },
  threshold?: number,
): Of<typeof foundShape> => {
  const results = passages.filter(({ score }) => score === null || score >= (threshold ?? score));
  const scores = passages.flatMap(({ score }) => score ?? []);
  const bestScore = scores.length > 0 ? Math.max(...scores) : null;
  const [found, kept] = [passages.length, results.length];
  return {
    results,
    context: contextOf(results),
    counts: { found, kept, removed: found - kept },
    bestScore,
    queries,
    warning: warningOf(found, kept, bestScore, threshold),
  };
};

/** Example of what a search found. */
export const exampleFound = showFound({
  passages: [
    {
      fileId: "file-abc123",
      fileName: "returns.pdf",
      score: 0.81,
      text: "Goods can be sent back within 30 days.",
      attributes: { customer: "acme", year: 2026 },
    },
  ],
  queries: ["How long can goods be sent back?"],
});
