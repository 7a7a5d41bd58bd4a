import { contentText } from "../../../text/contentText";
import { fieldsOf, type JsonObject } from "../../../text/isObject";
import type { Body } from "./mend";

const textsOf = (stop: unknown): string[] =>
  [stop].flat().filter((text): text is string => typeof text === "string" && text !== "");

const cutChoice = (choice: unknown, stops: readonly string[]): unknown => {
  const { message, finish_reason: reason } = fieldsOf(choice);
  const text = contentText(fieldsOf(message)["content"]);
  const ends = stops.map((stop) => text.indexOf(stop)).filter((end) => end >= 0);
  if (ends.length === 0) return choice;
  // What comes behind a stop text, such as calls, would not have been written.
  const { tool_calls: _calls, ...said } = fieldsOf(message);
  const cut = { ...said, content: text.slice(0, Math.min(...ends)) };
  return { ...fieldsOf(choice), message: cut, finish_reason: reason === "content_filter" ? reason : "stop" };
};

/** Ends the texts of a chat completion at the first stop text, as a service does that takes Stop Sequences. */
export const cutAtStop = (answer: Readonly<JsonObject>, asked: Body): Readonly<JsonObject> => {
  const { choices } = answer;
  const stops = textsOf(asked["stop"]);
  return Array.isArray(choices)
    ? { ...answer, choices: choices.map((choice) => cutChoice(choice, stops)) }
    : answer;
};
