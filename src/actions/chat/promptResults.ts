import type { ChatCompletion } from "openai/resources/chat/completions";
import type { PacedResult } from "../../bulk/pacedOptions";
import type { FallbackReport, ModelAnswer } from "../../client/fallback";
import type { PricesInput } from "../../inputs/prices";
import type { Prompt } from "../../inputs/prompts";
import { outputTextOf } from "../chatOutput";
import type { CreatedOutput } from "../createdOutput";
import { type ItemError, itemError } from "../itemError";
import { type EstimatedCost, UsageCounter, type UsageSum } from "../usage";
import { cutOffWarning, EmptyAnswer } from "./promptAnswer";

/** What became of one prompt. */
export interface PromptResult {
  /** Place of the prompt in the list, from 0. */
  index: number;
  status: "succeeded" | "failed";
  output_text: string | null;
  /** The service's chat completion; also of a prompt that failed because its answer has no text. */
  response: ChatCompletion | null;
  error: ItemError | null;
  /** That the text is not whole, and why; null when it is. */
  warning: string | null;
  /** How often the prompt was sent: a refusal for rate costs no retry. */
  attempts: number;
  /** From its first sending to its end, in milliseconds. */
  durationMs: number;
  /** Which deployment answered, where the step has fallbacks. */
  fallback?: FallbackReport;
}

/** What became of a list of prompts. */
export interface PromptResults {
  /** In the order of the prompts; those in `remaining` have none. */
  results: PromptResult[];
  counts: { total: number; succeeded: number; failed: number; remaining: number };
  usage: UsageSum;
  /** At the prices entered; null without any. */
  cost: EstimatedCost | null;
  /** The prompts that were not answered, ready to be the input of a next run. */
  remaining: Prompt[];
  /** Why prompts are in `remaining` or were handed over, and when to try again; null when none is. */
  warning: string | null;
  /** The batches that the prompts without time were handed over to; null where none were. */
  batch: HandedOver | null;
}

/** Batches of prompts that were handed over. */
export interface HandedOver extends CreatedOutput {
  /** Places in the list of prompts, one for each row of the batches. */
  promptIndexes: number[];
}

const toResult = (settled: PacedResult<ModelAnswer<ChatCompletion>>, index: number): PromptResult => {
  const { attempts, durationMs } = settled;
  if (settled.status === "failed") {
    const error = itemError(settled.error);
    const answered = settled.error instanceof EmptyAnswer ? settled.error.answer : undefined;
    return {
      index,
      status: "failed",
      output_text: null,
      response: answered?.answer ?? null,
      error,
      warning: null,
      attempts,
      durationMs,
      ...(answered?.fallback && { fallback: answered.fallback }),
    };
  }
  const { answer: response, fallback } = settled.value;
  return {
    index,
    status: "succeeded",
    output_text: outputTextOf(response),
    response,
    error: null,
    warning: cutOffWarning(settled.value),
    attempts,
    durationMs,
    ...(fallback && { fallback }),
  };
};

/** Puts what became of each prompt together, in the prompts' order, with counts, tokens and cost added up. */
export const promptResults = (
  prompts: readonly Prompt[],
  settled: ReadonlyArray<PacedResult<ModelAnswer<ChatCompletion>> | undefined>,
  prices: PricesInput,
  warning: string | null = null,
): PromptResults => {
  const results = settled.flatMap((entry, index) => (entry ? [toResult(entry, index)] : []));
  const remaining = prompts.filter((_prompt, index) => settled[index] === undefined);
  const succeeded = results.filter(({ status }) => status === "succeeded").length;
  const usage = new UsageCounter();
  for (const { response } of results) usage.add(response?.usage);
  return {
    results,
    counts: {
      total: prompts.length,
      succeeded,
      failed: results.length - succeeded,
      remaining: remaining.length,
    },
    usage: usage.sum(),
    cost: usage.cost(prices),
    remaining,
    warning,
    batch: null,
  };
};

/** The results after what remained was handed over; what the batches do not have remains. */
export const withHandOver = (results: PromptResults, batch: HandedOver): PromptResults => {
  const remaining = results.remaining.slice(batch.rowCount ?? 0);
  return { ...results, counts: { ...results.counts, remaining: remaining.length }, remaining, batch };
};
