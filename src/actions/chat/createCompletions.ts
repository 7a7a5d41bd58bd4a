import { chooseModel } from "../../client/endpoint/modelChoice";
import { concurrentRequests, handOver, handOverModel, stopAfterFailures } from "../../inputs/bulk";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { systemPrompt } from "../../inputs/messages";
import { chatModel, chatPurpose } from "../../inputs/model";
import { prices } from "../../inputs/prices";
import { type Prompt, prompts } from "../../inputs/prompts";
import { requestFields } from "../../inputs/requestFields";
import { requestOptions } from "../../inputs/requestOptions";
import { chatFields, maxOutputTokens, reasoningEffort, temperature } from "../../inputs/sampling";
import { serviceAction } from "../../output/serviceAction";
import { answerWithText } from "../../tasks/prompts/promptAnswer";
import { messagesOf } from "../../tasks/prompts/promptRows";
import { reservedMs, TimeForecast } from "../../tasks/prompts/timeForecast";
import { estimateRequestTokens } from "../../text/estimateTokens";
import { examplePromptResults, promptResultsShape, showPromptResults, withHandOver } from "./promptResults";

/** The text of a prompt as far as its length matters. */
const lengthOf = (prompt: Prompt): number =>
  typeof prompt === "string" ? prompt.length : JSON.stringify(prompt).length;

/** Answers many prompts, each by a request of its own. */
export const createCompletions = serviceAction({
  label: "Create Multiple Chat Completion",
  description: "Create an answer to each of many prompts, several at a time, in the order of the prompts",
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
  effect: "changes",
  run: async (client, params) => {
    const { action, logger } = client;
    const shared = requestFields(params, chatFields);
    const forecast = new TimeForecast(logger, action, client, params.handOver);
    const { runPacedCalls } = await import("../../pacing/runPacedCalls");
    const { results: settled, warning } = await runPacedCalls(
      params.messages,
      async (prompt, ask) => {
        const messages = messagesOf(prompt, params.systemPrompt);
        const answer = await ask((openai, model) =>
          openai.chat.completions.create({ model, ...shared, messages }),
        );
        return answerWithText(action, answer);
      },
      {
        client,
        model: params.model,
        purpose: chatPurpose,
        action,
        noun: "prompts",
        logger,
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
    const results = showPromptResults(params.messages, settled, params.prices, told);
    const hasGivenUp = results.counts.failed >= (params.stopAfterFailures ?? Number.POSITIVE_INFINITY);
    if (!params.handOver || hasGivenUp || results.counts.remaining === 0) return results;
    const indexes = settled.flatMap((entry, index) => (entry ? [] : [index]));
    const { handOverPrompts } = await import("../../tasks/prompts/handOverPrompts");
    const handedOver = await handOverPrompts({
      client,
      action,
      logger,
      prompts: params.messages,
      indexes,
      shared: {
        ...shared,
        model: chooseModel(client.endpoint, params.batchModel ?? params.model, chatPurpose),
      },
      systemPrompt: params.systemPrompt,
    });
    return withHandOver(results, handedOver);
  },
  output: promptResultsShape,
  example: examplePromptResults,
});
