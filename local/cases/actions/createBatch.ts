import { modelSettings, requestOptions } from "../groups";
import { readyLine, uploadedFile } from "../preparations";
import type { StepCase } from "../stepCase";

/** A batch from each of its sources. */
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
      modelSettings,
      allowMissingFields: "true",
      answerSchema: '{"language": "English"}',
      firstRow: "1",
      metadata: [{ key: "source", value: "nightly" }],
      fileName: "languages.jsonl",
      fileExpiryDays: "30",
      linesPerBatch: "1",
      megabytesPerBatch: "100",
      requestOptions,
    },
    { messages: JSON.stringify(["Say one", "Say two"]) },
    { jsonLines: `${readyLine("1", "Say one")}\n${readyLine("2", "Say two")}\n` },
    { inputFileId: "file-abc123", operation: "/v1/chat/completions" },
  ],
  prepare: async (run) => ({ inputFileId: (await uploadedFile(run)).fileId }),
};
