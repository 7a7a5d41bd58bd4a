import { modelSettings, requestOptions } from "../groups";
import type { StepCase } from "../stepCase";

/** A batch of records, and one of prompts. */
export const createBatch: StepCase = {
  required: { messages: JSON.stringify(["Say one", "Say two"]) },
  every: [
    {
      model: "gpt-5.4",
      records: JSON.stringify([
        { name: "Ada", country: "GB" },
        { name: "Grace", country: "US" },
        { name: "Emmy", country: "DE" },
      ]),
      promptTemplate: "Which language is mainly spoken in {{country}}?",
      systemPrompt: "Answer in one word.",
      temperature: "0.2",
      allowMissingFields: "true",
      answerSchema: '{"language": "English"}',
      firstRow: "1",
      batchSettings: {
        metadata: [{ key: "source", value: "nightly" }],
        fileName: "languages.jsonl",
        fileExpiryDays: "30",
        linesPerBatch: "1",
        megabytesPerBatch: "100",
      },
      modelSettings,
      requestOptions,
    },
    { messages: JSON.stringify(["Say one", "Say two"]) },
  ],
};
