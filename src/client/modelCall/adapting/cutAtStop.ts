import { fieldsOf, type JsonObject } from "../../../text/isObject";
import type { Body } from "./mend";

const textsOf = (stop: unknown): string[] =>
  [stop].flat().filter((text): text is string => typeof text === "string" && text !== "");

const cutChoice = (choice: unknown, stops: readonly string[]): unknown => {
  const { message, finish_reason: reason } = fieldsOf(choice);
  const { content } = fieldsOf(message);
  if (typeof content !== "string") return choice;
  const ends = stops.map((stop) => content.indexOf(stop)).filter((end) => end >= 0);
  if (ends.length === 0) return choice;
  const cut = { ...fieldsOf(message), content: content.slice(0, Math.min(...ends)) };
  return { ...fieldsOf(choice), message: cut, finish_reason: reason === "length" ? "stop" : reason };
};

/** Ends the texts of a chat completion at the first stop text, as a service does that takes Stop Sequences. */
export const cutAtStop = (answer: Readonly<JsonObject>, asked: Body): Readonly<JsonObject> => {
  const { choices } = answer;
  const stops = textsOf(asked["stop"]);
  return Array.isArray(choices)
    ? { ...answer, choices: choices.map((choice) => cutChoice(choice, stops)) }
    : answer;
};
