import { randomBytes } from "node:crypto";
import type { Answer } from "../../server/answer";

/** How vector stores behave; everything has a default. */
export interface VectorStoreOptions {
  /** How long a file is read, by the endpoint's clock, also by its name; default 0. With Infinity it never ends. */
  readingMs?: number | ((fileName: string) => number);
  /** The wait that looks at files and batches name; by default they name none. */
  pollAfterMs?: number;
  /** Azure's resources answer 404 to a search, as some do. OpenAI searches all the same. */
  isSearchMissing?: boolean;
  /** More files at once are refused; default 100. */
  maximumFilesAtOnce?: number;
  /** A longer text can't be parsed, in words; default 5,000,000. */
  maximumWords?: number;
}

/** Makes the vector of a text, in unit length. */
export type Embed = (text: string, dimensions: number) => Float32Array;

/** A piece of a text, and where it lies among others. */
export interface Passage {
  text: string;
  vector: Float32Array;
}

/** Why a file was not read, in the service's code. */
export interface ReadingProblem {
  code: "server_error" | "unsupported_file" | "invalid_file";
  message: string;
}

/** How a file is cut. */
export interface Chunking {
  max_chunk_size_tokens: number;
  chunk_overlap_tokens: number;
}

/** A file in a vector store. */
export interface StoredDocument {
  fileId: string;
  fileName: string;
  attributes: Record<string, unknown>;
  chunking: Chunking;
  attachedAtMs: number;
  readAtMs: number;
  batchId: string;
  bytes: number;
  passages: Passage[];
  problem: ReadingProblem | undefined;
}

/** A vector store. */
export interface VectorStore {
  id: string;
  name: string;
  metadata: Record<string, unknown>;
  createdAtMs: number;
  lastActiveAtMs: number;
  expiresAfterDays: number | undefined;
  documents: Map<string, StoredDocument>;
}

/** Something asked of the service, or what it refuses. */
export type Read<Value> = { value: Value } | { refusal: Answer };

const dayMs = 86_400_000;

/** When a store expires, without further use; undefined for never. */
export const expiresAtMs = ({ expiresAfterDays, lastActiveAtMs }: VectorStore): number | undefined =>
  expiresAfterDays === undefined ? undefined : lastActiveAtMs + expiresAfterDays * dayMs;

/** An id of the service's form. */
export const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString("hex")}`;

/** How far a file has come. */
export const statusOf = (
  { readAtMs, problem }: StoredDocument,
  nowMs: number,
): "in_progress" | "completed" | "failed" => {
  if (nowMs < readAtMs) return "in_progress";
  return problem === undefined ? "completed" : "failed";
};
