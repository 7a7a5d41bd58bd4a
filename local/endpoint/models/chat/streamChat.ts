import { type Answer, isRecord } from "../../server/answer";

interface Completion {
  id: string;
  created: number;
  model: string;
  choices: {
    index: number;
    message: { content: string | null; tool_calls?: unknown[] };
    finish_reason: string;
    content_filter_results?: unknown;
  }[];
  usage: unknown;
  prompt_filter_results?: unknown;
}

/**
 * A finished completion as server-sent events, a word at a time. On Azure the first chunk has no
 * choices but the prompt's filter results, which surprises clients that index `choices[0]`; the last one of a choice has
 * its own.
 */
export const streamChat = (completion: Completion, streamOptions: unknown): Answer => {
  const { id, created, model, choices, usage, prompt_filter_results: promptFilter } = completion;
  const base = { id, object: "chat.completion.chunk", created, model };
  const chunks: unknown[] = [];
  if (promptFilter !== undefined) chunks.push({ ...base, choices: [], prompt_filter_results: promptFilter });
  for (const { index, message, finish_reason: finishReason, content_filter_results: filter } of choices) {
    const add = (delta: unknown) =>
      chunks.push({ ...base, choices: [{ index, delta, finish_reason: null }] });
    add({ role: "assistant", content: message.tool_calls === undefined ? "" : null });
    for (const word of message.content?.match(/\s*\S+|\s+$/g) ?? []) add({ content: word });
    const calls = message.tool_calls?.map((call, position) => Object.assign({ index: position }, call));
    if (calls !== undefined) add({ tool_calls: calls });
    const found = filter === undefined ? {} : { content_filter_results: filter };
    chunks.push({ ...base, choices: [{ index, delta: {}, finish_reason: finishReason, ...found }] });
  }
  if (isRecord(streamOptions) && streamOptions["include_usage"] === true) {
    chunks.push({ ...base, choices: [], usage });
  }
  const events = [...chunks.map((chunk) => JSON.stringify(chunk)), "[DONE]"];
  const body = events.map((event) => `data: ${event}\n\n`).join("");
  return { status: 200, contentType: "text/event-stream; charset=utf-8", body };
};
