import type { FileObject } from "openai/resources/files";
import { number, serviceObject, text } from "../../output/shape";

/** Shape of the service's file. */
export const fileShape = serviceObject<FileObject>()({
  id: text(),
  object: text(),
  bytes: number(),
  created_at: number("Unix time in seconds"),
  filename: text(),
  purpose: text(),
  status: text("On Azure, pending or running until the file was read: wait for processed"),
  expires_at: number("Unix time in seconds; absent without an expiry"),
});

/** Example of a file. */
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
