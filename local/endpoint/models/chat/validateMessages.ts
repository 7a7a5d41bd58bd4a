import type { Api } from "../../server/address";
import { isRecord } from "../../server/answer";
import { type ChatRefusal, invalid, missing } from "./refusals";
import { refuseParts } from "./validateParts";

const roles = new Set(["system", "developer", "user", "assistant", "tool", "function"]);
const maximumMessages = 2048;

/** The first thing the service would refuse in the messages of a request; undefined when sound. */
export const refuseMessages = (messages: unknown, api: Api): ChatRefusal | undefined => {
  if (messages === undefined || messages === null) return missing("messages");
  if (!Array.isArray(messages)) {
    return invalid("messages", "invalid_type", "Invalid type for 'messages': expected an array of objects.");
  }
  if (messages.length === 0) {
    return invalid(
      "messages",
      "empty_array",
      "Invalid 'messages': empty array. Expected at least one message.",
    );
  }
  if (messages.length > maximumMessages) {
    const message = `Invalid 'messages': array too long. Expected at most ${maximumMessages} messages, got ${messages.length}.`;
    return invalid("messages", "array_above_max_length", message);
  }
  for (const [index, message] of messages.entries()) {
    const refusal = refuseMessage(message, `messages[${index}]`, api);
    if (refusal !== undefined) return refusal;
  }
  return refuseOrder(messages as Array<Record<string, unknown>>);
};

const refuseMessage = (message: unknown, place: string, api: Api): ChatRefusal | undefined => {
  if (!isRecord(message)) {
    return invalid(place, "invalid_type", `Invalid type for '${place}': expected an object.`);
  }
  const { role, content } = message;
  if (role === undefined) return missing(`${place}.role`);
  if (typeof role !== "string" || !roles.has(role)) {
    const supported = [...roles].map((name) => `'${name}'`).join(", ");
    const sentence = `Invalid value: '${String(role)}'. Supported values are: ${supported}.`;
    return invalid(`${place}.role`, "invalid_value", sentence);
  }
  const mayBeEmpty = role === "assistant";
  if (Array.isArray(content)) return refuseParts(content, `${place}.content`, api);
  if (typeof content === "string") return undefined;
  if (mayBeEmpty && (content === undefined || content === null)) return undefined;
  if (content === undefined) return missing(`${place}.content`);
  const sentence = `Invalid value for 'content': expected a string or an array of parts, got ${content === null ? "null" : typeof content}.`;
  return invalid(`${place}.content`, content === null ? null : "invalid_type", sentence);
};

/** Ids of the calls in an assistant's message. */
const callsIn = ({ role, tool_calls: calls }: Record<string, unknown>): string[] =>
  role === "assistant" && Array.isArray(calls)
    ? calls.flatMap((call) => (isRecord(call) && typeof call["id"] === "string" ? [call["id"]] : []))
    : [];

/** Results of tools stand right behind the message that calls them, one for each call. */
const refuseOrder = (messages: ReadonlyArray<Record<string, unknown>>): ChatRefusal | undefined => {
  let open: string[] = [];
  for (const [index, message] of [...messages, {}].entries()) {
    const { role, tool_call_id: id } = message as Record<string, unknown>;
    const place = `messages.[${index}].role`;
    if (role === "tool") {
      if (!open.includes(String(id))) {
        const sentence =
          "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.";
        return invalid(place, null, sentence);
      }
      open = open.filter((call) => call !== id);
    } else if (open.length > 0) {
      const sentence = `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${open.join(", ")}`;
      return invalid(place, null, sentence);
    } else open = callsIn(message);
  }
  return undefined;
};
