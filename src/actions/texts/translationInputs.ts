import { input, structuredObjectInput } from "@prismatic-io/spectral";
import { cleanRequiredText } from "../../inputs/cleaners";
import { cleanTextPairs } from "../../inputs/cleanTextPairs";
import { choiceInput, listInput, nameInput, numberInput, pairsInput } from "../../inputs/kinds";

/** An answer is about as long as its part, and models give long answers less exactly than they read long texts. */
export const defaultTokensPerRequest = 2000;

/** Input for the language to translate into. */
export const targetLanguage = input({
  label: "Target Language",
  type: "string",
  required: true,
  comments: "A name or a code.",
  placeholder: "Enter a language",
  example: "German",
  clean: (value: unknown): string =>
    cleanRequiredText("Target Language", "Enter a language, such as German or pt-BR.")(value).trim(),
});

/** Input for the language of the text. */
export const sourceLanguage = nameInput({
  label: "Source Language",
  comments: "A name or a code. Empty lets the model find it.",
  placeholder: "Enter a language",
  example: "en",
});

/** Input for how readers are addressed. */
export const formality = choiceInput({
  label: "Formality",
  comments: "How readers are addressed. Empty leaves it to the model.",
  placeholder: "Choose a formality",
  example: "formal",
  choices: { formal: "Formal", informal: "Informal" },
});

/** Input for terms with their translations. */
export const glossary = {
  ...pairsInput({
    label: "Glossary",
    keyLabel: "Term",
    comments: "Terms of the text, and their translations.",
    placeholder: "Enter the translation",
    example: "Arbeitsbereich",
  }),
  clean: cleanTextPairs("Glossary"),
};

/** Group of settings that few translations need. */
export const translation = structuredObjectInput({
  label: "Translation Settings",
  comments: "Words that stay, the tone, and the size of requests.",
  inputs: {
    keepTerms: listInput({
      label: "Keep Terms",
      comments: "Words that stay, such as names of products, in this very spelling.",
      placeholder: "Enter a term",
      example: "Azure OpenAI",
      most: 500,
    }),
    tone: nameInput({
      label: "Tone",
      comments: "How the translation sounds. Empty keeps the tone.",
      placeholder: "Enter a tone",
      example: "Friendly, in short sentences",
    }),
    tokensPerRequest: numberInput({
      label: "Tokens per Request",
      default: String(defaultTokensPerRequest),
      comments: "A longer text goes out in several requests of about this size.",
      example: "1000",
      range: { min: 50, max: 100_000, isInteger: true },
    }),
  },
});
