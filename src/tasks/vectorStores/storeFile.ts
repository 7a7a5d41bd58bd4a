import { type ItemError, itemError } from "../../output/itemError";
import { statedProblem } from "../../output/statedProblem";
import { numberIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import type { Attributes } from "../../text/vectorStores/attributes";

/** A file for a vector store: its bytes, or the id of one that was uploaded. */
export type StoreFile = { attributes: Attributes } & (
  | { bytes: Buffer; name: string }
  | { fileId: string; name: null }
);

/** A file that the service has, on its way into a vector store. */
export interface KnownFile {
  fileId: string;
  attributes: Attributes;
}

/** How far a file of a step has come: it was read, it can't be, or it still has to be. */
export interface FileState {
  status: "succeeded" | "failed" | "remaining";
  /** Bytes that it takes in the store; null until it was read. */
  bytes: number | null;
  error: ItemError | null;
}

/** What to do about a file that can't be read, by the service's code. */
const mends: Readonly<Record<string, string>> = {
  unsupported_file:
    "The service judges by the content, whatever the ending: save it in another format, such as plain text in UTF-8 or PDF.",
  invalid_file: "It is broken or too large: save it anew, or split it.",
  server_error: "Enter its id under File IDs of a next step to try again.",
};

/** A file that is neither read nor given up. */
export const stillRead: FileState = { status: "remaining", bytes: null, error: null };

/** A file that failed, by what was thrown. */
export const failedBy = (thrown: unknown): FileState => ({
  status: "failed",
  bytes: null,
  error: itemError(thrown),
});

/** A file that failed, in words. */
export const failedWith = (message: string, code?: string): FileState => ({
  status: "failed",
  bytes: null,
  error: { message, kind: "rejected", ...(code !== undefined && { code }) },
});

/** The state of a file of a vector store, as the service shows it. A status that nobody knows yet is one to wait in. */
export const stateOf = (entry: unknown): FileState => {
  const { status, last_error: lastError, usage_bytes: bytes } = fieldsOf(entry);
  const word = typeof status === "string" ? status.trim().toLowerCase() : "";
  if (word === "completed") return { status: "succeeded", bytes: numberIn(bytes) ?? null, error: null };
  if (word === "cancelled" || word === "canceled") return failedWith("Reading the file was cancelled.");
  if (word !== "failed") return stillRead;
  const { message = "The service says no more.", code } = statedProblem(lastError) ?? {};
  const said = /[.!?…]$/.test(message) ? message : `${message}.`;
  return failedWith(
    ["The service can't read the file.", said, mends[code ?? ""]].filter(Boolean).join(" "),
    code,
  );
};
