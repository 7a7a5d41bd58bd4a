import { action } from "@prismatic-io/spectral";
import type {
  ChatCompletion,
  ChatCompletionCreateParamsNonStreaming,
} from "openai/resources/chat/completions";
import { createClient } from "../../client/createClient";
import type { FallbackReport } from "../../client/fallback";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { conversation, messages, systemPrompt, userPrompt } from "../../inputs/messages";
import { chatModel, chatPurpose } from "../../inputs/model";
import { optional } from "../../inputs/optional";
import { requestOptions } from "../../inputs/requestOptions";
import {
  maxOutputTokens,
  numChoices,
  reasoningEffort,
  seed,
  stopSequences,
  temperature,
  topP,
} from "../../inputs/sampling";
import { completionProperties, exampleCompletion, outputTextOf } from "../chatOutput";
import { fallbackSchema } from "../fallbackOutput";
import { outputOf } from "../outputOf";

const label = "Create Chat Completion";

/** The service's chat completion, and the first choice's text. */
export type ChatCompletionOutput = ChatCompletion & { output_text: string; fallback?: FallbackReport };

const output = (completion: ChatCompletion): ChatCompletionOutput => ({
  ...completion,
  output_text: outputTextOf(completion),
});

const example = output(exampleCompletion);

/** Asks a model to continue a conversation. */
export const createChatCompletion = action({
  display: {
    label,
    description: "Create an answer to a prompt or a conversation",
  },
  inputs: {
    connection,
    model: chatModel,
    messages,
    temperature,
    topP,
    numChoices,
    systemPrompt,
    userPrompt,
    maxOutputTokens,
    stop: stopSequences,
    seed,
    reasoningEffort,
    fallbackModels,
    fallbackConnection,
    requestOptions,
  },
  perform: async (context, params): Promise<{ data: ChatCompletionOutput }> => {
    const body: Omit<ChatCompletionCreateParamsNonStreaming, "model"> = {
      messages: conversation(params.systemPrompt, params.messages, params.userPrompt),
      ...optional("temperature", params.temperature),
      ...optional("top_p", params.topP),
      ...optional("n", params.numChoices),
      ...optional("max_completion_tokens", params.maxOutputTokens),
      ...optional("stop", params.stop),
      ...optional("seed", params.seed),
      ...optional("reasoning_effort", params.reasoningEffort),
    };
    const client = createClient(context, { ...params, action: label });
    const { answer, fallback } = await client.withModel(params.model, chatPurpose, (openai, model) =>
      openai.chat.completions.create({ model, ...body }),
    );
    return { data: { ...output(answer), ...optional("fallback", fallback) } };
  },
  performSafety: "notAllowed",
  examplePerform: async () => ({ data: example }),
  examplePayload: { data: example },
  outputSchema: outputOf({
    ...completionProperties,
    output_text: { type: "string", description: "The text of the first choice" },
    fallback: fallbackSchema,
  }),
});
