import type { ChatCompletion } from "openai/resources/chat/completions";
import { completionProperties, exampleCompletion } from "../../output/completion";
import { contentFilterOf, contentFilterShape, exampleContentFilter } from "../../output/contentFilter";
import { fallbackShape } from "../../output/fallback";
import { type ItemError, itemError, itemErrorShape } from "../../output/itemError";
import {
  described,
  listOf,
  number,
  type Of,
  objectOf,
  optionally,
  orNull,
  serviceObject,
  text,
} from "../../output/shape";
import type { PricesInput } from "../../output/usage";
import { UsageCounter, usageProperties } from "../../output/usage";
import { warningsProperty } from "../../output/warnings";
import { isWhole, type PartSummary, type TextSummary } from "../../tasks/summaries/textSummary";

const partShape = objectOf({
  part: number("From 1"),
  start: number("Place in the text, from 0"),
  end: number("Place behind its last character"),
  tokens: number(),
  summary: orNull(text("The summary of this part; null where it failed")),
  error: described(
    "Why there is no summary, or why it is not whole: cut off at its greatest length, or stopped by the filter",
    itemErrorShape,
  ),
});

/** The result of one part of a long text. */
type SummarizedPart = Of<typeof partShape>;

const coverageShape = described(
  "How much of the text is in the summary",
  objectOf({
    parts: number("Parts of the text"),
    summarized: number("Parts with a whole summary"),
    share: number("Share of the text's tokens in them, from 0 to 1; 1 when nothing is missing"),
  }),
);

/** Shape of the output: the summary, how it was made, and the chat completion with it. */
export const summaryShape = serviceObject<Partial<ChatCompletion>>()(completionProperties, {
  summary: text("The summary, without thoughts that a model writes before it"),
  split: orNull(
    described(
      "How a long text was split; null when it went out in one request",
      objectOf({
        parts: described(
          "For each part its place (part, start, end), tokens, and its own summary or error",
          listOf(partShape),
        ),
        rounds: number("How often summaries were merged; 0 when they could not be"),
        error: described(
          "Why the summaries of the parts stand one behind the other instead of merged; null when they were",
          itemErrorShape,
        ),
      }),
    ),
  ),
  coverage: coverageShape,
  warning: orNull(
    text(
      "Why parts failed, were not done or not merged and when to try again, or that the summary is cut off",
    ),
  ),
  textTokens: orNull(
    number("The tokens of the text, counted with o200k_base; null for a text so short that nobody counted"),
  ),
  ...usageProperties,
  contentFilter: contentFilterShape,
  ...warningsProperty,
  fallback: optionally(fallbackShape),
});

/** The output: a summary and how it was made. */
export type SummaryOutput = Of<typeof summaryShape>;

const noTime: ItemError = { message: "There was no time left for this part.", kind: "timeout" };

const toPart = ({ summary, error, ...part }: PartSummary, index: number): SummarizedPart => ({
  part: index + 1,
  ...part,
  summary,
  error: error !== undefined ? itemError(error) : summary === null ? noTime : null,
});

const coverageOf = (parts: readonly PartSummary[] | undefined): Of<typeof coverageShape> => {
  if (!parts) return { parts: 1, summarized: 1, share: 1 };
  const summarized = parts.filter(isWhole);
  const sum = (list: readonly PartSummary[]): number => list.reduce((total, { tokens }) => total + tokens, 0);
  return { parts: parts.length, summarized: summarized.length, share: sum(summarized) / sum(parts) };
};

/** Makes the output. */
export const showSummary = (
  { summary, final, tokens, split, warning }: TextSummary,
  usage: UsageCounter,
  prices: PricesInput,
): SummaryOutput => ({
  summary,
  split: split
    ? {
        parts: split.parts.map(toPart),
        rounds: split.rounds,
        error: split.error === undefined ? null : itemError(split.error),
      }
    : null,
  coverage: coverageOf(split?.parts),
  warning: warning ?? null,
  textTokens: tokens ?? null,
  ...usage.shown(prices),
  contentFilter: contentFilterOf(final?.answer),
  warnings: [],
  ...(final?.fallback && { fallback: final.fallback }),
  ...final?.answer,
});

const exampleUsage = new UsageCounter();
exampleUsage.add(exampleCompletion.usage);

/** Example of the output. */
export const exampleSummary: SummaryOutput = {
  ...showSummary(
    {
      summary: exampleCompletion.choices[0]?.message.content ?? "",
      final: { answer: exampleCompletion },
    },
    exampleUsage,
    { inputPrice: 2.5, outputPrice: 15 },
  ),
  contentFilter: exampleContentFilter,
};
