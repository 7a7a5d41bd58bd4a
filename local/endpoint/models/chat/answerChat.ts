import { randomBytes } from "node:crypto";
import { cutAtFirst } from "../../../../src/text/cutAtFirst";
import type { Api } from "../../server/address";
import { type Answer, isRecord, jsonAnswer } from "../../server/answer";
import { chatContentFilterError, standardError } from "../../server/errorShapes";
import { composeText, readPrompt, textOf } from "./composeText";
import { composeToolCalls, type ToolCall } from "./composeToolCalls";
import { completionResults, cutsAnswer, promptResults, refusedPrompt } from "./contentFilter";
import { streamChat } from "./streamChat";
import { countTokens, countUpTo, cutToTokens, maximumContextTokens } from "./tokens";
import { refuseChat } from "./validateChat";

interface Choice {
  index: number;
  message: { role: "assistant"; content: string | null; refusal: null; tool_calls?: ToolCall[] };
  finish_reason: "stop" | "length" | "content_filter" | "tool_calls";
  tokens: number;
}

/** What an answer depends on beside the request. */
interface Circumstances {
  nowMs: number;
  /** The model that runs under the name that was asked for. */
  runs: string;
  /** What the model was taught to answer to this prompt, where it was trained. */
  learned: string | undefined;
}

/**
 * POST chat/completions, validated, annotated and counted as the service does.
 */
export const answerChat = async (
  body: Record<string, unknown>,
  api: Api,
  deployment: string,
  { nowMs, runs, learned }: Circumstances,
): Promise<Answer> => {
  const refusal = refuseChat({ model: deployment, ...body }, api, runs);
  if (refusal !== undefined) return jsonAnswer(refusal.body, refusal.status);
  const promptText = allText(body["messages"]);
  const refused = refusedPrompt(promptText);
  if (refused !== undefined) return jsonAnswer(chatContentFilterError(refused), 400);
  const promptTokens = await countPromptTokens(body["messages"]);
  if (promptTokens > maximumContextTokens) {
    const message = `This model's maximum context length is ${maximumContextTokens} tokens. The messages resulted in ${promptTokens} tokens. Reduce their length.`;
    return jsonAnswer(standardError({ message, param: "messages", code: "context_length_exceeded" }), 400);
  }
  const choices: Choice[] = [];
  const count = typeof body["n"] === "number" ? body["n"] : 1;
  for (let index = 0; index < count; index++)
    choices.push(await composeChoice(body, promptText, index, learned));
  const completion = {
    id: `chatcmpl-${randomBytes(15).toString("base64url")}`,
    object: "chat.completion",
    created: Math.floor(nowMs / 1000),
    model: deployment,
    ...showChoices(choices, promptTokens, api === "openai" ? undefined : promptText),
    system_fingerprint: "fp_local_endpoint",
  };
  return body["stream"] === true ? streamChat(completion, body["stream_options"]) : jsonAnswer(completion);
};

/** The choices, what they cost, and on Azure what the content filter found in them and in the prompt. */
const showChoices = (choices: readonly Choice[], promptTokens: number, filtered: string | undefined) => {
  const completionTokens = choices.reduce((total, { tokens }) => total + tokens, 0);
  return {
    choices: choices.map(({ tokens: _, ...choice }) => ({
      ...choice,
      logprobs: null,
      ...(filtered === undefined
        ? {}
        : { content_filter_results: completionResults(filtered, choice.message.content ?? "") }),
    })),
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: {
        reasoning_tokens: 0,
        audio_tokens: 0,
        accepted_prediction_tokens: 0,
        rejected_prediction_tokens: 0,
      },
    },
    ...(filtered === undefined
      ? {}
      : { prompt_filter_results: [{ prompt_index: 0, content_filter_results: promptResults(filtered) }] }),
  };
};

const composeChoice = async (
  body: Record<string, unknown>,
  promptText: string,
  index: number,
  learned: string | undefined,
): Promise<Choice> => {
  const prompt = { ...readPrompt(body), learned };
  const toolCalls = composeToolCalls(body, prompt.question, index);
  if (toolCalls !== undefined) {
    const tokens = await countTokens(JSON.stringify(toolCalls));
    const message = { role: "assistant", content: null, refusal: null, tool_calls: toolCalls } as const;
    return { index, message, finish_reason: "tool_calls", tokens };
  }
  const full = stopAt(composeText(prompt, index), body["stop"]);
  const limit = body["max_completion_tokens"] ?? body["max_tokens"];
  const cut = await cutToTokens(full, typeof limit === "number" ? limit : Number.POSITIVE_INFINITY);
  return {
    index,
    message: { role: "assistant", content: cut.text, refusal: null },
    finish_reason: cutsAnswer(promptText) ? "content_filter" : cut.isCut ? "length" : "stop",
    tokens: cut.tokens,
  };
};

/** The text up to the first stop sequence. */
const stopAt = (text: string, stop: unknown): string => {
  const sequences = (Array.isArray(stop) ? stop : [stop]).filter(
    (sequence) => typeof sequence === "string" && sequence.length > 0,
  );
  return cutAtFirst(text, sequences) ?? text;
};

const allText = (messages: unknown): string =>
  (Array.isArray(messages) ? messages : [])
    .map((message) => (isRecord(message) ? textOf(message["content"]) : ""))
    .join("\n");

/** As the service counts: the text, 3 for each message, 1 for a name, 3 to open the answer. */
const countPromptTokens = async (messages: unknown): Promise<number> => {
  let tokens = 3;
  for (const message of Array.isArray(messages) ? messages : []) {
    if (!isRecord(message)) continue;
    tokens +=
      3 +
      (await countTokens(`${message["role"]}`)) +
      (await countUpTo(textOf(message["content"]), maximumContextTokens));
    if (typeof message["name"] === "string") tokens += 1 + (await countTokens(message["name"]));
  }
  return tokens;
};
