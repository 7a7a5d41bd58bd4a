import type { ChatCompletion } from "openai/resources/chat/completions";
import { firstAnswer } from "../text/firstAnswer";
import { listOf, type OutputProperty, objectOf } from "./outputOf";

/**
 * The text of the first choice, or "" when it has none (a tool call, a refusal, a filtered answer). Thoughts that
 * the service marks as such are left out; tags that a model writes into its text stay, since data is raw.
 */
export const outputTextOf = (completion: ChatCompletion): string => firstAnswer(completion).text ?? "";

/** A chat completion as examples show it. */
export const exampleCompletion: ChatCompletion = {
  id: "chatcmpl-B1abcDEFghiJKLmnoPQRstuVWXyz",
  object: "chat.completion",
  created: 1_795_219_200,
  model: "gpt-5.4-2026-03-05",
  choices: [
    {
      index: 0,
      finish_reason: "stop",
      logprobs: null,
      message: {
        role: "assistant",
        content: "The 2020 World Series was played in Arlington, Texas.",
        refusal: null,
      },
    },
  ],
  usage: { prompt_tokens: 27, completion_tokens: 14, total_tokens: 41 },
};

/** Schema of the tokens that an answer used. */
export const usageSchema = objectOf({
  prompt_tokens: { type: "number" },
  completion_tokens: { type: "number" },
  total_tokens: { type: "number" },
});

/** Schema of the alternatives of a chat completion, as far as steps are likely to read them. */
export const choicesSchema = listOf(
  objectOf({
    index: { type: "number" },
    finish_reason: { type: "string", description: "stop, length, tool_calls or content_filter" },
    message: objectOf({
      role: { type: "string" },
      content: { type: ["string", "null"] },
      refusal: { type: ["string", "null"] },
    }),
  }),
);

/** Schema of the service's chat completion. */
export const completionProperties: Record<string, OutputProperty> = {
  id: { type: "string" },
  object: { type: "string" },
  created: { type: "number", description: "Unix time in seconds" },
  model: { type: "string" },
  choices: choicesSchema,
  usage: usageSchema,
};
