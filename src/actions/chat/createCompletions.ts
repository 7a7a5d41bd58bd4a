import { action } from "@prismatic-io/spectral";
import type { ChatCompletionCreateParamsNonStreaming } from "openai/resources/chat/completions";
import { createClient } from "../../client/createClient";
import { chooseModel } from "../../client/modelChoice";
import { concurrentRequests, handOver, handOverModel, stopAfterFailures } from "../../inputs/bulk";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { systemPrompt } from "../../inputs/messages";
import { chatModel, chatPurpose } from "../../inputs/model";
import { optional } from "../../inputs/optional";
import { prices } from "../../inputs/prices";
import { type Prompt, prompts } from "../../inputs/prompts";
import { requestOptions } from "../../inputs/requestOptions";
import { maxOutputTokens, reasoningEffort, temperature } from "../../inputs/sampling";
import { estimateRequestTokens } from "../../text/estimateTokens";
import { outputOf } from "../outputOf";
import { messagesOf } from "../promptRows";
import { answerWithText } from "./promptAnswer";
import { type PromptResults, promptResults, withHandOver } from "./promptResults";
import { examplePromptResults, promptResultsProperties } from "./promptResultsSchema";
import { reservedMs, TimeForecast } from "./timeForecast";

const label = "Create Multiple Chat Completion";
/** The text of a prompt as far as its length matters. */
const lengthOf = (prompt: Prompt): number =>
  typeof prompt === "string" ? prompt.length : JSON.stringify(prompt).length;

/** Answers many prompts, each by a request of its own. */
export const createCompletions = action({
  display: {
    label,
    description: "Create an answer to each of many prompts, several at a time, in the order of the prompts",
  },
  inputs: {
    connection,
    model: chatModel,
    messages: prompts,
    systemPrompt,
    temperature,
    maxOutputTokens,
    reasoningEffort,
    concurrentRequests,
    stopAfterFailures,
    fallbackModels,
    fallbackConnection,
    requestOptions,
    prices,
    handOver,
    batchModel: handOverModel,
  },
  perform: async (context, params): Promise<{ data: PromptResults }> => {
    const client = createClient(context, { ...params, action: label });
    const shared: Omit<ChatCompletionCreateParamsNonStreaming, "model" | "messages"> = {
      ...optional("temperature", params.temperature),
      ...optional("max_completion_tokens", params.maxOutputTokens),
      ...optional("reasoning_effort", params.reasoningEffort),
    };
    const forecast = new TimeForecast(context.logger, label, client, params.handOver);
    const { runPacedCalls } = await import("../../bulk/runPacedCalls");
    const { results: settled, warning } = await runPacedCalls(
      params.messages,
      async (prompt, ask) => {
        const messages = messagesOf(prompt, params.systemPrompt);
        const answer = await ask((openai, model) =>
          openai.chat.completions.create({ model, ...shared, messages }),
        );
        return answerWithText(label, answer);
      },
      {
        client,
        model: params.model,
        purpose: chatPurpose,
        action: label,
        noun: "prompts",
        logger: context.logger,
        concurrency: params.concurrentRequests,
        mostFailures: params.stopAfterFailures,
        startsWithOne: params.handOver,
        handsOver: params.handOver,
        reservedMs: params.handOver ? reservedMs(client) : 0,
        onForecast: (seen) => forecast.take(seen),
        estimateTokens: (prompt) =>
          estimateRequestTokens(
            lengthOf(prompt) + (params.systemPrompt?.length ?? 0),
            params.maxOutputTokens,
          ),
      },
    );
    const told = [forecast.warning, warning].filter((text) => text !== null).join(" ") || null;
    const results = promptResults(params.messages, settled, params.prices, told);
    const hasGivenUp = results.counts.failed >= (params.stopAfterFailures ?? Number.POSITIVE_INFINITY);
    if (!params.handOver || hasGivenUp || results.counts.remaining === 0) return { data: results };
    const indexes = settled.flatMap((entry, index) => (entry ? [] : [index]));
    const { handOverPrompts } = await import("./handOverPrompts");
    const handedOver = await handOverPrompts({
      client,
      action: label,
      logger: context.logger,
      prompts: params.messages,
      indexes,
      shared: {
        ...shared,
        model: chooseModel(client.endpoint, params.batchModel ?? params.model, chatPurpose),
      },
      systemPrompt: params.systemPrompt,
    });
    return { data: withHandOver(results, handedOver) };
  },
  performSafety: "notAllowed",
  examplePerform: async () => ({ data: examplePromptResults }),
  examplePayload: { data: examplePromptResults },
  outputSchema: outputOf(promptResultsProperties),
});
