import type { ChatCompletionMessageParam, ChatCompletionTool } from "openai/resources/chat/completions";

/** A row of the test file: what is asked, and what is right. */
export interface TestRow {
  /** Its line in the file, from 1. */
  line: number;
  messages: ChatCompletionMessageParam[];
  tools: ChatCompletionTool[] | undefined;
  /** Undefined in rows for reinforcement, which have no answers. */
  expected: string | undefined;
  /** The row's system message; null without. */
  systemMessage: string | null;
}
