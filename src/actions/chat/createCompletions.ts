import { action, input } from "@prismatic-io/spectral";
import type { ChatCompletionCreateParamsNonStreaming } from "openai/resources/chat/completions";
import { runOrdered } from "../../bulk/runOrdered";
import { type Client, createClient } from "../../client/createClient";
import { isAzureOpenAIError, isConnectionProblem } from "../../client/errors";
import { cleanNumber } from "../../inputs/cleaners";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { conversation, systemPrompt } from "../../inputs/messages";
import { chatModel, chatPurpose } from "../../inputs/model";
import { optional } from "../../inputs/optional";
import { prompts } from "../../inputs/prompts";
import { requestOptions } from "../../inputs/requestOptions";
import { maxOutputTokens, reasoningEffort, temperature } from "../../inputs/sampling";
import { exampleFallback, fallbackSchema } from "../fallbackOutput";
import { listOf, objectOf, objectOrNull, outputOf } from "../outputOf";
import { completionProperties, exampleCompletion, usageSchema } from "./chatOutput";
import { type PromptResults, promptResults } from "./promptResults";

const label = "Create Multiple Chat Completion";
const defaultConcurrency = 10;

const concurrentRequests = input({
  label: "Concurrent Requests",
  type: "string",
  required: false,
  default: String(defaultConcurrency),
  comments: "How many requests are under way at once, at most.",
  placeholder: "Enter a whole number",
  example: "10",
  clean: cleanNumber("Concurrent Requests", { min: 1, max: 1000, isInteger: true }),
});

const example = promptResults(
  ["Where was the 2020 World Series played?"],
  [{ status: "succeeded", value: { answer: exampleCompletion, fallback: exampleFallback } }],
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
    const settled = await runOrdered(
      params.messages,
      (prompt) => {
        const messages =
          typeof prompt === "string"
            ? conversation(params.systemPrompt, undefined, prompt)
            : conversation(params.systemPrompt, prompt, undefined);
        return client.withModel(params.model, chatPurpose, (openai, model) =>
          openai.chat.completions.create({ model, ...shared, messages }),
        );
      },
      {
        concurrency: params.concurrentRequests ?? defaultConcurrency,
        mayStart: () => client.remainingMs() > 0,
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
