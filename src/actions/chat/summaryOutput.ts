import type { ChatCompletion } from "openai/resources/chat/completions";
import { isWhole, type PartSummary, type TextSummary } from "../../bulk/summary/textSummary";
import type { FallbackReport } from "../../client/fallback";
import type { PricesInput } from "../../inputs/prices";
import { completionProperties, exampleCompletion } from "../chatOutput";
import { fallbackSchema } from "../fallbackOutput";
import { type ItemError, itemError, itemErrorSchema } from "../itemError";
import { listOf, type OutputProperty, objectOf, objectOrNull } from "../outputOf";
import { costSchema, type EstimatedCost, UsageCounter, type UsageSum, usageSumSchema } from "../usage";

/** What became of one part of a long text. */
export interface SummarizedPart {
  /** From 1. */
  part: number;
  /** Places in the text, from 0; the end is behind the last character. */
  start: number;
  end: number;
  tokens: number;
  summary: string | null;
  /** Why there is no summary, or why it is not whole: cut off at its greatest length, or stopped by the filter. */
  error: ItemError | null;
}

/** How a long text was summarized. */
export interface SplitOutput {
  parts: SummarizedPart[];
  /** How often summaries were merged, one round behind the other; 0 when they could not be. */
  rounds: number;
  /** Why the summaries of the parts stand one behind the other instead of merged; null when they were. */
  error: ItemError | null;
}

/** How much of the text is in the summary: only parts with a whole summary count. */
export interface Coverage {
  parts: number;
  summarized: number;
  /** Of the text's tokens, from 0 to 1. */
  share: number;
}

/** The chat completion that wrote the summary, the summary by itself, and how it was come by. */
export type SummaryOutput = Partial<ChatCompletion> & {
  summary: string;
  /** Null when the text went into one request. */
  split: SplitOutput | null;
  coverage: Coverage;
  /** Why parts failed or were not done, were not merged, or that the summary is cut off; null when nothing is so. */
  warning: string | null;
  /** Tokens of the text; null when it was so short that nobody counted them. */
  textTokens: number | null;
  /** The tokens of all requests; `usage` is that of the last one. */
  totalUsage: UsageSum;
  cost: EstimatedCost | null;
  fallback?: FallbackReport;
};

const noTime: ItemError = { message: "There was no time left for this part.", kind: "timeout" };

const toPart = ({ summary, error, ...part }: PartSummary, index: number): SummarizedPart => ({
  part: index + 1,
  ...part,
  summary,
  error: error !== undefined ? itemError(error) : summary === null ? noTime : null,
});

const coverageOf = (parts: readonly PartSummary[] | undefined): Coverage => {
  if (!parts) return { parts: 1, summarized: 1, share: 1 };
  const summarized = parts.filter(isWhole);
  const sum = (list: readonly PartSummary[]): number => list.reduce((total, { tokens }) => total + tokens, 0);
  return { parts: parts.length, summarized: summarized.length, share: sum(summarized) / sum(parts) };
};

/** Puts a summary together with how it was come by. */
export const summaryOutput = (
  { summary, final, tokens, split, warning }: TextSummary,
  usage: UsageCounter,
  prices: PricesInput,
): SummaryOutput => ({
  ...final?.answer,
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
  totalUsage: usage.sum(),
  cost: usage.cost(prices),
  ...(final?.fallback && { fallback: final.fallback }),
});

const exampleUsage = new UsageCounter();
exampleUsage.add(exampleCompletion.usage);

/** A summary as examples show it. */
export const exampleSummary = summaryOutput(
  {
    summary: exampleCompletion.choices[0]?.message.content ?? "",
    final: { answer: exampleCompletion },
  },
  exampleUsage,
  { inputPrice: 2.5, outputPrice: 15 },
);

/** Schema of a summary. */
export const summaryProperties: Record<string, OutputProperty> = {
  summary: { type: "string" },
  split: objectOrNull({
    parts: listOf(
      objectOf({
        part: { type: "number" },
        start: { type: "number" },
        end: { type: "number" },
        tokens: { type: "number" },
        summary: { type: ["string", "null"] },
        error: itemErrorSchema,
      }),
    ),
    rounds: { type: "number" },
    error: itemErrorSchema,
  }),
  coverage: objectOf({
    parts: { type: "number" },
    summarized: { type: "number" },
    share: { type: "number", description: "Of the text's tokens, from 0 to 1" },
  }),
  warning: {
    type: ["string", "null"],
    description:
      "Why parts failed, were not done or not merged and when to try again, or that the summary is cut off",
  },
  textTokens: { type: ["number", "null"] },
  totalUsage: usageSumSchema,
  cost: costSchema,
  ...completionProperties,
  fallback: fallbackSchema,
};
