import { readyLine } from "../preparations";
import type { StepCase } from "../stepCase";

/** A list, a call of a model, and a form with a file. */
export const rawRequest: StepCase = {
  required: { method: "GET" },
  every: [
    { url: "/v1/models", method: "GET" },
    {
      url: "/v1/chat/completions",
      method: "POST",
      data: '{"model": "gpt-5.4", "messages": [{"role": "user", "content": "What is 6 times 7?"}]}',
      headers: [{ key: "x-ms-client-request-id", value: "7f1c" }],
      responseType: "text",
      timeout: "60000",
      debugRequest: "true",
      retryDelayMS: "250",
      retryAllErrors: "true",
      maxRetries: "2",
      useExponentialBackoff: "true",
    },
    {
      url: "/v1/files",
      method: "POST",
      formData: [{ key: "purpose", value: "batch" }],
      fileData: [{ key: "file", value: `${readyLine("1", "Say one")}\n` }],
      fileDataFileNames: [{ key: "file", value: "prompts.jsonl" }],
      responseType: "json",
    },
    { url: "/v1/files", method: "GET", queryParams: [{ key: "purpose", value: "batch" }] },
  ],
};
