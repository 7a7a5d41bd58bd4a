import { fieldsOf, isObject, type JsonObject } from "../../../text/isObject";
import { inputItems } from "./inputItems";

/** The least that the Responses API takes as a limit of tokens (its reference, max_output_tokens). */
const leastOutputTokens = 16;

/** Settings that the Responses API lacks and that change only how an answer is found, by their fields in chat. */
const lacking = ["seed", "frequency_penalty", "presence_penalty", "logit_bias", "prediction"];

/** Fields of a chat request that are read here, or have no meaning elsewhere. Others are the same in both APIs. */
const read = new Set([
  ...lacking,
  "messages",
  "tools",
  "tool_choice",
  "response_format",
  "verbosity",
  "text",
  "reasoning_effort",
  "reasoning",
  "max_completion_tokens",
  "max_tokens",
  "stop",
  "n",
  "logprobs",
  "include",
  "modalities",
  "stream_options",
]);

const isSet = (value: unknown): boolean => value !== undefined && value !== null;

/** The fields that are set. */
const whereSet = (fields: Readonly<JsonObject>): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => isSet(value)));

/** A tool or a choice of one, whose fields chat puts into an object named for its type. */
const flat = (value: unknown): unknown => {
  if (!isObject(value)) return value;
  const { type } = value;
  const inner = typeof type === "string" ? value[type] : undefined;
  return isObject(inner) ? { type, ...inner } : value;
};

/** Chat enforces the schema of a function only where it is asked to; the Responses API, unless it is told not to. */
const flatTool = (tool: unknown): unknown => {
  const known = flat(tool);
  if (!isObject(known)) return known;
  if (known.type === "custom")
    return { ...known, ...(isSet(known.format) && { format: flat(known.format) }) };
  if (known.type !== "function") return known;
  const parameters = known.parameters ?? { type: "object", properties: {} };
  return { ...known, parameters, strict: known.strict ?? false };
};

const toolChoice = (choice: unknown): unknown => {
  const known = flat(choice);
  return isObject(known) && Array.isArray(known.tools) ? { ...known, tools: known.tools.map(flat) } : known;
};

const limitOf = ({ max_completion_tokens: limit, max_tokens: older }: Readonly<JsonObject>): unknown =>
  limit ?? older;

/** The settings of a text. Those of the Responses API itself come from Extra Parameters, which win. */
const textOf = ({
  text,
  response_format: format,
  verbosity,
}: Readonly<JsonObject>): JsonObject | undefined => {
  const said = whereSet({ format: flat(format), verbosity, ...whereSet(fieldsOf(text)) });
  return Object.keys(said).length > 0 ? said : undefined;
};

/** The settings of reasoning, among which those of the Responses API itself win as well. */
const reasoningOf = ({
  reasoning,
  reasoning_effort: effort,
}: Readonly<JsonObject>): JsonObject | undefined => {
  const said = whereSet({ effort, ...whereSet(fieldsOf(reasoning)) });
  return Object.keys(said).length > 0 ? said : undefined;
};

const includeOf = ({ include, logprobs }: Readonly<JsonObject>): unknown[] | undefined => {
  const said: unknown[] = [
    ...(Array.isArray(include) ? include : []),
    ...(logprobs === true ? ["message.output_text.logprobs"] : []),
  ];
  return said.length > 0 ? said : undefined;
};

/** A chat request in the terms of the Responses API. */
export interface ResponseRequest {
  body: JsonObject;
  /** What was changed on the way and is felt, in sentences. */
  warnings: string[];
}

const warningsOf = (body: Readonly<JsonObject>, messages: readonly unknown[]): string[] => {
  const limit = limitOf(body);
  const left = lacking.filter((name) => isSet(body[name]));
  if (messages.some((message) => isSet(fieldsOf(message).name))) left.push("name (of messages)");
  return [
    ...(left.length > 0 ? [`The Responses API has no ${left.join(", ")}: left out.`] : []),
    ...(typeof limit === "number" && limit < leastOutputTokens
      ? [
          `Max Output Tokens was raised from ${limit} to ${leastOutputTokens}, the least of the Responses API.`,
        ]
      : []),
  ];
};

/**
 * Converts a chat request to one of the Responses API, which does not keep the answer unless the request asks for it,
 * as in chat. Texts at which an answer stops are left out: `responseToChat` cuts it there.
 */
export const chatToResponse = (body: Readonly<JsonObject>): ResponseRequest => {
  const messages = Array.isArray(body.messages) ? body.messages : [];
  const limit = limitOf(body);
  const same = Object.fromEntries(Object.entries(whereSet(body)).filter(([name]) => !read.has(name)));
  const { tools } = body;
  return {
    body: {
      store: false,
      ...same,
      ...whereSet({
        input: inputItems(messages),
        tools: Array.isArray(tools) && tools.length > 0 ? tools.map(flatTool) : undefined,
        tool_choice: toolChoice(body.tool_choice),
        text: textOf(body),
        reasoning: reasoningOf(body),
        max_output_tokens: typeof limit === "number" ? Math.max(limit, leastOutputTokens) : limit,
        include: includeOf(body),
      }),
    },
    warnings: warningsOf(body, messages),
  };
};
