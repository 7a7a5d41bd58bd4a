import { action } from "@prismatic-io/spectral";
import type {
  ChatCompletion,
  ChatCompletionCreateParamsNonStreaming,
} from "openai/resources/chat/completions";
import { createClient } from "../../client/createClient";
import { connection } from "../../inputs/connection";
import { conversation, messages, systemPrompt, userPrompt } from "../../inputs/messages";
import { chatModel } from "../../inputs/model";
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
import { outputOf } from "../outputOf";
import { completionProperties, exampleCompletion, outputTextOf } from "./chatOutput";

const label = "Create Chat Completion";

/** The service's chat completion, and the first choice's text. */
export type ChatCompletionOutput = ChatCompletion & { output_text: string };

const output = (completion: ChatCompletion): ChatCompletionOutput => ({
  ...completion,
  output_text: outputTextOf(completion),
});

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
    requestOptions,
  },
  perform: async (context, params): Promise<{ data: ChatCompletionOutput }> => {
    const body: ChatCompletionCreateParamsNonStreaming = {
      model: params.model,
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
    const completion = await client.withModel(params.model, (openai) => openai.chat.completions.create(body));
    return { data: output(completion) };
  },
  performSafety: "notAllowed",
  examplePerform: async () => ({ data: output(exampleCompletion) }),
  examplePayload: { data: output(exampleCompletion) },
  outputSchema: outputOf({
    ...completionProperties,
    output_text: { type: "string", description: "The text of the first choice" },
  }),
});
