import { randomUUID } from "node:crypto";
import type { ToolCall } from "../../output/toolCall";
import { findJsonObjects } from "../../text/findJsonObjects";
import { fieldsOf, isObject, type JsonObject } from "../../text/isObject";
import { jsonMistake } from "../../text/jsonMistake";
import { shownName } from "../../text/nearestNames";
import { parseJsonExactly } from "../../text/parseJsonExactly";
import { unusableAnswer } from "../prompts/unusableAnswer";
import type { CheckedTool, CheckedTools } from "./checkedTools";

/** A call as a service gives it. */
interface GivenCall {
  id: string;
  name: string;
  /** The arguments' JSON, or the input of a tool that takes text. */
  text: string;
  isText: boolean;
  /** What the service gave it in, which may hold several. */
  from: unknown;
  /** True for an item of the Responses API, whose own id is another one than its call's. */
  isItem: boolean;
  /** The call for a next request: of the assistant's message in chat, or the item. */
  sent: JsonObject;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** Arguments as text: some servers give them parsed. */
const argumentsText = (given: unknown): string =>
  typeof given === "string" ? given : given === undefined || given === null ? "" : JSON.stringify(given);

/** True for what models write for a tool that needs nothing. */
const isNothing = (text: string): boolean => ["", "null"].includes(text.trim());

/** Calls go back with arguments that are JSON: servers refuse an empty text, which they may have written. */
const sentArguments = (text: string): string => (isNothing(text) ? "{}" : text);

const functionCall = (name: string, text: string): JsonObject => ({
  type: "function",
  function: { name, arguments: sentArguments(text) },
});

const ofChat = (call: unknown): GivenCall => {
  const { index: _, ...given } = fieldsOf(call);
  const isText = isObject(given["custom"]);
  const { name, arguments: written, input } = fieldsOf(given["custom"] ?? given["function"]);
  const read = { id: textOf(given["id"]), name: textOf(name), isText, isItem: false, from: call };
  if (isText) return { ...read, text: textOf(input), sent: given };
  const text = argumentsText(written);
  return { ...read, text, sent: { ...given, ...functionCall(read.name, text) } };
};

const ofResponse = (item: unknown): GivenCall[] => {
  const given = fieldsOf(item);
  const { type, call_id: callId, id, name, arguments: written, input } = given;
  const isText = type === "custom_tool_call";
  if (type !== "function_call" && !isText) return [];
  const text = isText ? textOf(input) : argumentsText(written);
  const sent = isText ? given : { ...given, arguments: sentArguments(text) };
  const read = { id: textOf(callId) || textOf(id), name: textOf(name), text, isText };
  return [{ ...read, isItem: true, from: item, sent }];
};

/** A call of a function in place of one that holds several, with an id made of that one's. */
const innerCall = (call: GivenCall, place: number, name: string, text: string): GivenCall => {
  const id = call.id && `${call.id}_${place + 1}`;
  const { id: _, ...fields } = call.sent;
  const named = call.isItem ? { name, arguments: sentArguments(text) } : functionCall(name, text);
  return { ...call, id, name, text, isText: false, sent: { ...fields, ...named } };
};

/** Most calls that one is divided into. */
const mostCalls = 128;

/**
 * The calls that a model or a server of chat ran together in one, whose arguments are whole objects one behind the
 * other; the call itself otherwise. An object that is repeated is one call.
 */
const divided = (call: GivenCall): GivenCall[] => {
  if (call.isText || jsonMistake(call.text) === undefined) return [call];
  const objects = new Set<string>();
  let rest = call.text.trim();
  for (const { json } of findJsonObjects(rest)) {
    if (!rest.startsWith(json) || objects.size === mostCalls) return [call];
    objects.add(json);
    rest = rest.slice(json.length).trimStart();
  }
  if (rest !== "" || objects.size === 0) return [call];
  return [...objects].map((json, place) => innerCall(call, place, call.name, json));
};

/** The calls of the first choice of a chat completion, or of an answer of the Responses API. */
const givenCalls = (answer: unknown): GivenCall[] => {
  const { choices, output } = fieldsOf(answer);
  if (!Array.isArray(choices)) return listOf(output).flatMap(ofResponse);
  return listOf(fieldsOf(fieldsOf(choices[0])["message"])["tool_calls"])
    .filter(isObject)
    .map(ofChat)
    .flatMap(divided);
};

/** The arguments, with integers beyond 2^53 as text, and as numbers for the check; or why they can't be read. */
const readArguments = (text: string): { value: JsonObject; checked: unknown } | { error: string } => {
  const mistake = jsonMistake(text);
  if (mistake !== undefined) return { error: `The arguments are not JSON: ${mistake}` };
  if (!text.trimStart().startsWith("{")) return { error: "The arguments are not a JSON object." };
  const [found] = findJsonObjects(text);
  return found
    ? { value: parseJsonExactly(text) as JsonObject, checked: found.value }
    : { error: "The arguments are nested too deep." };
};

/** Names under which models wrap several calls in one. */
const wrapper = /^(multi_tool_use\.)?parallel$/;

/** The calls within one that wraps several; the call itself where it wraps none. */
const unwrapped = (call: GivenCall): GivenCall[] => {
  const given = wrapper.test(call.name) ? readArguments(call.text) : undefined;
  const uses = listOf(given && "value" in given ? given.value["tool_uses"] : undefined);
  if (uses.length === 0) return [call];
  return uses
    .map(fieldsOf)
    .map(({ recipient_name: recipient, parameters }, place) =>
      innerCall(call, place, textOf(recipient).replace(/^functions\./, ""), argumentsText(parameters)),
    );
};

const shownCall = ({ id, name, text, isText }: GivenCall, tool: CheckedTool | undefined): ToolCall => {
  const shown = { id, name, arguments_text: text };
  if (isText) return { ...shown, arguments: null, error: null };
  const given = readArguments(isNothing(text) && tool?.needsArguments !== true ? "{}" : text);
  if ("error" in given) return { ...shown, arguments: null, error: given.error };
  const violations = tool?.check?.(given.checked) ?? [];
  return { ...shown, arguments: given.value, error: violations.join(" ") || null };
};

/** Calls with an id each, which its result can name: some servers leave it out, or give one twice. */
const withOwnIds = (calls: readonly GivenCall[]): GivenCall[] => {
  const taken = new Set([""]);
  return calls.map((call) => {
    const id = taken.has(call.id) ? `call_${randomUUID().replaceAll("-", "")}` : call.id;
    taken.add(id);
    return { ...call, id, sent: { ...call.sent, [call.isItem ? "call_id" : "id"]: id } };
  });
};

/** The tools that a model asks for. */
export interface ReadToolCalls {
  shown: ToolCall[];
  /** The same for a next request: calls of the assistant's message in chat, or items of the Responses API. */
  sent: JsonObject[];
  /** The same by what the service gave them in. */
  sentFor(given: unknown): JsonObject[];
}

/**
 * Reads the tools that a model asks for, with arguments that are parsed and checked.
 * @param tools - what was offered; empty where the step does not know
 * @throws AzureOpenAIError for a tool that was not offered, which nothing could run.
 */
export const readToolCalls = (action: string, answer: unknown, tools: CheckedTools): ReadToolCalls => {
  const calls = withOwnIds(
    givenCalls(answer).flatMap((call) => (tools.has(call.name) ? [call] : unwrapped(call))),
  );
  const unknown = tools.size > 0 ? calls.find(({ name }) => !tools.has(name)) : undefined;
  if (unknown)
    throw unusableAnswer({
      what: `${action} got a call of the tool ${shownName(unknown.name) || "without a name"}, which was not offered.`,
      mend: "Run the step again, or describe the tools more clearly.",
    });
  return {
    shown: calls.map((call) => shownCall(call, tools.get(call.name))),
    sent: calls.map(({ sent }) => sent),
    sentFor: (given) => calls.flatMap(({ from, sent }) => (from === given ? [sent] : [])),
  };
};
