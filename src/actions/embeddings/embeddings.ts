import { countsShape } from "../../output/counts";
import { fallbackShape } from "../../output/fallback";
import { itemError, itemErrorShape } from "../../output/itemError";
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
import { type PricesInput, UsageCounter, usageProperties, usageSumShape } from "../../output/usage";
import { warningsProperty } from "../../output/warnings";
import type { EmbeddedItems } from "../../tasks/embeddings/embedItems";

const fileShape = objectOf({ data: anything<Buffer>("The bytes"), contentType: text(), fileName: text() });

const resultShape = objectOf({
  index: number("Place of the text or record, from 0"),
  status: text<"succeeded" | "failed">("succeeded or failed"),
  embedding: orNull(described("The vector; null where it failed", listOf(number()))),
  error: itemErrorShape,
  fallback: optionally(fallbackShape),
  text: text("The text, or what the template made of the record"),
  record: optionally(anything("The record, where records were given")),
  cutTo: optionally(number("Characters that were embedded, where the text was cut")),
});

/** Shape of the output: the vectors of texts. */
export const embeddingsShape = objectOf({
  results: described("One for each text tried; beside a file, failed ones", listOf(resultShape)),
  counts: countsShape("texts"),
  dimensions: orNull(number("Numbers in each vector")),
  model: orNull(text("As the service names it")),
  file: orNull(described("The vectors as a file", fileShape)),
  indexFile: orNull(described("The index of a packed file", fileShape)),
  usage: usageSumShape,
  ...usageProperties,
  remaining: described("Texts or records not tried", listOf(anything("A text or record without a vector"))),
  warning: orNull(text("Why some remain, and when to try again")),
  ...warningsProperty,
});

/** The output: the vectors of texts. */
type Embeddings = Of<typeof embeddingsShape>;

/** Makes the output: results in the order of the texts, with counts, files, tokens and cost. */
export const showEmbeddings = (
  items: EmbeddedItems,
  usage: UsageCounter,
  prices: PricesInput,
): Embeddings => {
  const { results, remaining, counts, ...rest } = items;
  return {
    results: results.map(({ index, embedding, failure, text: embedded, source, cutTo, fallback }) => ({
      index,
      status: embedding || failure === undefined ? "succeeded" : "failed",
      embedding,
      error: failure === undefined ? null : itemError(failure),
      text: embedded,
      ...source,
      ...(cutTo !== undefined && { cutTo }),
      ...(fallback && { fallback }),
    })),
    counts,
    dimensions: rest.dimensions,
    model: rest.model,
    file: rest.file,
    indexFile: rest.indexFile,
    usage: usage.sum(),
    ...usage.shown(prices),
    remaining: remaining.map((source) => ("text" in source ? source.text : source.record)),
    warning: rest.warning,
    warnings: rest.warnings,
  };
};

const counted = new UsageCounter();
counted.add({ prompt_tokens: 6, total_tokens: 6 });

/** Example of the output. */
export const exampleEmbeddings = showEmbeddings(
  {
    results: [
      {
        index: 0,
        embedding: [0.0123, -0.0456],
        failure: undefined,
        text: "Where is my bag?",
        source: { text: "Where is my bag?" },
      },
    ],
    counts: { total: 1, succeeded: 1, failed: 0, remaining: 0 },
    dimensions: 2,
    model: "text-embedding-3-small",
    file: null,
    indexFile: null,
    remaining: [],
    warning: null,
    warnings: [],
  },
  counted,
  { inputPrice: 0.02 },
);
