import { bulkOptions, fallbacks, modelSettings, prices, redact, requestOptions } from "../groups";
import type { StepCase } from "../stepCase";

/** One text, and several of which one has no words, and the content filter refuses one. */
export const translateText: StepCase = {
  required: { text: "Hello!", targetLanguage: "German" },
  every: [
    {
      text: "Hello {name},\n\nyour order is on its way. **Thank you!**\n",
      targetLanguage: "German",
      formality: "formal",
    },
    {
      model: "gpt-5.4",
      texts: JSON.stringify(["Read the guide.", "12.50", "forbidden-content", "Your order and the days."]),
      targetLanguage: "fr",
      sourceLanguage: "en",
      glossary: [{ key: "guide", value: "notice" }],
      ...fallbacks,
      translation: { keepTerms: ["Azure OpenAI"], tone: "Friendly", tokensPerRequest: "500" },
      modelSettings,
      bulkOptions,
      prices,
      redact,
      requestOptions,
    },
  ],
};
