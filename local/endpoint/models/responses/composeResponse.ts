import type { ResponseFactory } from "../../aimock/aimockBackend";
import type { FineTunedModels } from "../../catalogue/fineTunedModels";
import { isRecord } from "../../server/answer";
import { composeText, readPrompt, textOf } from "../chat/composeText";
import { composeToolCalls } from "../chat/composeToolCalls";
import { responseFilters } from "../chat/contentFilter";
import { countTokens, cutToTokens } from "../chat/tokens";

/** The words of a Responses answer, which aimock asks for in the terms of chat. */
export const composeResponse =
  (models: FineTunedModels): ResponseFactory =>
  async (request) => {
    const body: Record<string, unknown> = { ...request };
    const learned = models.answer(request.model, request.messages);
    const prompt = { ...readPrompt(body), learned };
    const texts = request.messages.map(({ content }) => textOf(content));
    const input = 3 + (await countTokens(texts.join("\n"))) + 3 * texts.length;
    const calls = composeToolCalls(body, prompt.question, 0);
    if (calls !== undefined) {
      const toolCalls = calls.map((call) => ({ ...call.function, id: call.id }));
      const output = await countTokens(JSON.stringify(toolCalls));
      return { toolCalls, usage: usageOf(input, output) };
    }
    const limit = request.max_tokens;
    const cut = await cutToTokens(
      composeText(prompt, 0),
      typeof limit === "number" ? limit : Number.POSITIVE_INFINITY,
    );
    return {
      content: cut.text,
      usage: usageOf(input, cut.tokens),
      ...(cut.isCut ? { finishReason: "length" } : {}),
    };
  };

const usageOf = (inputTokens: number, outputTokens: number) => ({
  input_tokens: inputTokens,
  output_tokens: outputTokens,
  total_tokens: inputTokens + outputTokens,
});

/** A Responses body with the format of its text where aimock looks for it. */
export const withResponseFormat = (body: Record<string, unknown>): Record<string, unknown> => {
  const { text } = body;
  return isRecord(text) && text["format"] !== undefined ? { ...body, response_format: text["format"] } : body;
};

const noDetails = {
  input_tokens_details: { cached_tokens: 0 },
  output_tokens_details: { reasoning_tokens: 0 },
};

const outputText = ({ output }: Record<string, unknown>): string =>
  (Array.isArray(output) ? output : [])
    .map((item) => (isRecord(item) ? textOf(item["content"]) : ""))
    .join("");

/** aimock's answer with the fields that it leaves out. */
export const completeResponse = (
  response: Record<string, unknown>,
  request: Record<string, unknown>,
  isAzure: boolean,
): Record<string, unknown> => {
  const isIncomplete = response["status"] === "incomplete";
  return {
    error: null,
    instructions: request["instructions"] ?? null,
    metadata: request["metadata"] ?? {},
    previous_response_id: request["previous_response_id"] ?? null,
    store: request["store"] ?? true,
    ...response,
    model: request["model"],
    incomplete_details: isIncomplete ? { reason: "max_output_tokens" } : null,
    usage: { ...noDetails, ...(isRecord(response["usage"]) ? response["usage"] : {}) },
    ...(isAzure
      ? { content_filters: responseFilters(JSON.stringify(request["input"] ?? ""), outputText(response)) }
      : {}),
  };
};
