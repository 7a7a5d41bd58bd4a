import type {
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
} from "openai/resources/chat/completions";
import type { ModelsEndpoint } from "../../client/endpoint/endpoint";
import { conversation } from "../../inputs/messages";
import type { Prompt } from "../../inputs/prompts";
import type { NextTurn } from "../../pacing/turns";
import { type BatchRows, chatOperation, generatedRows } from "../batches/batchRows";
import { checkMessageLength } from "./messageLength";

/** The fields of all lines of a batch of prompts, apart from the messages. */
export type SharedRequest = Omit<ChatCompletionCreateParamsNonStreaming, "messages">;

/** The conversation of a prompt, with the system prompt first. */
export const messagesOf = (prompt: Prompt, systemPrompt: string | undefined): ChatCompletionMessageParam[] =>
  typeof prompt === "string"
    ? conversation(systemPrompt, undefined, prompt)
    : conversation(systemPrompt, prompt, undefined);

/** The prompts of a batch's rows. */
interface PromptSource {
  /** The label of their input. */
  label: string;
  count: number;
  promptOf(index: number): Prompt;
}

/**
 * Makes rows of prompts, each a chat request.
 * @throws InputError with the label and the prompt's number when a message is too long for the service.
 */
export const promptRows = async (
  { label, count, promptOf }: PromptSource,
  shared: SharedRequest,
  systemPrompt: string | undefined,
  endpoint: ModelsEndpoint,
  nextTurn: NextTurn,
): Promise<BatchRows> => {
  for (let index = 0; index < count; index += 1) {
    checkMessageLength(label, index, messagesOf(promptOf(index), systemPrompt), endpoint);
    await nextTurn();
  }
  return generatedRows(count, chatOperation(endpoint), (index) => ({
    ...shared,
    messages: messagesOf(promptOf(index), systemPrompt),
  }));
};
