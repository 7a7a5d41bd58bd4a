import { fallbackShape } from "../../output/fallback";
import { itemErrorShape } from "../../output/itemError";
import {
  anything,
  described,
  flag,
  listOf,
  number,
  type Of,
  objectOf,
  openObject,
  optionally,
  orNull,
  text,
} from "../../output/shape";
import { type PricesInput, UsageCounter, usageProperties } from "../../output/usage";
import { warningsProperty } from "../../output/warnings";
import type { ItemVerdict, Moderation } from "../../tasks/moderation/moderate";
import type { ModeratedItem } from "../../tasks/moderation/planCalls";
import { lacksOf, type ModerationSource } from "../../text/moderation/categories";
import { addVerdict, type CategoryVerdict } from "../../text/moderation/verdict";

const categoriesShape = described(
  "By name: flagged, score (0 to 1) or severity (0 to 7)",
  openObject<Record<string, CategoryVerdict>>(),
);

const resultShape = objectOf({
  index: number("Place in Texts, or in Files"),
  kind: text<"text" | "image">("text or image"),
  name: orNull(text("The file's name")),
  flagged: orNull(flag("null where it was not wholly judged")),
  status: text<ItemVerdict["status"]>("judged, notJudged or failed"),
  categories: categoriesShape,
  error: itemErrorShape,
  fallback: optionally(fallbackShape),
  raw: anything("What the service said, unchanged; a list for a long text"),
});

/** Shape of the output: what was found in texts and images. */
export const moderationShape = objectOf({
  flagged: orNull(flag("null where not all was judged, and nothing flagged")),
  source: text<ModerationSource>("openai, contentSafety or contentFilter"),
  categories: categoriesShape,
  notJudged: described("What this judge can't tell", listOf(text())),
  results: described("One for each text, then image", listOf(resultShape)),
  counts: described(
    "How many",
    objectOf({
      total: number(),
      flagged: number(),
      clean: number(),
      notJudged: number(),
      failed: number(),
      remaining: number(),
    }),
  ),
  ...usageProperties,
  remaining: described("Texts that were not tried", listOf(text())),
  remainingFiles: described("Images, by name", listOf(text())),
  warning: orNull(text("Why, and when to try again; null when all were tried")),
  ...warningsProperty,
});

type ShownModeration = Of<typeof moderationShape>;

type Result = Of<typeof resultShape>;

const resultOf = ({ kind, index, name }: ModeratedItem, verdict: ItemVerdict): Result => {
  const { flagged, status, categories, error, raw, fallback } = verdict;
  return {
    ...{ index, kind, name, flagged, status, categories: Object.fromEntries(categories), error, raw },
    ...(fallback && { fallback }),
  };
};

const worstOf = (verdicts: readonly ItemVerdict[]): Record<string, CategoryVerdict> => {
  const categories = new Map<string, CategoryVerdict>();
  for (const verdict of verdicts)
    for (const [name, found] of verdict.categories) addVerdict(categories, name, found);
  return Object.fromEntries(categories);
};

/** Makes the output: results in the order of what was given, and the worst of each category. */
export const showModeration = (
  items: readonly ModeratedItem[],
  { source, verdicts, warning }: Moderation,
  usage: UsageCounter,
  prices: PricesInput,
): ShownModeration => {
  const results = items.flatMap((item, place) => {
    const verdict = verdicts[place];
    return verdict ? [resultOf(item, verdict)] : [];
  });
  const left = items.filter((_item, place) => !verdicts[place]);
  const countOf = (isCounted: (result: Result) => boolean): number => results.filter(isCounted).length;
  const counts = {
    total: items.length,
    flagged: countOf(({ flagged }) => flagged === true),
    clean: countOf(({ flagged }) => flagged === false),
    notJudged: countOf(({ status }) => status === "notJudged"),
    failed: countOf(({ status }) => status === "failed"),
    remaining: left.length,
  };
  return {
    flagged: counts.flagged > 0 ? true : counts.clean === counts.total ? false : null,
    source,
    categories: worstOf(verdicts.filter((verdict) => verdict !== undefined)),
    notJudged: [...lacksOf[source]],
    results,
    counts,
    ...usage.shown(prices),
    remaining: left.flatMap(({ kind, content }) => (kind === "text" ? [content] : [])),
    remainingFiles: left.flatMap(({ name }) => (name === null ? [] : [name])),
    warning,
    warnings: [],
  };
};

const found = { flagged: true, score: null, severity: 4 };

/** Example of the output. */
export const exampleModeration = showModeration(
  [{ kind: "text", index: 0, name: null, content: "I will hurt you.", place: "text 1" }],
  {
    source: "contentSafety",
    verdicts: [
      {
        ...{ flagged: true, status: "judged", error: null },
        categories: new Map([["violence", found]]),
        raw: { blocklistsMatch: [], categoriesAnalysis: [{ category: "Violence", severity: 4 }] },
      },
    ],
    warning: null,
  },
  new UsageCounter(),
  undefined,
);
