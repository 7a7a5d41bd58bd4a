import type { Batch } from "openai/resources/batches";
import type { ChatCompletion } from "openai/resources/chat/completions";
import type { CompletionUsage } from "openai/resources/completions";
import type { RowError, RowStatus } from "../../bulk/batch/batchLine";
import { batchEnd } from "../../bulk/batch/batchSummary";
import type { BatchResults, RowResult } from "../../bulk/batch/readBatchResults";
import type { PricesInput } from "../../inputs/prices";
import type { DataRecord } from "../../inputs/records";
import { type EstimatedCost, UsageCounter, type UsageSum } from "../usage";

/** What became of one row. */
export interface BatchRow {
  /** Place of the row among those of all batches, from 0. */
  index: number;
  customId: string;
  status: RowStatus;
  /** The answer's text; null where there is none. */
  output_text: string | null;
  /** The text read as JSON, where it is an object or a list; null where not. */
  output_json: unknown;
  /** The body of the answer, as the service gave it. */
  response: Record<string, unknown> | null;
  error: RowError | null;
  /** The record of the row, where the step has the records. */
  record?: DataRecord;
}

/** How many of the returned rows ended how. */
export type RowCounts = Record<RowStatus, number> & {
  /** Rows of all batches. */
  total: number;
  /** Rows in `results`. */
  returned: number;
  /** Lines of the service's files that belong to no row, or can't be read. */
  strayLines: number;
};

/** Results of a page of rows, in the order of the rows. */
export interface ResultsOutput {
  results: BatchRow[];
  counts: RowCounts;
  /** Of the returned rows. */
  usage: UsageSum;
  cost: EstimatedCost | null;
  /** Where the next run goes on, as First Row; null at the end. */
  nextRow: number | null;
  /** True when every batch has ended. */
  isFinished: boolean;
  batches: Batch[];
}

interface ResponsesBody {
  output?: Array<{ content?: Array<{ type?: string; text?: string }> }>;
}

/** The text of an answer: a chat completion's first choice, or the texts of the Responses API put together. */
const textOf = (body: Record<string, unknown> | null): string | null => {
  if (body === null) return null;
  if (Array.isArray(body["choices"])) {
    return (body as unknown as ChatCompletion).choices[0]?.message?.content ?? null;
  }
  const { output } = body as ResponsesBody;
  if (!Array.isArray(output)) return null;
  const texts = output.flatMap(({ content }) =>
    (content ?? []).flatMap(({ type, text }) => (type === "output_text" && text ? [text] : [])),
  );
  return texts.length > 0 ? texts.join("") : null;
};

/** The value of a text that is a JSON object or list; anything else is text, also what only looks like a number. */
const jsonOf = (text: string | null): unknown => {
  if (text === null || !/^\s*[[{]/.test(text)) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

interface ResponsesUsage {
  input_tokens?: number;
  output_tokens?: number;
  input_tokens_details?: { cached_tokens?: number };
}

/** Tokens of an answer in the names of chat; the Responses API calls them input and output. */
const usageOf = (body: Record<string, unknown> | null): CompletionUsage | undefined => {
  const usage = body?.["usage"] as (Partial<CompletionUsage> & ResponsesUsage) | undefined;
  if (!usage) return undefined;
  const promptTokens = usage.prompt_tokens ?? usage.input_tokens ?? 0;
  const completionTokens = usage.completion_tokens ?? usage.output_tokens ?? 0;
  const details = usage.prompt_tokens_details ?? usage.input_tokens_details;
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: usage.total_tokens ?? promptTokens + completionTokens,
    ...(details && { prompt_tokens_details: details }),
  };
};

const toRow = (
  { index, customId, status, response, error }: RowResult,
  records: readonly DataRecord[] | undefined,
): BatchRow => {
  const record = records?.[index];
  const text = status === "succeeded" ? textOf(response) : null;
  return {
    index,
    customId,
    status,
    output_text: text,
    output_json: jsonOf(text),
    response,
    error,
    ...(record && { record }),
  };
};

const noCounts: Record<RowStatus, number> = {
  succeeded: 0,
  failed: 0,
  expired: 0,
  cancelled: 0,
  pending: 0,
  missing: 0,
};

/** Puts the results of a page together, with what they add up to. */
export const resultsOutput = (
  batches: Batch[],
  { results, total, strayLines }: BatchResults,
  firstRow: number,
  records: readonly DataRecord[] | undefined,
  prices: PricesInput,
): ResultsOutput => {
  const counts = { ...noCounts };
  const usage = new UsageCounter();
  for (const { status, response } of results) {
    counts[status] += 1;
    usage.add(usageOf(response));
  }
  const nextRow = firstRow + results.length;
  return {
    results: results.map((result) => toRow(result, records)),
    counts: { total, returned: results.length, ...counts, strayLines },
    usage: usage.sum(),
    cost: usage.cost(prices),
    nextRow: nextRow < total ? nextRow : null,
    isFinished: batches.every((batch) => batchEnd(batch) !== undefined),
    batches,
  };
};
