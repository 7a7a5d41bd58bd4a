import { fallbacks, modelSettings, prices, redact, requestOptions } from "../groups";
import type { StepCase } from "../stepCase";

const article =
  "Harbor towns once lived by the tide. Ships waited outside until the water was high enough, and the whole town " +
  "kept the same hours as the sea. Steam tugs changed that first, because they could tow a ship in at any hour. " +
  "Dredging changed it for good: a deep channel made the harbor open all day. Today the tide table still hangs in " +
  "the harbor office, but few people read it. The town keeps office hours, and the sea has to fit in.";

/** A short text, and a long one that is read in parts. */
export const summarizeText: StepCase = {
  required: { textToSummarize: "Tea is grown on hills. It is picked by hand. Most of it is drunk hot." },
  every: [
    { textToSummarize: article, summaryLength: "short" },
    {
      model: "gpt-5.4",
      textToSummarize: `${article}\n\n`.repeat(12),
      summaryLength: "medium",
      summaryFormat: "bullet points",
      language: "English",
      ...fallbacks,
      splitting: { tokensPerPart: "500", concurrentRequests: "2", spread: "true" },
      modelSettings,
      redact,
      prices,
      requestOptions,
    },
  ],
};
