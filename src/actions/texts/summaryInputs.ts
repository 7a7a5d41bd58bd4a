import { input } from "@prismatic-io/spectral";
import { choices } from "../../inputs/choices";
import { cleanChoice, cleanNumber, cleanRequiredText, cleanText } from "../../inputs/cleaners";
import { summaryFormats, summaryLengths } from "../../text/summaryInstructions";

/** Most models of today read more at once; a part of this size keeps its details. */
export const defaultTokensPerPart = 100_000;

/** What is summarized. */
export const textToSummarize = input({
  label: "Text to Summarize",
  type: "text",
  required: true,
  comments: "The text to summarize, of any length.",
  placeholder: "Enter or reference a text",
  example: "Azure OpenAI offers the models of OpenAI in the regions of Azure…",
  clean: cleanRequiredText("Text to Summarize", "Enter or reference the text."),
});

/** How long the summary is. */
export const summaryLength = input({
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

/** The form of the summary. */
export const summaryFormat = input({
  label: "Summary Format",
  type: "string",
  required: false,
  model: choices(summaryFormats),
  comments: "The form of the summary. Empty means paragraphs.",
  placeholder: "Choose a format",
  example: "bullet points",
  clean: cleanChoice("Summary Format", summaryFormats),
});

/** The language of the summary. */
export const language = input({
  label: "Summary Language",
  type: "string",
  required: false,
  comments: "The language of the summary. Empty means the language of the text.",
  placeholder: "Enter a language",
  example: "French",
  clean: cleanText("Summary Language"),
});

/** How much of a longer text is summarized at once. */
export const tokensPerPart = input({
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
