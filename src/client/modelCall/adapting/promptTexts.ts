import { contentText } from "../../../text/contentText";
import { isObject, type JsonObject } from "../../../text/isObject";
import type { Body } from "./mend";

/** The messages of a chat request. */
export const messagesOf = ({ messages }: Body): readonly JsonObject[] =>
  Array.isArray(messages) ? messages.filter(isObject) : [];

const instructing: ReadonlySet<unknown> = new Set(["system", "developer"]);

/** True for a message that instructs the model. */
export const isInstruction = ({ role }: JsonObject): boolean => instructing.has(role);

/** The texts of a content's parts, a line for each. */
export const linesOf = (content: unknown): string =>
  Array.isArray(content)
    ? content
        .map((part) => contentText([part]))
        .filter(Boolean)
        .join("\n")
    : contentText(content);

const withText = (content: unknown, text: string, isInFront: boolean): unknown => {
  if (Array.isArray(content)) {
    const part = { type: "text", text };
    return isInFront ? [part, ...content] : [...content, part];
  }
  return (isInFront ? [text, contentText(content)] : [contentText(content), text])
    .filter(Boolean)
    .join("\n\n");
};

const changeAt = (
  messages: readonly JsonObject[],
  at: number,
  text: string,
  isInFront: boolean,
): JsonObject[] =>
  messages.map((message, index) =>
    index === at ? { ...message, content: withText(message["content"], text, isInFront) } : message,
  );

/** A chat request with a text in front of its first user message, or as one where it has none. */
export const inFrontOfUser = (body: Body, text: string): Body => {
  const messages = messagesOf(body);
  const at = messages.findIndex(({ role }) => role === "user");
  if (at < 0) return { ...body, messages: [{ role: "user", content: text }, ...messages] };
  return { ...body, messages: changeAt(messages, at, text, true) };
};

/** A request with further instructions, behind those it has, or as a message where nothing else can hold them. */
export const withInstructions = (body: Body, text: string): Body => {
  if ("input" in body) return { ...body, instructions: withText(body["instructions"], text, false) };
  const messages = messagesOf(body);
  const own = messages.findIndex(isInstruction);
  const at = own >= 0 ? own : messages.findLastIndex(({ role }) => role === "user");
  if (at < 0) return { ...body, messages: [...messages, { role: "user", content: text }] };
  return { ...body, messages: changeAt(messages, at, text, false) };
};
