import type { ChatCompletion } from "openai/resources/chat/completions";
import type { ModelAnswer } from "../../client/fallback/fallback";
import type { Prompt } from "../../inputs/prompts";
import { completionShape, exampleCompletion, outputTextOf } from "../../output/completion";
import {
  contentFilterOf,
  contentFilterOfRefusal,
  contentFilterShape,
  exampleContentFilter,
} from "../../output/contentFilter";
import { countsShape } from "../../output/counts";
import { fallbackShape } from "../../output/fallback";
import { itemError, itemErrorShape, usageOfRefused } from "../../output/itemError";
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
import type { PricesInput } from "../../output/usage";
import { UsageCounter, usageProperties, usageSumShape } from "../../output/usage";
import { warningsProperty } from "../../output/warnings";
import type { AnsweredPrompts } from "../../tasks/prompts/answerPrompts";
import { handedOverShape } from "../../tasks/prompts/handOverPrompts";
import { cutOffWarning, EmptyAnswer } from "../../tasks/prompts/promptAnswer";

const promptResultShape = objectOf({
  index: number("Place of the prompt in the list, from 0"),
  status: text<"succeeded" | "failed">("succeeded or failed"),
  output_text: orNull(text("The answer's text; null when the prompt failed")),
  response: described(
    "The service's chat completion, also of an answer that failed because it has no text; else null",
    orNull(completionShape),
  ),
  attempts: number("How often the prompt was sent; a refusal for rate costs no retry"),
  durationMs: number("Milliseconds from its first sending to its end"),
  fallback: optionally(fallbackShape),
  contentFilter: contentFilterShape,
  error: itemErrorShape,
  warning: orNull(text("Set when the text is not whole, with the reason")),
});

/** The result of one prompt. */
type PromptResult = Of<typeof promptResultShape>;

/** Shape of the output: results of many prompts. */
export const promptResultsShape = objectOf({
  results: described(
    "One for each prompt that was tried, in the order of the prompts",
    listOf(promptResultShape),
  ),
  counts: countsShape("prompts"),
  usage: usageSumShape,
  ...usageProperties,
  remaining: described(
    "The prompts that were not tried, ready as the Messages of a next run",
    listOf(anything<Prompt>("A prompt that was not answered")),
  ),
  warning: orNull(text("Why prompts are in remaining or were handed over, and when to try again")),
  ...warningsProperty,
  batch: described(
    "The batches that prompts were handed over to, as Create Batch shows them, and promptIndexes; null without any",
    orNull(handedOverShape),
  ),
});

/** The output: results of many prompts. */
export type PromptResults = Of<typeof promptResultsShape>;

type Settled = AnsweredPrompts["settled"][number];

/** The answer to a prompt, including one without text, which counts as a failure. */
const answerOf = (settled: Settled): ModelAnswer<ChatCompletion> | undefined => {
  if (settled?.status === "succeeded") return settled.value;
  return settled?.error instanceof EmptyAnswer ? settled.error.answer : undefined;
};

const showResult = (settled: NonNullable<Settled>, index: number): PromptResult => {
  const { status, attempts, durationMs } = settled;
  const timing = { attempts, durationMs };
  if (status === "failed") {
    const answered = answerOf(settled);
    const error = itemError(settled.error);
    return {
      index,
      status,
      output_text: null,
      response: answered?.answer ?? null,
      contentFilter: answered ? contentFilterOf(answered.answer) : contentFilterOfRefusal(error),
      error,
      warning: null,
      ...timing,
      ...(answered?.fallback && { fallback: answered.fallback }),
    };
  }
  const { answer: response, fallback } = settled.value;
  return {
    index,
    status,
    output_text: outputTextOf(response),
    response,
    contentFilter: contentFilterOf(response),
    error: null,
    warning: cutOffWarning(settled.value),
    ...timing,
    ...(fallback && { fallback }),
  };
};

/** Makes the output: results in the prompts' order, with counts, tokens and cost. */
export const showPromptResults = (
  prompts: readonly Prompt[],
  { settled, warning, batch }: AnsweredPrompts,
  prices: PricesInput,
): PromptResults => {
  const results = settled.flatMap((entry, index) => (entry ? [showResult(entry, index)] : []));
  // Prompts in batches are not left to do.
  const remaining = prompts
    .filter((_prompt, index) => settled[index] === undefined)
    .slice(batch?.rowCount ?? 0);
  const succeeded = results.filter(({ status }) => status === "succeeded").length;
  const usage = new UsageCounter();
  for (const answered of settled) {
    const { answer, price } = answerOf(answered) ?? {};
    const used = answer?.usage ?? usageOfRefused(answered);
    if (answer || used) usage.add(used, price);
  }
  return {
    results,
    counts: {
      total: prompts.length,
      succeeded,
      failed: results.length - succeeded,
      remaining: remaining.length,
    },
    usage: usage.sum(),
    ...usage.shown(prices),
    remaining,
    warning,
    warnings: [],
    batch,
  };
};

const shown = showPromptResults(
  ["Where was the 2020 World Series played?"],
  {
    settled: [{ status: "succeeded", value: { answer: exampleCompletion }, attempts: 1, durationMs: 840 }],
    warning: null,
    batch: null,
  },
  { inputPrice: 2.5, outputPrice: 15 },
);

/** Example of the output. */
export const examplePromptResults: PromptResults = {
  ...shown,
  results: shown.results.map((result) => ({ ...result, contentFilter: exampleContentFilter })),
};
