import type { NextTurn } from "../../pacing/turns";
import { embedAgain, refuseVector } from "../../text/vectors/CheckedVectors";
import { dotProduct } from "../../text/vectors/dotProduct";
import { NearestRows } from "../../text/vectors/NearestRows";
import type { VectorSet } from "./vectorSet";

/** How similarity is measured: by the cosine of the angle, or by the dot product. */
export type SimilarityMeasure = "cosine" | "dot";

/** Beyond these, digits of a cosine come from the division: vectors of one direction would differ, and lose their order. */
const cosineSteps = 1e12;

/**
 * The length of a row's vector, by which its dot products are divided: 1 where they are not.
 * @throws InputError by the vector's place for a value that is no finite number, and for a vector without a direction.
 */
const lengthOf = (set: VectorSet, row: number, measure: SimilarityMeasure): number => {
  const { values, dimensions, names } = set;
  const start = row * dimensions;
  const squares = dotProduct(values, start, values, start, dimensions);
  if (!Number.isFinite(squares)) {
    const at = values.subarray(start, start + dimensions).findIndex((value) => !Number.isFinite(value));
    const what = `value ${at + 1} is ${values[start + at]}, not a finite number.`;
    refuseVector(names, set.placeOf(row), what, embedAgain);
  }
  if (measure === "dot") return 1;
  if (squares === 0)
    refuseVector(names, set.placeOf(row), "all of its values are 0: it has no direction.", embedAgain);
  return Math.sqrt(squares);
};

/**
 * Finds the rows that are most similar to each query. Each vector is read once, for all queries.
 * @param most - how many are found for each query
 * @returns for each query in its order, the rows nearest to it
 * @throws InputError by the place of a vector that can't be compared.
 */
export const searchRows = async (
  vectors: VectorSet,
  queries: VectorSet,
  { measure, most }: { measure: SimilarityMeasure; most: number },
  nextTurn: NextTurn,
): Promise<NearestRows[]> => {
  const { values, dimensions, rows } = vectors;
  const lengths = Float64Array.from({ length: queries.rows }, (_, query) =>
    lengthOf(queries, query, measure),
  );
  const nearest = Array.from(lengths, () => new NearestRows(most));
  const rate = (row: number): void => {
    const length = lengthOf(vectors, row, measure);
    for (const [query, found] of nearest.entries()) {
      const product = dotProduct(values, row * dimensions, queries.values, query * dimensions, dimensions);
      const cosine = product / (length * (lengths[query] as number));
      found.add(measure === "dot" ? product : Math.round(cosine * cosineSteps) / cosineSteps, row);
    }
  };
  for (let row = 0; row < rows; row += 1) {
    rate(row);
    const turn = nextTurn();
    if (turn) await turn;
  }
  return nearest;
};
