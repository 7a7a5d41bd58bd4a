import { contentText } from "../../text/contentText";
import { isObject, type JsonObject } from "../../text/isObject";
import { parseJsonExactly } from "../../text/parseJsonExactly";

/** The text of a content: "" is a text, but parts without text have none. */
const textOfContent = (content: unknown): string | null =>
  typeof content === "string" ? content : contentText(content) || null;

const textOfChoice = (choice: JsonObject): string | null => {
  const { message, text } = choice;
  return textOfContent(isObject(message) ? message["content"] : text);
};

/** Types of output entries that the model wrote for the reader; other entries have other types. */
const messageTypes = new Set<unknown>([undefined, null, "message", "output_text", "text"]);

const textOfOutput = (output: readonly unknown[]): string | null => {
  const texts = output.map((entry) => {
    if (!isObject(entry)) return contentText(entry);
    const { type, content } = entry;
    return messageTypes.has(type) ? contentText(content ?? entry) : "";
  });
  return texts.join("") || null;
};

/**
 * The text of a row's answer: of a completion's first choice, or the joined texts of the Responses API; null for none.
 */
export const answerText = (body: unknown): string | null => {
  if (typeof body === "string") return body;
  if (!isObject(body)) return null;
  const { choices, output, output_text } = body;
  if (Array.isArray(choices)) {
    const choice = choices.find(isObject);
    return choice ? textOfChoice(choice) : null;
  }
  const text = Array.isArray(output) ? textOfOutput(output) : textOfContent(output ?? null);
  return text ?? (typeof output_text === "string" && output_text !== "" ? output_text : null);
};

/** The value of a text that is a JSON object or list; null for any other text, even one that looks like a number. */
export const answerJson = (text: string | null): unknown => {
  if (text === null || !/^\s*[[{]/.test(text)) return null;
  try {
    return parseJsonExactly(text);
  } catch {
    return null;
  }
};
