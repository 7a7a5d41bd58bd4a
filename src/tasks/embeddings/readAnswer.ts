import { AzureOpenAIError } from "../../client/errors/errors";
import { readVector } from "../../text/embeddings/readVector";
import { fieldsOf } from "../../text/isObject";

/** The error of an answer, or of a part of it, that is no vector. */
export const noVector = (what: string, mend = "Run the step again with it."): AzureOpenAIError =>
  new AzureOpenAIError({ what, mend }, { kind: "unexpectedResponse", attempts: 1 });

const isPlace = (index: unknown, count: number): index is number =>
  typeof index === "number" && Number.isInteger(index) && index >= 0 && index < count;

/** True for indexes that name no other order than that in which they stand: they rise, or say nothing. */
const areInOrder = (indexes: readonly unknown[]): boolean => {
  const said = indexes.filter((index) => index !== undefined && index !== null);
  const doesRise = said.every(
    (index, at) => typeof index === "number" && (at === 0 || index > Number(said[at - 1])),
  );
  return doesRise || new Set(indexes).size === 1;
};

/**
 * The entries in the order of the texts: by their indexes where each has one of its own, else as they stand. Where
 * some indexes stand twice, those entries are left out.
 */
const inOrder = (entries: readonly unknown[], count: number): unknown[] | undefined => {
  const indexes = entries.map((entry) => fieldsOf(entry)["index"]);
  const told = new Map(entries.map((entry, at) => [indexes[at], entry]));
  const areDistinct = told.size === entries.length;
  if (entries.length === count && !areDistinct && areInOrder(indexes)) return [...entries];
  if (indexes.every((index) => isPlace(index, count)) && (areDistinct || told.size > 1)) {
    const last = new Map(indexes.map((index, at) => [index, at]));
    for (const [at, index] of indexes.entries()) if (last.get(index) !== at) told.delete(index);
    return Array.from({ length: count }, (_, place) => told.get(place));
  }
  return entries.length === count && areInOrder(indexes) ? [...entries] : undefined;
};

/**
 * Reads an answer: a vector or an error for each of its texts.
 * @throws AzureOpenAIError for an answer whose vectors can't be told apart.
 */
export const readAnswer = (action: string, answer: unknown, count: number): Array<Float32Array | Error> => {
  const { data } = fieldsOf(answer);
  const entries = Array.isArray(data) ? data : [];
  const ordered = inOrder(entries, count);
  if (!ordered)
    throw noVector(
      `${action} got ${entries.length} vectors for ${count} texts${entries.length === count ? ", and their indexes don't say which is whose" : ""}.`,
    );
  return ordered.map((entry) => {
    if (entry === undefined) return noVector(`${action} got no vector for this text, or several.`);
    const read = readVector(fieldsOf(entry)["embedding"]);
    return "vector" in read
      ? read.vector
      : noVector(`${action} got a vector that can't be used: ${read.problem}.`);
  });
};

/** True where a vector came as base64. */
export const isPacked = (answer: unknown): boolean => {
  const { data } = fieldsOf(answer);
  return Array.isArray(data) && typeof fieldsOf(data[0])["embedding"] === "string";
};
