import type { SimilarVectors } from "../../../src/actions/embeddings/similarVectors";
import { run } from "../../support/connector";

/** Runs Search by Similarity, and gives its data. */
export const search = async (params: Record<string, unknown>): Promise<SimilarVectors> =>
  (await run("searchBySimilarity", params)).data as SimilarVectors;

/** Index and similarity of each match of the first query. */
export const matchesOf = ({ matches }: SimilarVectors) =>
  matches.map(({ index, similarity }) => [index, similarity]);

/** Vectors as 32-bit floats in bytes. */
export const packed = (...vectors: number[][]): Buffer => {
  const { buffer, byteOffset, byteLength } = new Float32Array(vectors.flat());
  return Buffer.from(buffer, byteOffset, byteLength);
};

/** The index of packed vectors. */
export const indexLines = (head: object, rows: readonly object[]): string =>
  [head, ...rows].map((line) => `${JSON.stringify(line)}\n`).join("");
