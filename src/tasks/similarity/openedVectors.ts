import { listOf } from "../../inputs/listOf";
import { fileOf } from "../../text/bytesOf";
import { isObject, type JsonObject } from "../../text/isObject";

/** Where the vectors of an input are: a file with or without its index, a text, or a list. */
interface OpenedVectors {
  vectors: unknown;
  /** The index of packed vectors. */
  index?: unknown;
  /** The model that made them. */
  model?: string | undefined;
}

const plainFields = (value: unknown): JsonObject | undefined =>
  isObject(value) && !fileOf(value) && !ArrayBuffer.isView(value) ? value : undefined;

const isNumberList = (value: unknown): boolean =>
  ArrayBuffer.isView(value) || (Array.isArray(value) && typeof value[0] === "number");

/** Deepest level at which outputs are looked into, so that an object within itself ends. */
const mostLevels = 5;

/**
 * Finds the vectors in an earlier step's output, whole or in part: its file and index, its list, or the only vector.
 * @param label - of the input
 * @param level - how deep in the output the value is
 * @throws InputError that names two lists, where either may be meant.
 */
export const openVectors = (label: string, value: unknown, level = 1): OpenedVectors => {
  const fields = plainFields(value);
  if (!fields) return { vectors: isNumberList(value) && !Buffer.isBuffer(value) ? [value] : value };
  const { file, indexFile, embedding, results, data, model: name } = fields;
  const model = typeof name === "string" && name !== "" ? name : undefined;
  if (isObject(file)) return { vectors: file, index: indexFile, model };
  if (embedding !== undefined && !Array.isArray(results)) return { vectors: [value], model };
  // A step's whole output has its data under data.
  if (!Array.isArray(results) && plainFields(data))
    return level < mostLevels ? openVectors(label, data, level + 1) : { vectors: data };
  return { vectors: typeof data === "string" ? data : listOf(value, label), model };
};
