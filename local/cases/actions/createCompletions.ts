import { bulkOptions, fallbacks, modelSettings, prices, redact, requestOptions } from "../groups";
import type { StepCase } from "../stepCase";

/** Prompts with right answers, and one that the content filter refuses. */
export const createCompletions: StepCase = {
  required: { messages: JSON.stringify(["What is 2 plus 2?", "What is 3 plus 3?"]) },
  every: [
    { messages: JSON.stringify(["What is 12 times 12?", "Say hello.", "What is 100 minus 58?"]), redact },
    {
      model: "gpt-5.4",
      messages: JSON.stringify(["Say one", "forbidden-content", [{ role: "user", content: "Say three" }]]),
      systemPrompt: "Answer in one word.",
      temperature: "0.2",
      handOver: "true",
      batchModel: "my-batch",
      ...fallbacks,
      modelSettings,
      bulkOptions,
      prices,
      requestOptions,
    },
  ],
};
