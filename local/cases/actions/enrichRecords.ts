import {
  budget,
  bulkOptions,
  fallbacks,
  modelSettings,
  outputFile,
  prices,
  redact,
  requestOptions,
} from "../groups";
import type { StepCase } from "../stepCase";

const pixel =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** A text for each record, and fields by a schema, with one record that the content filter refuses. */
export const enrichRecords: StepCase = {
  required: {
    records: JSON.stringify([{ name: "Bern" }, { name: "Rome" }]),
    promptTemplate: "Say {{name}}",
    outputField: "said",
  },
  every: [
    {
      records: JSON.stringify([{ review: "Fine." }, { review: "forbidden-content" }]),
      promptTemplate: "How does this sound? {{review}}",
      answerSchema: '{"sentiment": "positive", "score": 0.9}',
      recordSettings: { answerFormat: "json_schema" },
    },
    {
      model: "gpt-5.4",
      records: JSON.stringify([
        { name: "Ada", photo: pixel, description: "" },
        { name: "Grace", photo: pixel, description: "" },
      ]),
      promptTemplate: "Describe the photo of {{name}} for {{audience}}.",
      outputField: "description",
      systemPrompt: "Answer in one sentence.",
      temperature: "0.2",
      ...fallbacks,
      images: { imageFields: ["photo"], imageDetail: "low" },
      recordSettings: { allowMissingFields: "true", overwriteFields: "true" },
      modelSettings,
      redact,
      bulkOptions,
      outputFile,
      prices,
      budget,
      requestOptions,
    },
  ],
};
