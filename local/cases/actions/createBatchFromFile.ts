import { requestOptions } from "../groups";
import { readyLine, uploadedFile } from "../preparations";
import type { StepCase } from "../stepCase";

const jsonLines = ["one", "two", "three"].map((word) => `${readyLine(word, `Say ${word}`)}\n`).join("");

/** A batch of lines that are ready, and of a file that was uploaded. */
export const createBatchFromFile: StepCase = {
  required: { jsonLines },
  every: [
    {
      jsonLines,
      firstRow: "1",
      batchSettings: {
        metadata: [{ key: "source", value: "nightly" }],
        fileName: "nightly.jsonl",
        fileExpiryDays: "30",
        linesPerBatch: "1",
        megabytesPerBatch: "100",
      },
      requestOptions,
    },
    { inputFileId: "file-abc123", operation: "/v1/chat/completions" },
  ],
  prepare: async (run) => ({ inputFileId: (await uploadedFile(run)).fileId }),
};
