import { countsShape } from "../../output/counts";
import { fallbackShape } from "../../output/fallback";
import { itemError, itemErrorShape } from "../../output/itemError";
import { described, listOf, number, type Of, objectOf, optionally, orNull, text } from "../../output/shape";
import type { PricesInput } from "../../output/usage";
import { UsageCounter, usageProperties } from "../../output/usage";
import { warningsProperty } from "../../output/warnings";
import type { Translation, Translations } from "../../tasks/texts/translateTexts";

/** Most lines that a result lists as failed. */
const mostFailed = 100;

const failedShape = objectOf({
  start: number("Place in the text, from 0"),
  end: number("Place behind its last character"),
  text: text("The line as it is in the text, and in the translation"),
  problem: text("What is wrong with its translation"),
  missing: described("What its translation did not keep", listOf(text())),
});

const translationProperties = {
  output_text: orNull(text("The translation, with lines that failed as they were; null where all did")),
  sourceLanguage: orNull(text("What the model found; null where nothing was sent")),
  coverage: described(
    "How much is translated",
    objectOf({
      lines: number("Lines with words"),
      translated: number("Those that are translated"),
      share: number("Share of their characters, from 0 to 1; 1 when nothing is missing"),
    }),
  ),
  failed: described(`The lines that are as they were, ${mostFailed} at most`, listOf(failedShape)),
};

const resultShape = objectOf({
  index: number("Place of the text in the list, from 0"),
  status: text<"succeeded" | "failed">("succeeded, or failed where a line is as it was"),
  ...translationProperties,
  error: described("Why lines are as they were; null for a whole translation", itemErrorShape),
  fallback: optionally(fallbackShape),
});

/** Shape of the output: translations of texts. */
export const translationsShape = objectOf({
  ...translationProperties,
  results: described("One for each text that was tried, in their order", listOf(resultShape)),
  counts: countsShape("texts"),
  ...usageProperties,
  remaining: described(
    "The texts that were not tried, ready as the Texts of a next run",
    listOf(text("A text that was not translated")),
  ),
  warning: orNull(text("Why lines or texts are left, and when to try again; null when none is")),
  ...warningsProperty,
});

/** The output: translations of texts. */
export type TranslatedTexts = Of<typeof translationsShape>;

const shown = (one: Translation | undefined) => ({
  output_text: one && (one.lines === 0 || one.translated > 0) ? one.text : null,
  sourceLanguage: one?.sourceLanguage ?? null,
  coverage: { lines: one?.lines ?? 0, translated: one?.translated ?? 0, share: one?.share ?? 0 },
  failed: one?.failed.slice(0, mostFailed) ?? [],
});

const warningOf = ({ translations, warning }: Translations): string | null => {
  const failed = translations.filter((one) => one?.error !== undefined);
  const [first] = failed;
  if (!first) return warning;
  const told = `Not translated as a whole: ${failed.length} of ${translations.length}. ${itemError(first.error).message}`;
  return [warning, told].filter((sentence) => sentence !== null).join(" ");
};

/** Makes the output: the translation of the first text, and results in the texts' order, with counts, tokens and cost. */
export const showTranslations = (
  texts: readonly string[],
  translated: Translations,
  usage: UsageCounter,
  prices: PricesInput,
): TranslatedTexts => {
  const { translations } = translated;
  const results = translations.flatMap((one, index) => {
    if (!one) return [];
    const error = one.error === undefined ? null : itemError(one.error);
    return [
      {
        index,
        status: error ? ("failed" as const) : ("succeeded" as const),
        ...shown(one),
        error,
        ...(one.fallback && { fallback: one.fallback }),
      },
    ];
  });
  const succeeded = results.filter(({ status }) => status === "succeeded").length;
  return {
    ...shown(translations[0]),
    results,
    counts: {
      total: texts.length,
      succeeded,
      failed: results.length - succeeded,
      remaining: texts.length - results.length,
    },
    ...usage.shown(prices),
    remaining: texts.filter((_text, index) => translations[index] === undefined),
    warning: warningOf(translated),
    warnings: [],
  };
};

const counted = new UsageCounter();
counted.add({ prompt_tokens: 214, completion_tokens: 43, total_tokens: 257 });

/** Example of the output. */
export const exampleTranslations = showTranslations(
  ["Hello {name}, your order is on its way."],
  {
    translations: [
      {
        text: "Hallo {name}, Ihre Bestellung ist unterwegs.",
        sourceLanguage: "en",
        lines: 1,
        translated: 1,
        share: 1,
        failed: [],
      },
    ],
    warning: null,
  },
  counted,
  { inputPrice: 2.5, outputPrice: 15 },
);
