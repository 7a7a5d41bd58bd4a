import { input } from "@prismatic-io/spectral";
import { concurrentRequests } from "../../inputs/bulk";
import { choices } from "../../inputs/choices";
import { cleanChoice, cleanNumber, cleanRequiredText, cleanText } from "../../inputs/cleaners";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { chatModel, chatPurpose } from "../../inputs/model";
import { prices } from "../../inputs/prices";
import { requestOptions } from "../../inputs/requestOptions";
import { maxOutputTokens } from "../../inputs/sampling";
import { serviceAction } from "../../output/serviceAction";
import { UsageCounter } from "../../output/usage";
import { summaryFormats, summaryLengths } from "../../text/summaryInstructions";
import { exampleSummary, showSummary, summaryShape } from "./summary";

/** Most models of today read more at once; a part of this size keeps its details. */
const defaultTokensPerPart = 100_000;

const textToSummarize = input({
  label: "Text to Summarize",
  type: "text",
  required: true,
  comments: "The text to summarize, of any length.",
  placeholder: "Enter or reference a text",
  example: "Azure OpenAI offers the models of OpenAI in the regions of Azure…",
  clean: cleanRequiredText("Text to Summarize", "Enter or reference the text."),
});

const summaryLength = input({
  label: "Summary Length",
  type: "string",
  required: false,
  model: choices(summaryLengths),
  comments:
    "How long the summary is: short is one or two sentences, medium a paragraph, long several. Empty means medium.",
  placeholder: "Choose a length",
  example: "medium",
  clean: cleanChoice("Summary Length", summaryLengths),
});

const summaryFormat = input({
  label: "Summary Format",
  type: "string",
  required: false,
  model: choices(summaryFormats),
  comments: "The form of the summary. Empty means paragraphs.",
  placeholder: "Choose a format",
  example: "bullet points",
  clean: cleanChoice("Summary Format", summaryFormats),
});

const language = input({
  label: "Summary Language",
  type: "string",
  required: false,
  comments: "The language of the summary. Empty means the language of the text.",
  placeholder: "Enter a language",
  example: "French",
  clean: cleanText("Summary Language"),
});

const tokensPerPart = input({
  label: "Tokens per Part",
  type: "string",
  required: false,
  default: String(defaultTokensPerPart),
  comments:
    "A longer text is split into parts of at most so many tokens, each summarized by itself, and their summaries are merged. Smaller parts keep more details and cost more requests; a part that the model can't read at once is halved.",
  placeholder: "Enter a whole number",
  example: "50000",
  clean: cleanNumber("Tokens per Part", { min: 500, max: 2_000_000, isInteger: true }),
});

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
