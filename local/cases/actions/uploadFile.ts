import { requestOptions } from "../groups";
import { readyLine } from "../preparations";
import type { StepCase } from "../stepCase";

/** A file of one line. */
export const uploadFile: StepCase = {
  required: { file: readyLine("1", "Say one"), fileName: "prompts.jsonl" },
  every: [
    {
      file: readyLine("1", "Say one"),
      fileName: "prompts.jsonl",
      purpose: "batch",
      fileExpiryDays: "30",
      requestOptions,
    },
  ],
  sometimes: ["expires_at"],
};
