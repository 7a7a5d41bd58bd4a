import { action } from "@prismatic-io/spectral";
import type { ChatCompletionCreateParamsNonStreaming } from "openai/resources/chat/completions";
import { runPacedCalls } from "../../bulk/runPacedCalls";
import { createClient } from "../../client/createClient";
import { concurrentRequests, stopAfterFailures } from "../../inputs/bulk";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { conversation, systemPrompt } from "../../inputs/messages";
import { chatModel, chatPurpose } from "../../inputs/model";
import { optional } from "../../inputs/optional";
import { prices } from "../../inputs/prices";
import { type Prompt, prompts } from "../../inputs/prompts";
import { requestOptions } from "../../inputs/requestOptions";
import { maxOutputTokens, reasoningEffort, temperature } from "../../inputs/sampling";
import { estimateRequestTokens } from "../../text/estimateTokens";
import { exampleFallback, fallbackSchema } from "../fallbackOutput";
import { itemErrorSchema } from "../itemError";
import { listOf, objectOf, objectOrNull, outputOf } from "../outputOf";
import { costSchema, usageSumSchema } from "../usage";
import { completionProperties, exampleCompletion } from "./chatOutput";
import { type PromptResults, promptResults } from "./promptResults";

const label = "Create Multiple Chat Completion";
/** The text of a prompt as far as its length matters. */
const lengthOf = (prompt: Prompt): number =>
  typeof prompt === "string" ? prompt.length : JSON.stringify(prompt).length;

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
  { inputPrice: 2.5, outputPrice: 15 },
);

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
    prices,
  },
  perform: async (context, params): Promise<{ data: PromptResults }> => {
    const client = createClient(context, { ...params, action: label });
    const shared: Omit<ChatCompletionCreateParamsNonStreaming, "model" | "messages"> = {
      ...optional("temperature", params.temperature),
      ...optional("max_completion_tokens", params.maxOutputTokens),
      ...optional("reasoning_effort", params.reasoningEffort),
    };
    const settled = await runPacedCalls(
      params.messages,
      (prompt, ask) => {
        const messages =
          typeof prompt === "string"
            ? conversation(params.systemPrompt, undefined, prompt)
            : conversation(params.systemPrompt, prompt, undefined);
        return ask((openai, model) => openai.chat.completions.create({ model, ...shared, messages }));
      },
      {
        client,
        model: params.model,
        purpose: chatPurpose,
        action: label,
        noun: "prompts",
        logger: context.logger,
        concurrency: params.concurrentRequests,
        mostFailures: params.stopAfterFailures,
        estimateTokens: (prompt) =>
          estimateRequestTokens(
            lengthOf(prompt) + (params.systemPrompt?.length ?? 0),
            params.maxOutputTokens,
          ),
      },
    );
    return { data: promptResults(params.messages, settled, params.prices) };
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
        error: itemErrorSchema,
      }),
    ),
    counts: objectOf({
      total: { type: "number" },
      succeeded: { type: "number" },
      failed: { type: "number" },
      remaining: { type: "number" },
    }),
    usage: usageSumSchema,
    cost: costSchema,
    remaining: listOf({ description: "A prompt for which there was no time" }),
  }),
});
