import { action, input } from "@prismatic-io/spectral";
import type { ChatCompletion } from "openai/resources/chat/completions";
import { createClient } from "../../client/createClient";
import { AzureOpenAIError } from "../../client/errors";
import type { FallbackReport } from "../../client/fallback";
import { choices } from "../../inputs/choices";
import { cleanChoice, cleanRequiredText, cleanText } from "../../inputs/cleaners";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { chatModel, chatPurpose } from "../../inputs/model";
import { optional } from "../../inputs/optional";
import { requestOptions } from "../../inputs/requestOptions";
import { maxOutputTokens } from "../../inputs/sampling";
import { summaryFormats, summaryInstructions, summaryLengths } from "../../text/summaryInstructions";
import { completionProperties, exampleCompletion, outputTextOf } from "../chatOutput";
import { exampleFallback, fallbackSchema } from "../fallbackOutput";
import { outputOf } from "../outputOf";

const label = "Summarize Text";

/** The service's chat completion, and the summary by itself. */
export type SummaryOutput = ChatCompletion & { summary: string; fallback?: FallbackReport };

const textToSummarize = input({
  label: "Text to Summarize",
  type: "text",
  required: true,
  comments: "The text to summarize.",
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

/** The reason why a model that answered wrote no summary, in the words of the step. */
const missingSummary = ({ choices: [choice] }: ChatCompletion): AzureOpenAIError => {
  const facts = { status: 200, attempts: 1 };
  switch (choice?.finish_reason) {
    case "content_filter":
      return new AzureOpenAIError(
        `${label} was stopped by the content filter before it wrote anything. Change the text, or the deployment's content filter.`,
        { ...facts, kind: "contentFiltered" },
      );
    case "length":
      return new AzureOpenAIError(
        `${label} used up Max Output Tokens before it wrote anything. Raise that limit, or leave it empty.`,
        { ...facts, kind: "unexpectedResponse" },
      );
    default:
      return new AzureOpenAIError(
        `${label} got an answer without text. ${choice?.message?.refusal ?? "Run the step again."}`,
        { ...facts, kind: "unexpectedResponse" },
      );
  }
};

const output = (completion: ChatCompletion): SummaryOutput => ({
  ...completion,
  summary: outputTextOf(completion),
});

const example = { ...output(exampleCompletion), fallback: exampleFallback };

/** Asks a model for a summary of a text. */
export const summarizeText = action({
  display: { label, description: "Summarize a text in the length, form and language asked for" },
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
  },
  perform: async (context, params): Promise<{ data: SummaryOutput }> => {
    const client = createClient(context, { ...params, action: label });
    const { answer, fallback } = await client.withModel(params.model, chatPurpose, (openai, model) =>
      openai.chat.completions.create({
        model,
        messages: [
          { role: "system", content: summaryInstructions(params) },
          { role: "user", content: params.textToSummarize },
        ],
        ...optional("max_completion_tokens", params.maxOutputTokens),
      }),
    );
    if (outputTextOf(answer).trim() === "") throw missingSummary(answer);
    return { data: { ...output(answer), ...optional("fallback", fallback) } };
  },
  performSafety: "notAllowed",
  examplePerform: async () => ({ data: example }),
  examplePayload: { data: example },
  outputSchema: outputOf({
    summary: { type: "string" },
    ...completionProperties,
    fallback: fallbackSchema,
  }),
});
