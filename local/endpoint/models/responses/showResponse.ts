import { isRecord } from "../../server/answer";
import { textOf } from "../chat/composeText";
import { responseFilters } from "../chat/contentFilter";
import type { Item, KeptResponse, ResponseStore } from "./responseStore";

const filtersOf = ({ input, output }: KeptResponse): object[] =>
  responseFilters(JSON.stringify(input.at(-1) ?? ""), output.map(({ content }) => textOf(content)).join(""));

const usageOf = ({ tokens: { input, output } }: KeptResponse): Item => ({
  input_tokens: input,
  input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
  output_tokens: output,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: input + output,
});

/** What the request said, or the service's default. */
const settingsOf = (body: Item): Item => {
  const { text, reasoning } = body;
  const tier = body["service_tier"];
  return {
    background: body["background"] ?? false,
    instructions: body["instructions"] ?? null,
    max_output_tokens: body["max_output_tokens"] ?? null,
    max_tool_calls: body["max_tool_calls"] ?? null,
    metadata: body["metadata"] ?? {},
    model: body["model"],
    parallel_tool_calls: body["parallel_tool_calls"] ?? true,
    previous_response_id: body["previous_response_id"] ?? null,
    ...(body["conversation"] !== undefined && { conversation: { id: body["conversation"] } }),
    reasoning: { effort: null, summary: null, ...(isRecord(reasoning) ? reasoning : {}) },
    service_tier: tier === "auto" ? "default" : (tier ?? "default"),
    store: body["store"] ?? true,
    temperature: body["temperature"] ?? 1,
    text: { format: { type: "text" }, verbosity: "medium", ...(isRecord(text) ? text : {}) },
    tool_choice: body["tool_choice"] ?? "auto",
    tools: (Array.isArray(body["tools"]) ? body["tools"] : []).map(withoutSecrets),
    top_logprobs: 0,
    top_p: body["top_p"] ?? 1,
    truncation: body["truncation"] ?? "disabled",
  };
};

/** The service does not repeat what a remote server is given. */
const withoutSecrets = (tool: Item): Item => {
  const { authorization: _, ...rest } = tool;
  return rest;
};

/** A response as the service shows it now. */
export const showResponse = (
  response: KeptResponse,
  store: ResponseStore,
  status = store.statusOf(response),
): Item => {
  const { id, api, body, createdAtMs, output, end } = response;
  const isDone = status === end.status;
  return {
    id,
    object: "response",
    created_at: Math.floor(createdAtMs / 1000),
    status,
    completed_at: status === "completed" ? Math.floor(store.endsAtMs(response) / 1000) : null,
    error: null,
    incomplete_details: isDone && end.reason !== undefined ? { reason: end.reason } : null,
    ...settingsOf(body),
    output: isDone ? output : [],
    usage: isDone ? usageOf(response) : null,
    ...(api === "openai"
      ? {}
      : {
          content_filters: isDone ? filtersOf(response) : null,
        }),
  };
};
