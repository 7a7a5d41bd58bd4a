import type { Api } from "../../server/address";
import { isRecord } from "../../server/answer";
import { textOf } from "../chat/composeText";
import { type ChatRefusal, invalid, missing } from "../chat/refusals";
import { countUpTo, maximumContextTokens } from "../chat/tokens";
import { refuseFormat } from "../chat/validateFormat";
import type { Item, ResponseStore } from "./responseStore";

/** The fields of a request that both services know. */
const fields = new Set([
  ...[
    "background",
    "conversation",
    "include",
    "input",
    "instructions",
    "max_output_tokens",
    "max_tool_calls",
  ],
  ...["metadata", "model", "parallel_tool_calls", "previous_response_id", "prompt", "prompt_cache_key"],
  ...["prompt_cache_retention", "reasoning", "safety_identifier", "service_tier", "store", "stream"],
  ...[
    "stream_options",
    "temperature",
    "text",
    "tool_choice",
    "tools",
    "top_logprobs",
    "top_p",
    "truncation",
    "user",
  ],
]);

/** Those that OpenAI alone knows. */
const openAIFields = new Set(["context_management", "moderation", "prompt_cache_options"]);

/** The fields that each type of tool must have. */
const neededOf: Readonly<Record<string, readonly string[]>> = {
  function: ["name"],
  file_search: ["vector_store_ids"],
  code_interpreter: ["container"],
  mcp: ["server_label"],
};

const refuseTools = (tools: unknown): ChatRefusal | undefined => {
  for (const [index, tool] of (Array.isArray(tools) ? tools : []).entries()) {
    const type = isRecord(tool) ? tool["type"] : undefined;
    if (typeof type !== "string") return missing(`tools[${index}].type`);
    const lacking = (neededOf[type] ?? []).find((name) => (tool as Item)[name] === undefined);
    if (lacking !== undefined) return missing(`tools[${index}].${lacking}`);
  }
  return undefined;
};

const refuseText = (body: Item, api: Api): ChatRefusal | undefined => {
  const format = isRecord(body["text"]) ? body["text"]["format"] : undefined;
  if (!isRecord(format)) return undefined;
  const { type, ...rest } = format;
  const nested = type === "json_schema" ? { type, json_schema: rest } : format;
  return refuseFormat({ response_format: nested, messages: [body["input"], body["instructions"]] }, api);
};

const refuseLimit = ({ max_output_tokens: limit }: Item): ChatRefusal | undefined =>
  typeof limit === "number" && limit < 16
    ? invalid(
        "max_output_tokens",
        "integer_below_min_value",
        `Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got ${limit} instead.`,
      )
    : undefined;

const refuseFollowing = (body: Item, store: ResponseStore): ChatRefusal | undefined => {
  const { previous_response_id: previous, conversation } = body;
  if (typeof previous !== "string") return undefined;
  if (conversation !== undefined) {
    const message = "Mutually exclusive parameters: 'previous_response_id' and 'conversation'.";
    return invalid("previous_response_id", "mutually_exclusive_parameters", message);
  }
  return store.responses.has(previous)
    ? undefined
    : invalid(
        "previous_response_id",
        "previous_response_not_found",
        `Previous response with id '${previous}' not found.`,
      );
};

/** The first thing that the service refuses in a request's fields, or undefined when they are sound. */
export const refuseResponse = (body: Item, api: Api, store: ResponseStore): ChatRefusal | undefined => {
  const unknown = Object.keys(body).find(
    (name) => !fields.has(name) && !(api === "openai" && openAIFields.has(name)),
  );
  if (unknown !== undefined) return invalid(unknown, "unknown_parameter", `Unknown parameter: '${unknown}'.`);
  if (body["input"] === undefined && body["prompt"] === undefined) return missing("input");
  if (body["background"] === true && body["store"] === false)
    return invalid("background", null, "Background mode requires 'store' to be true.");
  return (
    refuseLimit(body) ?? refuseTools(body["tools"]) ?? refuseText(body, api) ?? refuseFollowing(body, store)
  );
};

const idsOf = (items: readonly Item[], type: string): string[] =>
  items.filter((item) => item["type"] === type).map(({ call_id: id }) => String(id));

const ofInput = (message: string): ChatRefusal => invalid("input", null, message);

/** Refuses items with more text than a model reads, unless the request lets the service leave some out. */
export const refuseLongInput = async (
  { truncation }: Item,
  items: readonly Item[],
): Promise<ChatRefusal | undefined> => {
  const text = items.map(({ content }) => textOf(content)).join("\n");
  if (truncation === "auto" || (await countUpTo(text, maximumContextTokens)) <= maximumContextTokens)
    return undefined;
  const message =
    "Your input exceeds the context window of this model. Please adjust your input and try again.";
  return invalid("input", "context_length_exceeded", message);
};

/**
 * The first thing that the service refuses in the items of a request, beside what came before them.
 * @param before - what the service keeps of the conversation
 */
export const refuseItems = (items: readonly Item[], before: readonly Item[]): ChatRefusal | undefined => {
  const known = new Set(before.map(({ id }) => id));
  const twice = items.find(({ id }) => known.has(id));
  if (twice !== undefined)
    return ofInput(
      `Duplicate item found with id ${twice["id"]}. Remove duplicate items from your input and try again.`,
    );
  const all = [...before, ...items];
  const [calls, outputs] = [idsOf(all, "function_call"), idsOf(all, "function_call_output")];
  const open = calls.find((id) => !outputs.includes(id));
  if (open !== undefined) return ofInput(`No tool output found for function call ${open}.`);
  const orphan = outputs.find((id) => !calls.includes(id));
  if (orphan !== undefined)
    return ofInput(`No tool call found for function call output with call_id ${orphan}.`);
  const index = items.findIndex(
    (item) => item["type"] === "function_call_output" && item["output"] === undefined,
  );
  return index < 0 ? undefined : missing(`input[${index}].output`);
};
