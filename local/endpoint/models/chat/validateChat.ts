import { knownAbility } from "../../catalogue/catalogueModels";
import type { Api } from "../../server/address";
import { isRecord } from "../../server/answer";
import { type ChatRefusal, invalid, missing } from "./refusals";
import { refuseFormat } from "./validateFormat";

const roles = new Set(["system", "developer", "user", "assistant", "tool", "function"]);
const maximumMessages = 2048;
const maximumTools = 128;
const maximumStops = 4;

/** Numbers with bounds, as the service checks them. */
const ranges: { name: string; minimum: number; maximum: number; isInteger: boolean }[] = [
  { name: "temperature", minimum: 0, maximum: 2, isInteger: false },
  { name: "top_p", minimum: 0, maximum: 1, isInteger: false },
  { name: "n", minimum: 1, maximum: 128, isInteger: true },
  { name: "presence_penalty", minimum: -2, maximum: 2, isInteger: false },
  { name: "frequency_penalty", minimum: -2, maximum: 2, isInteger: false },
  { name: "top_logprobs", minimum: 0, maximum: 20, isInteger: true },
  { name: "max_tokens", minimum: 1, maximum: 1_000_000, isInteger: true },
  { name: "max_completion_tokens", minimum: 1, maximum: 1_000_000, isInteger: true },
];

/**
 * The first thing the service would refuse in a chat request, or undefined when it is sound.
 * @param runs - the model that runs under the name that was asked for
 */
export const refuseChat = (
  body: Record<string, unknown>,
  api: Api,
  runs: string,
): ChatRefusal | undefined => {
  const { model } = body;
  if (api !== "azureDated" && (typeof model !== "string" || model.length === 0)) {
    return missing("model");
  }
  return (
    refuseMessages(body["messages"]) ??
    refuseNumbers(body) ??
    refuseLists(body) ??
    refuseModel(body, runs) ??
    refuseFormat(body, api)
  );
};

const refuseMessages = (messages: unknown): ChatRefusal | undefined => {
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
    const refusal = refuseMessage(message, `messages[${index}]`);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
};

const refuseMessage = (message: unknown, place: string): ChatRefusal | undefined => {
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
  if (typeof content === "string" || Array.isArray(content)) return undefined;
  if (mayBeEmpty && (content === undefined || content === null)) return undefined;
  if (content === undefined) return missing(`${place}.content`);
  const sentence = `Invalid value for 'content': expected a string or an array of parts, got ${content === null ? "null" : typeof content}.`;
  return invalid(`${place}.content`, content === null ? null : "invalid_type", sentence);
};

const refuseNumbers = (body: Record<string, unknown>): ChatRefusal | undefined => {
  for (const { name, minimum, maximum, isInteger } of ranges) {
    const value = body[name];
    if (value === undefined || value === null) continue;
    const kind = isInteger ? "an integer" : "a number";
    if (typeof value !== "number" || (isInteger && !Number.isInteger(value))) {
      return invalid(name, "invalid_type", `Invalid type for '${name}': expected ${kind}.`);
    }
    if (value < minimum) {
      const sentence = `Invalid '${name}': below the minimum value. Expected a value >= ${minimum}, but got ${value} instead.`;
      return invalid(name, isInteger ? "integer_below_min_value" : "decimal_below_min_value", sentence);
    }
    if (value > maximum) {
      const sentence = `Invalid '${name}': above the maximum value. Expected a value <= ${maximum}, but got ${value} instead.`;
      return invalid(name, isInteger ? "integer_above_max_value" : "decimal_above_max_value", sentence);
    }
  }
  return undefined;
};

const refuseLists = ({ stop, tools }: Record<string, unknown>): ChatRefusal | undefined => {
  if (Array.isArray(stop) && stop.length > maximumStops) {
    const sentence = `Invalid 'stop': array too long. Expected at most ${maximumStops} items, got ${stop.length}.`;
    return invalid("stop", "array_above_max_length", sentence);
  }
  if (Array.isArray(tools) && tools.length > maximumTools) {
    const sentence = `Invalid 'tools': array too long. Expected at most ${maximumTools} items, got ${tools.length}.`;
    return invalid("tools", "array_above_max_length", sentence);
  }
  return undefined;
};

/** Rules of the model itself, whatever its deployment is called; a name that no catalogue knows has none. */
const refuseModel = (body: Record<string, unknown>, model: string): ChatRefusal | undefined => {
  const ability = knownAbility(model);
  if (ability !== undefined && ability !== "chat") {
    const message = `The chatCompletion operation does not work with the specified model, ${model}. Choose a chat model.`;
    return { status: 400, body: { error: { code: "OperationNotSupported", message } } };
  }
  const isReasoning = ability === "chat" && /^gpt-[5-9]/.test(model);
  if (isReasoning && body["max_tokens"] !== undefined && body["max_tokens"] !== null) {
    const message =
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
    return invalid("max_tokens", "unsupported_parameter", message);
  }
  return undefined;
};
