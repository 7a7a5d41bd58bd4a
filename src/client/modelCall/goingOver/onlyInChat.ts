import { fieldsOf, isObject, type JsonObject } from "../../../text/isObject";

/** Fields of a chat request for which the Responses API has no counterpart, and without which the answer is another. */
const fields = ["functions", "function_call", "web_search_options", "data_sources", "audio"];

const isSet = (value: unknown): boolean => value !== undefined && value !== null;

/** The part of one message that only chat has, with its place. */
const inMessage = (message: unknown, index: number): string | undefined => {
  const { role, content, audio, function_call: call } = fieldsOf(message);
  const place = `messages[${index}]`;
  if (isSet(audio)) return `sound (${place}.audio)`;
  if (role === "function" || isSet(call)) return `functions (${place})`;
  const sound = Array.isArray(content)
    ? content.findIndex((part) => isObject(part) && part.type === "input_audio")
    : -1;
  return sound < 0 ? undefined : `sound (${place}.content[${sound}])`;
};

/** What a chat request has that the Responses API can't do, in words; undefined where it can do all. */
export const onlyInChat = (body: Readonly<JsonObject>): string | undefined => {
  const { n, modalities, messages } = body;
  if (typeof n === "number" && n > 1) return "several choices (n)";
  if (Array.isArray(modalities) && modalities.includes("audio")) return "spoken answers (modalities)";
  const field = fields.find((name) => isSet(body[name]));
  if (field) return field;
  if (!Array.isArray(messages)) return undefined;
  return messages.map(inMessage).find((part) => part !== undefined);
};
