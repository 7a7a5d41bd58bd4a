import { input, structuredObjectInput } from "@prismatic-io/spectral";
import { concurrentRequests, spread } from "../../inputs/bulk";
import { cleanRequiredText } from "../../inputs/cleaners";
import { choiceInput, nameInput, numberInput } from "../../inputs/kinds";

/** Current models read more at once; a part of this size keeps its details. */
export const defaultTokensPerPart = 100_000;

/** Input for the text. */
export const textToSummarize = input({
  label: "Text to Summarize",
  type: "text",
  required: true,
  comments: "The text to summarize, of any length.",
  placeholder: "Enter or reference a text",
  example: "Azure OpenAI offers the models of OpenAI in the regions of Azure…",
  clean: cleanRequiredText("Text to Summarize", "Enter or reference the text."),
});

/** Input for the length of the summary. */
export const summaryLength = choiceInput({
  label: "Summary Length",
  comments: "Short is one or two sentences, medium a paragraph, long several. Empty means medium.",
  placeholder: "Choose a length",
  example: "medium",
  choices: { short: "Short", medium: "Medium", long: "Long" },
});

/** Input for the format of the summary. */
export const summaryFormat = choiceInput({
  label: "Summary Format",
  comments: "The form of the summary. Empty means paragraphs.",
  placeholder: "Choose a format",
  example: "bullet points",
  choices: {
    paragraphs: "Paragraphs",
    "bullet points": "Bullet Points",
    headline: "Headline and Paragraph",
    table: "Table",
  },
});

/** Input for the language of the summary. */
export const language = nameInput({
  label: "Summary Language",
  comments: "The language of the summary. Empty means the language of the text.",
  placeholder: "Enter a language",
  example: "French",
});

/** Group of settings for texts that do not fit into one request. */
export const splitting = structuredObjectInput({
  label: "Splitting",
  comments: "How a text that one request can't hold is split.",
  inputs: {
    tokensPerPart: numberInput({
      label: "Tokens per Part",
      default: String(defaultTokensPerPart),
      comments:
        "A longer text is split into parts of at most so many tokens, whose summaries are merged. Smaller parts keep more details and cost more requests.",
      example: "50000",
      range: { min: 500, max: 2_000_000, isInteger: true },
    }),
    concurrentRequests,
    spread,
  },
});
