import { concurrentRequests } from "../../inputs/bulk";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { chatModel, chatPurpose } from "../../inputs/model";
import { prices } from "../../inputs/prices";
import { requestOptions } from "../../inputs/requestOptions";
import { maxOutputTokens } from "../../inputs/sampling";
import { serviceAction } from "../../output/serviceAction";
import { UsageCounter } from "../../output/usage";
import { exampleSummary, showSummary, summaryShape } from "./summary";
import {
  defaultTokensPerPart,
  language,
  summaryFormat,
  summaryLength,
  textToSummarize,
  tokensPerPart,
} from "./summaryInputs";

/** Asks a model for a summary of a text. */
export const summarizeText = serviceAction({
  label: "Summarize Text",
  description: "Summarize a text of any length, in the length, form and language asked for",
  inputs: {
    connection,
    model: chatModel,
    textToSummarize,
    summaryLength,
    summaryFormat,
    language,
    maxOutputTokens,
    fallbackModels,
    fallbackConnection,
    requestOptions,
    tokensPerPart,
    concurrentRequests,
    prices,
  },
  effect: "changes",
  run: async (client, params) => {
    const usage = new UsageCounter();
    const { summarizeLongText } = await import("../../tasks/summaries/summarizeLongText");
    const summary = await summarizeLongText(
      {
        client,
        model: params.model,
        purpose: chatPurpose,
        request: params,
        tokensPerPart: params.tokensPerPart ?? defaultTokensPerPart,
        maxOutputTokens: params.maxOutputTokens,
        concurrency: params.concurrentRequests,
        onAnswer: (answer) => usage.add(answer.usage),
      },
      params.textToSummarize,
    );
    return showSummary(summary, usage, params.prices);
  },
  output: summaryShape,
  example: exampleSummary,
});
