import type {
  ChatCompletion,
  ChatCompletionMessageParam,
  ChatCompletionMessageToolCall,
} from "openai/resources/chat/completions";
import type { ModelAnswer } from "../../client/fallback/fallback";
import { completionProperties, exampleCompletion, outputTextOf } from "../../output/completion";
import { contentFilterOf, contentFilterShape, exampleContentFilter } from "../../output/contentFilter";
import { fallbackShape } from "../../output/fallback";
import { anything, described, listOf, type Of, optionally, serviceObject, text } from "../../output/shape";
import { examplePrice, usageOf, usageProperties } from "../../output/usage";
import { warningsProperty } from "../../output/warnings";
import { firstAnswer } from "../../text/firstAnswer";

/**
 * Shape of the output: the first choice's text, the conversation with it, tokens and cost, what the content filter
 * found, and the service's chat completion.
 */
export const chatShape = serviceObject<ChatCompletion>()(completionProperties, {
  output_text: text("The text of the first choice; empty where it has none"),
  messages: described(
    "The conversation with the answer behind it, ready as the Messages (JSON) of a next step",
    listOf(anything<ChatCompletionMessageParam>("A message with role and content")),
  ),
  ...usageProperties,
  contentFilter: contentFilterShape,
  ...warningsProperty,
  fallback: optionally(fallbackShape),
});

/**
 * The first choice as messages of a next request: one, or none where it says nothing. Only these fields are kept,
 * because the service refuses others of its own answers in a request.
 */
const answerMessages = (completion: ChatCompletion): ChatCompletionMessageParam[] => {
  const { text: said, refusal } = firstAnswer(completion);
  const calls: unknown = completion.choices[0]?.message?.tool_calls;
  const content = said || refusal || null;
  if (Array.isArray(calls) && calls.length > 0)
    return [{ role: "assistant", content, tool_calls: calls as ChatCompletionMessageToolCall[] }];
  return content === null ? [] : [{ role: "assistant", content }];
};

/** Makes the output of an answer, with the connector's properties before the service's. */
export const showChat = (
  { answer, price, fallback }: ModelAnswer<ChatCompletion>,
  asked: readonly ChatCompletionMessageParam[],
): Of<typeof chatShape> => ({
  output_text: outputTextOf(answer),
  messages: [...asked, ...answerMessages(answer)],
  ...usageOf(answer.usage, price),
  contentFilter: contentFilterOf(answer),
  warnings: [],
  ...(fallback && { fallback }),
  ...answer,
});

/** Example of the output. */
export const exampleChat: Of<typeof chatShape> = {
  ...showChat({ answer: exampleCompletion, price: examplePrice }, [
    { role: "user", content: "Where was the 2020 World Series played?" },
  ]),
  contentFilter: exampleContentFilter,
};
