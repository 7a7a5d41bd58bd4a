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

/** What every line of a batch of prompts asks for, its messages aside. */
export type SharedRequest = Omit<ChatCompletionCreateParamsNonStreaming, "messages">;

/** The conversation that a prompt makes with the system prompt in front of it. */
export const messagesOf = (prompt: Prompt, systemPrompt: string | undefined): ChatCompletionMessageParam[] =>
  typeof prompt === "string"
    ? conversation(systemPrompt, undefined, prompt)
    : conversation(systemPrompt, prompt, undefined);

/** Prompts as rows of a batch. */
interface PromptSource {
  /** The label of the input that they come from. */
  label: string;
  count: number;
  promptOf(index: number): Prompt;
}

/**
 * Rows of prompts, each a chat request.
 * @throws Error by the label and the prompt's number when a message is longer than the service takes.
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
