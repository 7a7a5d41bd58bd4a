import type { ChatCompletion } from "openai/resources/chat/completions";
import type { PacedResult } from "../../bulk/runPaced";
import { isAzureOpenAIError } from "../../client/errors";
import type { FallbackReport, ModelAnswer } from "../../client/fallback";
import type { Prompt } from "../../inputs/prompts";
import { outputTextOf } from "./chatOutput";

/** Why one prompt has no answer. */
export interface PromptError {
  message: string;
  kind?: string;
  status?: number;
  code?: string;
  requestId?: string;
  attempts?: number;
  retryAfterMs?: number;
}

/** What became of one prompt. */
export interface PromptResult {
  /** Place of the prompt in the list, from 0. */
  index: number;
  status: "succeeded" | "failed";
  output_text: string | null;
  /** The service's chat completion. */
  response: ChatCompletion | null;
  error: PromptError | null;
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
  usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
  /** The prompts for which there was no time, ready to be the input of a next run. */
  remaining: Prompt[];
}

const promptError = (error: unknown): PromptError => {
  if (!(error instanceof Error)) return { message: String(error) };
  const { kind, status, code, requestId, attempts, retryAfterMs } = error as Partial<PromptError>;
  const facts =
    isAzureOpenAIError(error) || "connection" in error
      ? { kind, status, code, requestId, attempts, retryAfterMs }
      : {};
  const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  return { message: error.message, ...known };
};

const toResult = (settled: PacedResult<ModelAnswer<ChatCompletion>>, index: number): PromptResult => {
  const { attempts, durationMs } = settled;
  if (settled.status === "failed") {
    const error = promptError(settled.error);
    return { index, status: "failed", output_text: null, response: null, error, attempts, durationMs };
  }
  const { answer: response, fallback } = settled.value;
  return {
    index,
    status: "succeeded",
    output_text: outputTextOf(response),
    response,
    error: null,
    attempts,
    durationMs,
    ...(fallback && { fallback }),
  };
};

const sumUsage = (results: PromptResult[]): PromptResults["usage"] => {
  const sum = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
  for (const { response } of results) {
    sum.prompt_tokens += response?.usage?.prompt_tokens ?? 0;
    sum.completion_tokens += response?.usage?.completion_tokens ?? 0;
    sum.total_tokens += response?.usage?.total_tokens ?? 0;
  }
  return sum;
};

/** Puts what became of each prompt together, in the prompts' order, with counts and tokens added up. */
export const promptResults = (
  prompts: readonly Prompt[],
  settled: ReadonlyArray<PacedResult<ModelAnswer<ChatCompletion>> | undefined>,
): PromptResults => {
  const results = settled.flatMap((entry, index) => (entry ? [toResult(entry, index)] : []));
  const remaining = prompts.filter((_prompt, index) => settled[index] === undefined);
  const succeeded = results.filter(({ status }) => status === "succeeded").length;
  return {
    results,
    counts: {
      total: prompts.length,
      succeeded,
      failed: results.length - succeeded,
      remaining: remaining.length,
    },
    usage: sumUsage(results),
    remaining,
  };
};
