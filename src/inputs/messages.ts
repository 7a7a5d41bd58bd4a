import { input } from "@prismatic-io/spectral";
import type {
  ChatCompletionContentPart,
  ChatCompletionMessageParam,
} from "openai/resources/chat/completions";
import { refuseInput } from "../text/InputError";
import { isObject, type JsonObject } from "../text/isObject";
import { parseJsonExactly } from "../text/parseJsonExactly";
import { jsonText } from "../text/plainValue";
import { isEmpty, shown } from "./cleaners";
import { checkConversation } from "./conversationChecks";
import { textInput } from "./kinds";
import { readMessageParts } from "./messageParts";
import { filledList, parseJson } from "./parseJson";

/** Most messages of a request (service limit). */
const mostMessages = 2048;

const roles = ["system", "developer", "user", "assistant", "tool", "function"];

/** An example of a list of messages, for comments and refusals. */
const messagesExample = '[{"role": "user", "content": "Where was the 2020 World Series played?"}]';
const accepted = `Accepted is, for example, ${messagesExample}`;

const given = (value: unknown): string => (value === undefined ? "missing" : shown(jsonText(value)));

/** Gateways answer null where there are no calls, which the services refuse in a request. */
const withoutNullCalls = (message: unknown): unknown =>
  isObject(message)
    ? Object.fromEntries(
        Object.entries(message).filter(
          ([key, value]) => value !== null || !["tool_calls", "function_call"].includes(key),
        ),
      )
    : message;

const checkMessage = (label: string, message: unknown, place: string): ChatCompletionMessageParam => {
  if (typeof message !== "object" || message === null || Array.isArray(message)) {
    return refuseInput(label, `${place} is not an object with role and content.`, accepted);
  }
  const { role, content, tool_calls: toolCalls, function_call: functionCall } = message as JsonObject;
  if (!roles.includes(role as string)) {
    refuseInput(label, `the role of ${place} is ${given(role)}.`, `It has to be one of ${roles.join(", ")}.`);
  }
  const mayLackContent =
    role === "assistant" && (toolCalls || functionCall || "audio" in message || "refusal" in message);
  const isContent = typeof content === "string" || (Array.isArray(content) && content.length > 0);
  if (!isContent && !(mayLackContent && (content === undefined || content === null))) {
    refuseInput(
      label,
      `the content of ${place} is ${given(content)}.`,
      "It has to be text or a list of content parts.",
    );
  }
  if (Array.isArray(content))
    return { ...message, content: readMessageParts(label, content, place) } as ChatCompletionMessageParam;
  // Beside calls, older api-versions require the key.
  const lacksKey = content === undefined && Array.isArray(toolCalls);
  return { ...message, ...(lacksKey && { content: null }) } as ChatCompletionMessageParam;
};

/**
 * Checks a list of chat messages: 1 to 2,048 objects with a known role and content, in an order that the services
 * take. `owner` names the list where there are several, such as "prompt 3".
 * @throws InputError with the label and the place of the message.
 */
export const checkMessages = (
  label: string,
  value: unknown,
  owner?: string,
): ChatCompletionMessageParam[] => {
  const where = owner ? ` of ${owner}` : "";
  const list = filledList(label, value, `the list${where} is empty.`, accepted);
  if (list.length > mostMessages)
    refuseInput(
      label,
      `${list.length} messages${where} are more than the ${mostMessages} that a request may hold.`,
    );
  const place = (index: number): string => `${owner ? `${owner}, message` : "message"} ${index + 1}`;
  const messages = list.map((message, index) => checkMessage(label, withoutNullCalls(message), place(index)));
  checkConversation(label, messages, place);
  return messages;
};

const escapingHint =
  "Text that is put into JSON needs its quotes and line breaks escaped; User Prompt takes text as it is.";

/** Cleans a conversation given as JSON or as a list of an earlier step; undefined for an empty input. */
export const cleanMessages =
  (label: string) =>
  (value: unknown): ChatCompletionMessageParam[] | undefined => {
    if (isEmpty(value)) return undefined;
    const options = { entry: "message", hint: escapingHint, parse: parseJsonExactly };
    return checkMessages(label, parseJson(label, value, messagesExample, options));
  };

const label = "Messages (JSON)";

/** Input for the messages of one conversation. */
export const messages = input({
  label,
  type: "code",
  language: "json",
  required: false,
  comments:
    "The conversation so far, as a JSON list of messages with role and content. System Prompt goes in front of it, User Prompt behind it.",
  placeholder: "Enter a JSON list of messages",
  example: messagesExample,
  clean: cleanMessages(label),
});

/** Input for instructions to the model, so that builders need not write JSON. */
export const systemPrompt = textInput({
  label: "System Prompt",
  comments: "Instructions that come before the conversation: how to answer, in which role, in which form.",
  placeholder: "Enter instructions for the model",
  example: "Answer in one sentence.",
});

/** Input for the question, so that builders need not write JSON. */
export const userPrompt = textInput({
  label: "User Prompt",
  comments: "The question or task, in plain text. Needed when Messages (JSON) is left empty.",
  placeholder: "Enter a question or task",
  example: "Where was the 2020 World Series played?",
});

const partText = (part: ChatCompletionContentPart): string[] => (part.type === "text" ? [part.text] : []);

/**
 * A user's message of a text and the parts of files: text alone where there is nothing else, because some servers take
 * no parts.
 */
export const userMessage = (
  prompt: string | undefined,
  files: readonly ChatCompletionContentPart[],
): ChatCompletionMessageParam => {
  const parts: ChatCompletionContentPart[] = [
    ...(prompt === undefined ? [] : [{ type: "text", text: prompt } as const]),
    ...files,
  ];
  const texts = parts.flatMap(partText);
  return { role: "user", content: texts.length === parts.length ? texts.join("\n\n") : parts };
};

/** True for a conversation that begins with the prompt: one that an earlier step gave, with the prompt that it had. */
const beginsWith = (history: readonly ChatCompletionMessageParam[], system: string): boolean =>
  history[0]?.role === "system" && history[0].content === system;

/**
 * Joins the inputs to a conversation: system prompt, messages, and user prompt with the parts of files. A system prompt
 * that the messages begin with already is not put in front of them again.
 * @throws InputError with the inputs' labels when there is nothing to answer.
 */
export const conversation = (
  system: string | undefined,
  history: ChatCompletionMessageParam[] | undefined,
  user: string | undefined,
  files: readonly ChatCompletionContentPart[] = [],
): ChatCompletionMessageParam[] => {
  if (!history && user === undefined && files.length === 0) {
    refuseInput(
      userPrompt.label,
      `it is empty, and so is ${label}.`,
      `Enter one of them, for example ${messagesExample}`,
    );
  }
  if (system !== undefined && history?.some(({ role }) => role === "developer"))
    refuseInput(
      systemPrompt.label,
      `it is filled in, and ${label} has a message with the role developer.`,
      "Enter one of them.",
    );
  return [
    ...(system === undefined || beginsWith(history ?? [], system)
      ? []
      : [{ role: "system", content: system } as const]),
    ...(history ?? []),
    ...(user === undefined && files.length === 0 ? [] : [userMessage(user, files)]),
  ];
};
