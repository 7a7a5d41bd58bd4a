import type {
  ChatCompletion,
  ChatCompletionMessageParam,
  ChatCompletionMessageToolCall,
} from "openai/resources/chat/completions";
import { completionProperties, exampleCompletion, outputTextOf } from "../../output/completion";
import { contentFilterOf, contentFilterShape, exampleContentFilter } from "../../output/contentFilter";
import { fallbackShape } from "../../output/fallback";
import { inFront } from "../../output/inFront";
import { outcomeShape } from "../../output/outcome";
import { anything, described, listOf, type Of, optionally, serviceObject, text } from "../../output/shape";
import { toolCallsShape } from "../../output/toolCall";
import { examplePrice, UsageCounter, usageProperties } from "../../output/usage";
import { warningsProperty } from "../../output/warnings";
import type { ChatReply } from "../../tasks/answers/askChat";
import { firstAnswer } from "../../text/firstAnswer";

/** The connector's properties of the output. */
export const chatProperties = {
  output_text: text("The text of the first choice; empty where it has none"),
  outcome: outcomeShape,
  parsed: anything("The answer as data, in the form asked for and checked; null unless answered in one"),
  tool_calls: toolCallsShape,
  messages: described(
    "The conversation with the answer behind it, ready as the Messages (JSON) of a next step",
    listOf(anything<ChatCompletionMessageParam>("A message with role and content")),
  ),
  ...usageProperties,
  contentFilter: contentFilterShape,
  ...warningsProperty,
  fallback: optionally(fallbackShape),
};

/**
 * Shape of the output: the first choice's text, how it ended, its data and calls of tools, the conversation with it,
 * tokens and cost, what the content filter found, and the service's chat completion.
 */
export const chatShape = serviceObject<ChatCompletion>()(completionProperties, chatProperties);

/** The output. */
export type ChatOutput = Of<typeof chatShape>;

/**
 * The reply as messages of a next request: one, or none where it says nothing. Only these fields are kept, because the
 * services refuse others of their own answers in a request.
 */
const replyMessages = (
  completion: ChatCompletion,
  calls: readonly object[],
): ChatCompletionMessageParam[] => {
  const { text: said, refusal } = firstAnswer(completion);
  const content = said || refusal || null;
  if (calls.length > 0)
    return [{ role: "assistant", content, tool_calls: calls as ChatCompletionMessageToolCall[] }];
  return content === null ? [] : [{ role: "assistant", content }];
};

/** Makes the output of a reply, with the connector's properties before the service's. */
export const showChat = (
  { answer: { answer, fallback }, outcome, toolCalls, messageCalls, parsed }: ChatReply,
  asked: readonly ChatCompletionMessageParam[],
  usage: UsageCounter,
): ChatOutput =>
  inFront(
    {
      output_text: outputTextOf(answer),
      outcome,
      parsed,
      tool_calls: toolCalls,
      messages: [...asked, ...replyMessages(answer, messageCalls)],
      ...usage.shown(),
      contentFilter: contentFilterOf(answer),
      warnings: [],
      ...(fallback && { fallback }),
    },
    answer,
  );

const exampleUsage = new UsageCounter();
exampleUsage.add(exampleCompletion.usage, examplePrice);

/** Example of the output. */
export const exampleChat: ChatOutput = {
  ...showChat(
    {
      answer: { answer: exampleCompletion },
      outcome: "answered",
      toolCalls: [],
      messageCalls: [],
      parsed: null,
    },
    [{ role: "user", content: "Where was the 2020 World Series played?" }],
    exampleUsage,
  ),
  contentFilter: exampleContentFilter,
};
