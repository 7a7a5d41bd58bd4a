import type { ChatCompletion } from "openai/resources/chat/completions";
import { firstAnswer } from "../text/firstAnswer";
import { described, listOf, number, objectOf, orNull, serviceObject, text } from "./shape";
import { usageSumShape } from "./usage";

/**
 * The text of the first choice; "" when it has none (a tool call, a refusal, a filtered answer). Thoughts in fields of
 * their own are left out. Tags that a model writes into its text stay, because data is raw.
 */
export const outputTextOf = (completion: ChatCompletion): string => firstAnswer(completion).text ?? "";

/** Example of a chat completion. */
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

const choices = described(
  "The service's answers: their message, and the reason of their end",
  listOf(
    objectOf({
      index: number(),
      finish_reason: text("stop, length, tool_calls or content_filter"),
      message: objectOf({
        role: text(),
        content: orNull(text()),
        refusal: orNull(text("Why the model refused, in its words")),
      }),
    }),
  ),
);

/** The properties of a chat completion that steps are likely to read. */
export const completionProperties = {
  id: text(),
  object: text(),
  created: number("Unix time in seconds"),
  model: text(),
  choices,
  usage: described("The tokens of the answer, as the service counts them", usageSumShape),
};

/** Shape of the service's chat completion. */
export const completionShape = serviceObject<ChatCompletion>()(completionProperties);
