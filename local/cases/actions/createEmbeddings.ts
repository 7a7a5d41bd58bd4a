import { budget, bulkOptions, fallbacks, prices, requestOptions } from "../groups";
import type { StepCase } from "../stepCase";

const model = "text-embedding-3-large";
const { fallbackConnection } = fallbacks;

/** One text, a list of which one is empty, and records as files. */
export const createEmbeddings: StepCase = {
  required: { model, text: "Where is my bag?" },
  every: [
    {
      model,
      texts: JSON.stringify(["Where is my bag?", "", "The invoice is wrong.", "Where is my bag?"]),
      dimensions: "8",
      outputForm: "results",
      fallbackModels: ["text-embedding-3-small"],
      fallbackConnection,
      embeddingSettings: {
        textsPerCall: "1",
        tooLongTexts: "cut",
        encoding: "float",
        allowMissingFields: "false",
        extraParameters: '{"user": "customer-7"}',
      },
      bulkOptions: { ...bulkOptions, spread: "false" },
      prices,
      budget,
      requestOptions,
    },
    {
      model,
      records: JSON.stringify([{ title: "Lost luggage" }, { title: "" }]),
      promptTemplate: "{{title}}",
      dimensions: "8",
      outputForm: "packed",
    },
    { model, text: "Where is my bag?" },
  ],
};
