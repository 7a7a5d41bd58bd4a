import type { ChatCompletion } from "openai/resources/chat/completions";
import { completionProperties, exampleCompletion, outputTextOf } from "../../output/completion";
import { fallbackShape } from "../../output/fallback";
import { type Of, optionally, serviceObject, text } from "../../output/shape";

/** The first choice's text, the service's chat completion, and which deployment answered. */
export const chatShape = serviceObject<ChatCompletion>()(completionProperties, {
  output_text: text("The text of the first choice; empty where it has none"),
  fallback: optionally(fallbackShape),
});

/** A completion with its text before the service's own fields. */
export const showChat = (completion: ChatCompletion): Of<typeof chatShape> => ({
  output_text: outputTextOf(completion),
  ...completion,
});

/** An answer as examples show it. */
export const exampleChat = showChat(exampleCompletion);
