import { contentFilterShape, exampleContentFilter } from "../../output/contentFilter";
import { countsShape } from "../../output/counts";
import { fallbackShape } from "../../output/fallback";
import { described, listOf, number, type Of, objectOf, optionally, orNull, text } from "../../output/shape";
import type { PricesInput } from "../../output/usage";
import { UsageCounter, usageProperties } from "../../output/usage";
import { warningsProperty } from "../../output/warnings";
import { itemResultProperties, unsentResult } from "../../tasks/answers/itemResult";
import type { ClassifiedText, ClassifiedTexts } from "../../tasks/texts/classifyTexts";
import { elseCategory } from "../../text/classification";

const choiceProperties = {
  category: orNull(text("The one that fits best, or Else; null for a text that failed")),
  categories: described("All categories that fit, the best first; none for Else", listOf(text())),
  reason: orNull(text("Why, in the model's words; null without a choice")),
  confidence: orNull(number("From 0 to 1; null where the model does not say")),
  output_text: orNull(text("The answer as it came; null where nothing was asked")),
};

const resultShape = objectOf({ ...choiceProperties, ...itemResultProperties("text") });

/** Shape of the output: the categories of texts. */
export const classificationsShape = objectOf({
  ...choiceProperties,
  results: described("One for each text that was tried, in their order", listOf(resultShape)),
  counts: countsShape("texts"),
  ...usageProperties,
  remaining: described(
    "The texts that were not tried, ready as the Texts of a next run",
    listOf(text("A text that was not classified")),
  ),
  warning: orNull(text("Why texts are in remaining, and when to try again; null when none is")),
  ...warningsProperty,
});

/** Shape of the output for one text, whose category is a branch. */
export const classificationShape = objectOf({
  ...choiceProperties,
  ...usageProperties,
  contentFilter: contentFilterShape,
  ...warningsProperty,
  fallback: optionally(fallbackShape),
});

/** The output: the categories of texts. */
export type Classifications = Of<typeof classificationsShape>;

const choiceOf = (one: ClassifiedText | undefined) => ({
  category: one?.classified?.category ?? null,
  categories: one?.classified?.categories ?? [],
  reason: one?.classified?.reason ?? null,
  confidence: one?.classified?.confidence ?? null,
  output_text: one?.text ?? null,
});

/** Makes the output: the choice for the first text, and results in the texts' order, with counts, tokens and cost. */
export const showClassifications = (
  texts: readonly string[],
  { classified, warning }: ClassifiedTexts,
  usage: UsageCounter,
  prices: PricesInput,
): Classifications => {
  const results = classified.flatMap((one) => (one ? [{ ...choiceOf(one), ...one.result }] : []));
  const succeeded = results.filter(({ status }) => status === "succeeded").length;
  return {
    ...choiceOf(classified[0]),
    results,
    counts: {
      total: texts.length,
      succeeded,
      failed: results.length - succeeded,
      remaining: texts.length - results.length,
    },
    ...usage.shown(prices),
    remaining: texts.filter((_text, index) => classified[index] === undefined),
    warning,
    warnings: [],
  };
};

/** Makes the output for one text, and names its branch. */
export const showClassification = (
  one: ClassifiedText | undefined,
  usage: UsageCounter,
  prices: PricesInput,
): { branch: string; data: Of<typeof classificationShape> } => {
  const { fallback, contentFilter = null } = one?.result ?? {};
  return {
    branch: one?.classified?.category ?? elseCategory,
    data: {
      ...choiceOf(one),
      ...usage.shown(prices),
      contentFilter,
      warnings: [],
      ...(fallback && { fallback }),
    },
  };
};

const counted = new UsageCounter();
counted.add({ prompt_tokens: 148, completion_tokens: 31, total_tokens: 179 });

const exampleText: ClassifiedText = {
  classified: {
    category: "Billing",
    categories: ["Billing"],
    reason: "The text is about a wrong invoice.",
    confidence: 0.95,
  },
  result: {
    ...unsentResult(0),
    ...{ attempts: 1, durationMs: 840, usage: counted.sum(), contentFilter: exampleContentFilter },
  },
  text: '{"reason":"The text is about a wrong invoice.","category":"c1","confidence":0.95}',
};

const examplePrices = { inputPrice: 2.5, outputPrice: 15 };

/** Example of the output. */
export const exampleClassifications = showClassifications(
  ["My last invoice is wrong: it lists a seat that I cancelled in May."],
  { classified: [exampleText], warning: null },
  counted,
  examplePrices,
);

/** Example of the output for one text, and its branch. */
export const exampleClassification = showClassification(exampleText, counted, examplePrices);
