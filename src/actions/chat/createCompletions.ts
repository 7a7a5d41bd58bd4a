import { action, input } from "@prismatic-io/spectral";
import type { ChatCompletionCreateParamsNonStreaming } from "openai/resources/chat/completions";
import { pacerFor } from "../../bulk/pacer";
import { runPaced } from "../../bulk/runPaced";
import { clock } from "../../client/clock";
import { type Client, createClient } from "../../client/createClient";
import { isAzureOpenAIError, isConnectionProblem } from "../../client/errors";
import { cleanNumber } from "../../inputs/cleaners";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { conversation, systemPrompt } from "../../inputs/messages";
import { chatModel, chatPurpose } from "../../inputs/model";
import { optional } from "../../inputs/optional";
import { type Prompt, prompts } from "../../inputs/prompts";
import { requestOptions } from "../../inputs/requestOptions";
import { maxOutputTokens, reasoningEffort, temperature } from "../../inputs/sampling";
import { exampleFallback, fallbackSchema } from "../fallbackOutput";
import { listOf, objectOf, objectOrNull, outputOf } from "../outputOf";
import { completionProperties, exampleCompletion, usageSchema } from "./chatOutput";
import { type PromptResults, promptResults } from "./promptResults";

const label = "Create Multiple Chat Completion";
const defaultConcurrency = 50;
/** About how many characters a token has, and how many tokens an answer; the service's headers correct both. */
const charactersPerToken = 4;
const typicalAnswerTokens = 200;

const concurrentRequests = input({
  label: "Concurrent Requests",
  type: "string",
  required: false,
  default: String(defaultConcurrency),
  comments:
    "How many requests are under way at once, at most. Within that, the pace follows the quota by itself.",
  placeholder: "Enter a whole number",
  example: "50",
  clean: cleanNumber("Concurrent Requests", { min: 1, max: 1000, isInteger: true }),
});

const stopAfterFailures = input({
  label: "Stop After Failures",
  type: "string",
  required: false,
  comments:
    "After so many failed prompts, no further one is sent: those go to remaining. 1 stops at the first failure. Empty skips failures and goes on.",
  placeholder: "Enter a whole number",
  example: "10",
  clean: cleanNumber("Stop After Failures", { min: 1, max: 1_000_000, isInteger: true }),
});

const estimateTokens = (
  prompt: Prompt,
  systemPrompt: string | undefined,
  most: number | undefined,
): number => {
  const text = typeof prompt === "string" ? prompt : JSON.stringify(prompt);
  const characters = text.length + (systemPrompt?.length ?? 0);
  return Math.ceil(characters / charactersPerToken) + (most ?? typicalAnswerTokens);
};

const example = promptResults(
  ["Where was the 2020 World Series played?"],
  [
    {
      status: "succeeded",
      value: { answer: exampleCompletion, fallback: exampleFallback },
      attempts: 1,
      durationMs: 840,
    },
  ],
);

/** True when it was the step's time that ran out, or that the wait asked for would use up. */
const hasNoTimeLeft = (client: Client, error: unknown): boolean =>
  isAzureOpenAIError(error) &&
  ((error.kind === "timeout" && client.remainingMs() <= 0) ||
    (error.kind === "rateLimited" && (error.retryAfterMs ?? 0) >= client.remainingMs()));

/** Answers many prompts, each by a request of its own. */
export const createCompletions = action({
  display: {
    label,
    description: "Create an answer to each of many prompts, several at a time, in the order of the prompts",
  },
  inputs: {
    connection,
    model: chatModel,
    messages: prompts,
    systemPrompt,
    temperature,
    maxOutputTokens,
    reasoningEffort,
    concurrentRequests,
    stopAfterFailures,
    fallbackModels,
    fallbackConnection,
    requestOptions,
  },
  perform: async (context, params): Promise<{ data: PromptResults }> => {
    const client = createClient(context, { ...params, action: label });
    const shared: Omit<ChatCompletionCreateParamsNonStreaming, "model" | "messages"> = {
      ...optional("temperature", params.temperature),
      ...optional("max_completion_tokens", params.maxOutputTokens),
      ...optional("reasoning_effort", params.reasoningEffort),
    };
    const settled = await runPaced(
      params.messages,
      (prompt, _index, onHeaders) => {
        const messages =
          typeof prompt === "string"
            ? conversation(params.systemPrompt, undefined, prompt)
            : conversation(params.systemPrompt, prompt, undefined);
        return client.withModel(
          params.model,
          chatPurpose,
          (openai, model) => openai.chat.completions.create({ model, ...shared, messages }),
          onHeaders,
        );
      },
      {
        concurrency: params.concurrentRequests ?? defaultConcurrency,
        pacer: pacerFor(client.quotaKey(params.model, chatPurpose)),
        deadlineMs: clock.now() + client.remainingMs(),
        mostFailures: params.stopAfterFailures,
        estimateTokens: (prompt) => estimateTokens(prompt, params.systemPrompt, params.maxOutputTokens),
        onProgress: (ended, failed) =>
          context.logger.info(
            `${label}: ${ended} of ${params.messages.length} prompts ended, ${failed} failed.`,
          ),
        judge: (error) => {
          if (hasNoTimeLeft(client, error)) return "unfinished";
          // A wrong credential is wrong for every prompt: say so once instead of once for each.
          return isConnectionProblem(error) ? "fatal" : "failed";
        },
      },
    );
    return { data: promptResults(params.messages, settled) };
  },
  performSafety: "notAllowed",
  examplePerform: async () => ({ data: example }),
  examplePayload: { data: example },
  outputSchema: outputOf({
    results: listOf(
      objectOf({
        index: { type: "number", description: "Place of the prompt in the list, from 0" },
        status: { type: "string", description: "succeeded or failed" },
        output_text: { type: ["string", "null"] },
        response: objectOrNull(completionProperties),
        attempts: { type: "number", description: "How often the prompt was sent" },
        durationMs: { type: "number" },
        fallback: fallbackSchema,
        error: objectOrNull({
          message: { type: "string" },
          kind: { type: "string" },
          status: { type: "number" },
          code: { type: "string" },
          requestId: { type: "string" },
          attempts: { type: "number" },
          retryAfterMs: { type: "number" },
        }),
      }),
    ),
    counts: objectOf({
      total: { type: "number" },
      succeeded: { type: "number" },
      failed: { type: "number" },
      remaining: { type: "number" },
    }),
    usage: usageSchema,
    remaining: listOf({ description: "A prompt for which there was no time" }),
  }),
});
