import { fieldsOf, isObject, type JsonObject } from "../../../text/isObject";
import { addFindings } from "../../answer/filterFindings";

const entriesOf = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

const textIn = (value: unknown): string => (typeof value === "string" ? value : "");

/** The text up to the first of the texts at which it stops. */
const cutAt = (text: string, stops: readonly string[]): string => {
  const ends = stops.map((stop) => text.indexOf(stop)).filter((end) => end >= 0);
  return ends.length > 0 ? text.slice(0, Math.min(...ends)) : text;
};

const stopsOf = ({ stop }: Readonly<JsonObject>): string[] =>
  (Array.isArray(stop) ? stop : [stop]).filter(
    (entry): entry is string => typeof entry === "string" && entry !== "",
  );

/** An annotation as chat has it; one that chat lacks is kept as it is. Its places count from the whole text's start. */
const annotation = (given: JsonObject, before: number): JsonObject => {
  const { type, ...fields } = given;
  const places = Object.fromEntries(
    ["start_index", "end_index"]
      .filter((name) => typeof fields[name] === "number")
      .map((name) => [name, (fields[name] as number) + before]),
  );
  return type === "url_citation"
    ? { type, url_citation: { ...fields, ...places } }
    : { type, ...fields, ...places };
};

/** What the model said, in one text. */
interface Said {
  text: string;
  refusal: string;
  annotations: JsonObject[];
  logprobs: unknown[];
}

/** The parts of a message. Some servers have a text in their place, or parts of chat. */
const partsOf = ({ type, content }: JsonObject): JsonObject[] => {
  if (type !== "message") return [];
  return typeof content === "string" ? [{ type: "output_text", text: content }] : entriesOf(content);
};

const saidIn = (items: readonly JsonObject[]): Said => {
  const said: Said = { text: "", refusal: "", annotations: [], logprobs: [] };
  for (const part of items.flatMap(partsOf)) {
    said.refusal += textIn(part.refusal);
    if (part.type !== "output_text" && part.type !== "text") continue;
    const before = said.text.length;
    said.annotations.push(...entriesOf(part.annotations).map((given) => annotation(given, before)));
    if (Array.isArray(part.logprobs)) said.logprobs.push(...part.logprobs);
    said.text += textIn(part.text);
  }
  return said;
};

/** Calls of tools. They are told apart by `call_id`: `id` is the item's own. */
const callsIn = (items: readonly JsonObject[]): JsonObject[] =>
  items.flatMap(({ type, call_id, id, name, arguments: text, input }): JsonObject[] => {
    if (type === "function_call")
      return [{ id: call_id ?? id, type: "function", function: { name, arguments: text ?? "" } }];
    return type === "custom_tool_call"
      ? [{ id: call_id ?? id, type: "custom", custom: { name, input: input ?? "" } }]
      : [];
  });

const usageOf = (usage: unknown): JsonObject => {
  if (!isObject(usage)) return {};
  const { input_tokens, output_tokens, total_tokens, input_tokens_details, output_tokens_details } = usage;
  const fields = {
    prompt_tokens: input_tokens,
    completion_tokens: output_tokens,
    total_tokens,
    prompt_tokens_details: input_tokens_details,
    completion_tokens_details: output_tokens_details,
  };
  return { usage: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) };
};

/** What the content filter found on one side. */
const findingsOf = (filters: readonly JsonObject[], side: string): unknown =>
  filters
    .filter(({ source_type: source }) => source === side)
    .map(({ content_filter_results: results }) => results)
    .filter(isObject)
    .reduce<unknown>(addFindings, undefined);

/** The part of the answer that the filter looked at, where there is one such part. */
const offsetsOf = (filters: readonly JsonObject[]): unknown => {
  const [only, ...others] = filters.filter(({ source_type: source }) => source === "completion");
  return others.length === 0 ? only?.content_filter_offsets : undefined;
};

/** True where all tokens were spent on thoughts. */
const isSpent = ({ usage, max_output_tokens: most }: Readonly<JsonObject>): boolean =>
  typeof most === "number" && Number(fieldsOf(usage).output_tokens) >= most;

const endOf = (response: Readonly<JsonObject>, isEmpty: boolean, filters: readonly JsonObject[]): string => {
  const { reason } = fieldsOf(response.incomplete_details);
  const isBlocked = filters.some(
    ({ blocked, source_type: side }) => blocked === true && side === "completion",
  );
  if (reason === "content_filter" || isBlocked) return "content_filter";
  if (response.status === "incomplete" || (isEmpty && isSpent(response))) return "length";
  return "stop";
};

const choiceOf = (response: Readonly<JsonObject>, asked: Readonly<JsonObject>): JsonObject => {
  const items = entriesOf(response.output);
  const filters = entriesOf(response.content_filters);
  const said = saidIn(items);
  const text = cutAt(said.text, stopsOf(asked));
  const isCut = text.length < said.text.length;
  // The arguments of a call may be half of what they should be where the answer was cut.
  const calls = isCut || response.status === "incomplete" ? [] : callsIn(items);
  const isEmpty = text === "" && said.refusal === "" && calls.length === 0;
  const end = isCut ? "stop" : endOf(response, isEmpty, filters);
  const findings = findingsOf(filters, "completion");
  const offsets = offsetsOf(filters);
  return {
    index: 0,
    finish_reason: calls.length > 0 && end === "stop" ? "tool_calls" : end,
    message: {
      role: "assistant",
      content: text === "" && !isCut ? null : text,
      refusal: said.refusal || null,
      ...(calls.length > 0 && { tool_calls: calls }),
      ...(said.annotations.length > 0 && { annotations: said.annotations }),
    },
    logprobs: said.logprobs.length > 0 ? { content: said.logprobs, refusal: null } : null,
    ...(findings !== undefined && { content_filter_results: findings }),
    ...(isObject(offsets) && { content_filter_offsets: offsets }),
  };
};

/**
 * Converts an answer of the Responses API to a chat completion, with the answer itself as `response`.
 * @param asked - the chat request that it answers
 */
export const responseToChat = (response: Readonly<JsonObject>, asked: Readonly<JsonObject>): JsonObject => {
  const { id, created_at: created, model, service_tier: tier, usage } = response;
  const prompt = findingsOf(entriesOf(response.content_filters), "prompt");
  return {
    id,
    object: "chat.completion",
    created: typeof created === "number" ? Math.floor(created) : 0,
    model: model ?? asked.model,
    choices: [choiceOf(response, asked)],
    ...usageOf(usage),
    ...(tier !== undefined && tier !== null && { service_tier: tier }),
    ...(prompt !== undefined && {
      prompt_filter_results: [{ prompt_index: 0, content_filter_results: prompt }],
    }),
    response,
  };
};
