import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { chatModel, chatPurpose } from "../../inputs/model";
import { prices } from "../../inputs/prices";
import { redact } from "../../inputs/redact";
import { requestOptions } from "../../inputs/requestOptions";
import { chatSettings, modelSettings } from "../../inputs/sampling";
import { settingsOf } from "../../inputs/settingsOf";
import { serviceAction } from "../../output/serviceAction";
import { UsageCounter } from "../../output/usage";
import { exampleSummary, showSummary, summaryShape } from "./summary";
import {
  defaultTokensPerPart,
  language,
  splitting,
  summaryFormat,
  summaryLength,
  textToSummarize,
} from "./summaryInputs";

/** Lets a model summarize a text. */
export const summarizeText = serviceAction({
  label: "Summarize Text",
  description: "Summarize a text of any length, in the length, form and language asked for",
  important: true,
  inputs: {
    connection,
    model: chatModel,
    textToSummarize,
    summaryLength,
    summaryFormat,
    language,
    fallbackModels,
    fallbackConnection,
    splitting,
    modelSettings,
    redact,
    prices,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) => {
    const usage = new UsageCounter();
    const { tokensPerPart, concurrentRequests, spread } = settingsOf(splitting, params.splitting);
    const { summarizeLongText } = await import("../../tasks/summaries/summarizeLongText");
    const summary = await summarizeLongText(
      {
        client,
        model: params.model,
        purpose: chatPurpose,
        request: params,
        tokensPerPart: tokensPerPart ?? defaultTokensPerPart,
        settings: chatSettings(params),
        concurrency: concurrentRequests,
        spread,
        onAnswer: ({ answer, price }) => usage.add(answer.usage, price),
      },
      params.textToSummarize,
    );
    return showSummary(summary, usage, params.prices);
  },
  output: summaryShape,
  example: exampleSummary,
});
