import type { DataRecord } from "../../inputs/records";
import { exampleContentFilter } from "../../output/contentFilter";
import { fileProperty } from "../../output/recordsFile";
import { anything, described, listOf, number, type Of, objectOf, orNull, text } from "../../output/shape";
import type { PricesInput } from "../../output/usage";
import { UsageCounter, usageProperties, usageSumShape } from "../../output/usage";
import { warningsProperty } from "../../output/warnings";
import type { ItemOutcome } from "../../tasks/answers/askItems";
import { itemResult, itemResultProperties } from "../../tasks/answers/itemResult";

const enrichResultShape = objectOf({
  ...itemResultProperties("record"),
  answer: anything("Text, or an object in the form asked for; null without an answer"),
  output_text: orNull(text("The last answer as it came, also one that was not in its form")),
});

/** The result of one record. */
type EnrichResult = Of<typeof enrichResultShape>;

/** Shape of the output: results of many records. */
export const enrichmentShape = objectOf({
  records: described(
    "The records that were tried, in their order, with the new properties; one that failed is as it was",
    listOf(anything<DataRecord>("A record with its new properties; one that failed is as it was")),
  ),
  results: described("One for each of records", listOf(enrichResultShape)),
  counts: described(
    "How many records: total, succeeded, failed, remaining and repaired",
    objectOf({
      total: number(),
      succeeded: number(),
      failed: number(),
      remaining: number(),
      repaired: number(),
    }),
  ),
  usage: usageSumShape,
  ...usageProperties,
  failed: described(
    "The records that failed, as they were, ready as the Records of a next run",
    listOf(anything<DataRecord>("A record that failed, as it was")),
  ),
  remaining: described(
    "The records that were not tried, ready as the Records of a next run",
    listOf(anything<DataRecord>("A record that was not done")),
  ),
  ...fileProperty,
  warning: orNull(text("Why records are in remaining, and when to try again; null when none is")),
  ...warningsProperty,
});

/** The output: results of many records. */
export type EnrichResults = Of<typeof enrichmentShape>;

/** Where to put the answers. */
interface Placement {
  /** The property for the answer; undefined adds the answer's own properties to the record. */
  field: string | undefined;
  overwrites: boolean;
}

const enriched = (record: DataRecord, answer: unknown, { field, overwrites }: Placement): DataRecord => {
  const added = field === undefined ? (answer as DataRecord) : { [field]: answer };
  if (overwrites) return { ...record, ...added };
  const isNew = ([name]: [string, unknown]): boolean => !Object.hasOwn(record, name);
  return { ...record, ...Object.fromEntries(Object.entries(added).filter(isNew)) };
};

/** Makes the output: results in the records' order, with counts, tokens and cost. */
export const showEnrichment = (
  records: readonly DataRecord[],
  outcomes: readonly ItemOutcome[],
  placement: Placement,
  usage: UsageCounter,
  prices: PricesInput,
): EnrichResults => {
  const settled = outcomes.flatMap((outcome, index) => {
    const result = itemResult(index, outcome);
    const record = records[index];
    return result && record ? [{ outcome, result, record }] : [];
  });
  const results = settled.map(({ outcome, result }): EnrichResult => {
    const answer = outcome.settled?.status === "succeeded" ? outcome.settled.value : null;
    const { index, status, ...rest } = result;
    return { index, status, answer, output_text: outcome.text, ...rest };
  });
  const failed = settled.flatMap(({ result, record }) => (result.status === "failed" ? [record] : []));
  const remaining = records.filter((_record, index) => outcomes[index]?.settled === undefined);
  return {
    records: settled.map(({ outcome, record }) =>
      outcome.settled?.status === "succeeded" ? enriched(record, outcome.settled.value, placement) : record,
    ),
    results,
    counts: {
      total: records.length,
      succeeded: results.length - failed.length,
      failed: failed.length,
      remaining: remaining.length,
      repaired: results.filter(({ wasRepaired }) => wasRepaired).length,
    },
    usage: usage.sum(),
    ...usage.shown(prices),
    failed,
    remaining,
    file: null,
    warning: null,
    warnings: [],
  };
};

const usage = { prompt_tokens: 41, completion_tokens: 12, total_tokens: 53 };
const counted = new UsageCounter();
counted.add(usage);

/** Example of the output. */
export const exampleEnrichment = showEnrichment(
  [{ id: 17, review: "Quick delivery, and the tea is wonderful." }],
  [
    {
      settled: {
        status: "succeeded",
        value: { sentiment: "positive", score: 0.95 },
        attempts: 1,
        durationMs: 840,
      },
      text: '{"sentiment":"positive","score":0.95}',
      wasRepaired: false,
      usage,
      contentFilter: exampleContentFilter,
    },
  ],
  { field: undefined, overwrites: false },
  counted,
  { inputPrice: 2.5, outputPrice: 15 },
);
