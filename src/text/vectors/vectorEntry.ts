import { types } from "node:util";
import { bytesOf } from "../bytesOf";
import { encodedBytes } from "../encodedBytes";
import { isObject, type JsonObject } from "../isObject";
import { packedFloats } from "./packedFloats";

/** What a vector belongs to, as far as its entry says it. */
export interface Subject {
  text?: string;
  record?: unknown;
}

/** The fields of an entry that has its vector under `embedding`; undefined for one that is the vector itself. */
export const fieldsOfEntry = (entry: unknown): JsonObject | undefined =>
  isObject(entry) && !ArrayBuffer.isView(entry) && !bytesOf(entry) ? entry : undefined;

/** True for an item of Create Embeddings that has no vector since it failed. */
export const hasFailed = ({ embedding, status, error }: JsonObject): boolean =>
  (embedding === null || embedding === undefined) && (status === "failed" || isObject(error));

const parsedList = (text: string): unknown[] | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/**
 * The values of a vector: a list, floats, a list as JSON as databases give it, or the bytes of 32-bit floats as base64
 * or as they are. Undefined for anything else. The entries of a list may be anything.
 */
export const vectorValues = (vector: unknown): ArrayLike<unknown> | undefined => {
  if (Array.isArray(vector) || types.isFloat32Array(vector) || types.isFloat64Array(vector)) return vector;
  if (typeof vector === "string" && vector.trimStart().startsWith("[")) return parsedList(vector);
  const bytes = encodedBytes(vector) ?? bytesOf(vector);
  return bytes && packedFloats(bytes);
};

/** Fields that say nothing of what was embedded. */
const ownFields = new Set(["index", "status", "error", "object", "text", "cutTo", "fallback"]);

/** What an entry says that its vector belongs to: its record or text, or its other fields as the record. */
export const subjectOf = (entry: unknown): Subject => {
  const fields = fieldsOfEntry(entry);
  if (!fields) return {};
  const { embedding: _vector, record, text, ...others } = fields;
  if (record !== undefined && record !== null) return { record };
  const isRecord = Object.keys(others).some((name) => !ownFields.has(name));
  if (isRecord) return { record: { ...others, ...(text !== undefined && { text }) } };
  return typeof text === "string" ? { text } : {};
};
