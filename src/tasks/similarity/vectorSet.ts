import { refuseInput } from "../../text/InputError";
import type { CheckedVectors, VectorNames } from "../../text/vectors/CheckedVectors";

/** Vectors to search, or to search for: one flat list, and what is known of each row of it. */
export interface VectorSet {
  names: VectorNames;
  values: Float32Array;
  dimensions: number;
  rows: number;
  /** The model that made them, where that is known. */
  model: string | undefined;
  /** How many were left out since they failed. */
  passedOver: number;
  /** How many records belong to them by position; undefined where the vectors say their own indexes. */
  records: number | undefined;
  /** True when the indexes rise from row to row, as far as that is known. */
  isInOrder: boolean;
  /** The place of a row's vector in the input, from 0. */
  placeOf(row: number): number;
  /** The index that a row's vector has in the list that was embedded. */
  indexOf(row: number): number;
  /** What stands beside a row's vector in the input, with all digits of its numbers. */
  entryOf(row: number): unknown;
}

/** The list that vectors were read from. */
interface VectorList {
  count: number;
  model: string | undefined;
  /** Gives the entry at a place, with all digits of its numbers. */
  entryOf(place: number): unknown;
}

/**
 * The set of vectors that were read from a list.
 * @throws InputError by the label when there is no vector.
 */
export const listedSet = (
  names: VectorNames,
  vectors: CheckedVectors,
  { count, model, entryOf }: VectorList,
): VectorSet => {
  const { places, indexes, values, dimensions, passedOver, hasIndexes, isInOrder } = vectors;
  if (places.length === 0) {
    const what = passedOver > 0 ? `all of its ${passedOver} items failed.` : `there is no ${names.noun}.`;
    refuseInput(names.label, what, "Reference the output of Create Embeddings, or a list of vectors.");
  }
  const placeOf = (row: number): number => places[row] ?? row;
  return {
    ...{ names, values, dimensions, model, passedOver, isInOrder, placeOf },
    rows: places.length,
    records: hasIndexes ? undefined : count,
    indexOf: (row) => indexes[row] ?? row,
    entryOf: (row) => entryOf(placeOf(row)),
  };
};
