import type { FileObject } from "openai/resources/files";
import type { OutputProperty } from "../outputOf";

/** A file as examples show it. */
export const exampleFile: FileObject = {
  id: "file-1f2e3d4c5b6a",
  object: "file",
  bytes: 201_344,
  created_at: 1_795_219_200,
  filename: "prompts.jsonl",
  purpose: "batch",
  status: "processed",
  expires_at: 1_797_811_200,
};

/** Schema of the service's file. */
export const fileProperties: Record<string, OutputProperty> = {
  id: { type: "string" },
  object: { type: "string" },
  bytes: { type: "number" },
  created_at: { type: "number", description: "Unix time in seconds" },
  filename: { type: "string" },
  purpose: { type: "string" },
  status: { type: "string", description: "Azure reads a file before it can be used: wait for processed" },
  expires_at: { type: "number", description: "Unix time in seconds; absent without an expiry" },
};
