import { contentText } from "../../../text/contentText";
import { cutAtFirst } from "../../../text/cutAtFirst";
import { fieldsOf, type JsonObject } from "../../../text/isObject";
import type { Body } from "./mend";

const textsOf = (stop: unknown): string[] =>
  [stop].flat().filter((text): text is string => typeof text === "string" && text !== "");

const cutChoice = (choice: unknown, stops: readonly string[]): unknown => {
  const { message, finish_reason: reason } = fieldsOf(choice);
  const content = cutAtFirst(contentText(fieldsOf(message)["content"]), stops);
  if (content === undefined) return choice;
  // What comes behind a stop text, such as calls, would not have been written.
  const { tool_calls: _calls, ...said } = fieldsOf(message);
  return {
    ...fieldsOf(choice),
    message: { ...said, content },
    finish_reason: reason === "content_filter" ? reason : "stop",
  };
};

/** Ends the texts of a chat completion at the first stop text, as a service does that takes Stop Sequences. */
export const cutAtStop = (answer: Readonly<JsonObject>, asked: Body): Readonly<JsonObject> => {
  const { choices } = answer;
  const stops = textsOf(asked["stop"]);
  return Array.isArray(choices)
    ? { ...answer, choices: choices.map((choice) => cutChoice(choice, stops)) }
    : answer;
};
