import type { ChatCompletion } from "openai/resources/chat/completions";
import { completionProperties, exampleCompletion, outputTextOf } from "../../output/completion";
import { contentFilterOf, contentFilterShape, exampleContentFilter } from "../../output/contentFilter";
import { fallbackShape } from "../../output/fallback";
import { inFront } from "../../output/inFront";
import {
  anything,
  described,
  flag,
  listOf,
  type Of,
  optionally,
  serviceObject,
  text,
} from "../../output/shape";
import type { PricesInput } from "../../output/usage";
import { UsageCounter, usageProperties } from "../../output/usage";
import { warningsProperty } from "../../output/warnings";
import type { ExtractedData } from "../../tasks/texts/extractData";

/** Shape of the output: data, and the chat completion with it. */
export const extractionShape = serviceObject<ChatCompletion>()(completionProperties, {
  parsed: anything("The data, checked; each field that is not said is null"),
  missing: described("The paths that are null, such as `items[2].price`", listOf(text())),
  output_text: text("The answer as it came"),
  wasRepaired: flag("True when a first answer was not in its form"),
  ...usageProperties,
  contentFilter: contentFilterShape,
  ...warningsProperty,
  fallback: optionally(fallbackShape),
});

/** The output: data. */
export type Extracted = Of<typeof extractionShape>;

/** Makes the output. */
export const showExtraction = (
  { parsed, missing, wasRepaired, answer: { answer, fallback } }: ExtractedData,
  usage: UsageCounter,
  prices: PricesInput,
): Extracted =>
  inFront(
    {
      parsed,
      missing,
      output_text: outputTextOf(answer),
      wasRepaired,
      ...usage.shown(prices),
      contentFilter: contentFilterOf(answer),
      warnings: [],
      ...(fallback && { fallback }),
    },
    answer,
  );

const counted = new UsageCounter();
counted.add(exampleCompletion.usage);

const exampleData = { number: "2026-117", total: 48.5, dueDate: null };

/** Example of the output. */
export const exampleExtraction: Extracted = {
  ...showExtraction(
    {
      parsed: exampleData,
      missing: ["dueDate"],
      wasRepaired: false,
      answer: {
        answer: {
          ...exampleCompletion,
          choices: exampleCompletion.choices.map((choice) => ({
            ...choice,
            message: { ...choice.message, content: JSON.stringify(exampleData) },
          })),
        },
      },
    },
    counted,
    { inputPrice: 2.5, outputPrice: 15 },
  ),
  contentFilter: exampleContentFilter,
};
