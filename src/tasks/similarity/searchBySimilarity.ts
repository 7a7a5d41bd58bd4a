import type { DataRecord } from "../../inputs/records";
import type { NextTurn } from "../../pacing/turns";
import { refuseInput } from "../../text/InputError";
import { isSameName } from "../../text/isSameName";
import { oneModel, refuseVector, type VectorNames } from "../../text/vectors/CheckedVectors";
import type { NearestRows } from "../../text/vectors/NearestRows";
import { type Subject, subjectOf } from "../../text/vectors/vectorEntry";
import { readVectors } from "./readVectors";
import { type SimilarityMeasure, searchRows } from "./searchRows";
import type { VectorSet } from "./vectorSet";

/** What is searched for, in what, and how. */
interface SimilaritySearch {
  query: unknown;
  vectors: unknown;
  vectorIndex: unknown;
  /** What the vectors belong to, by the place in the list that was embedded. */
  records: readonly DataRecord[] | undefined;
  measure: SimilarityMeasure;
  topN: number;
  threshold: number | undefined;
  /** Leaves out what has the query's own index. */
  skipSame: boolean;
}

/** A vector that was found. */
interface SimilarVector extends Subject {
  index: number;
  similarity: number;
}

/** What was found for one query. */
interface QueryMatches extends Subject {
  query: number;
  matches: SimilarVector[];
  best: number | null;
  removedByThreshold: number;
}

/** What was found for all queries, and in how much. */
export interface FoundVectors {
  results: QueryMatches[];
  vectors: number;
  /** How many vectors and queries had failed before. */
  passedOver: { vectors: number; queries: number };
}

const vectorNames: VectorNames = { label: "Vectors", noun: "vector" };
const queryNames: VectorNames = { label: "Query", noun: "query" };

const checkQueries = (queries: VectorSet, vectors: VectorSet): void => {
  if (queries.model && vectors.model && !isSameName(queries.model, vectors.model))
    refuseInput(
      queryNames.label,
      `its vectors are of ${queries.model}, and Vectors are of ${vectors.model}: they can't be compared.`,
      "Embed both with one model. Where both names are one model, reference the results of the query's step alone.",
    );
  if (queries.dimensions !== vectors.dimensions)
    refuseVector(
      queryNames,
      queries.placeOf(0),
      `it has ${queries.dimensions} values, and Vectors have ${vectors.dimensions}.`,
      oneModel,
    );
};

const checkRecords = (records: readonly DataRecord[], vectors: VectorSet): void => {
  const highest = vectors.indexOf(vectors.rows - 1);
  const doesFit =
    vectors.records === undefined ? highest < records.length : vectors.records === records.length;
  if (!doesFit)
    refuseInput(
      "Records",
      `there are ${records.length}, and ${vectors.records ?? highest + 1} belong to Vectors.`,
      "Reference the list that was embedded.",
    );
  if (!vectors.isInOrder)
    refuseInput(
      "Records",
      "the indexes of Vectors don't rise, as when files are joined: which record belongs to which is unknown.",
      "Leave Records empty, or search in one file at a time.",
    );
};

/** So many digits has a 32-bit float. */
const floatDigits = 7;

/** Gives a vector that was found, with what it belongs to. */
const foundVector = (
  vectors: VectorSet,
  records: readonly DataRecord[] | undefined,
  { row, similarity }: { row: number; similarity: number },
): SimilarVector => {
  const index = vectors.indexOf(row);
  const record = records?.[index];
  return { index, similarity, ...subjectOf(vectors.entryOf(row)), ...(record && { record }) };
};

/**
 * Finds the vectors most similar to each query, with what they belong to.
 * @throws InputError by the input's label and the place of what can't be read or compared.
 */
export const searchBySimilarity = async (
  search: SimilaritySearch,
  nextTurn: NextTurn,
): Promise<FoundVectors> => {
  const { records, topN, threshold = Number.NEGATIVE_INFINITY, skipSame } = search;
  const queries = await readVectors({ names: queryNames, value: search.query }, nextTurn);
  const given = { names: vectorNames, value: search.vectors, index: search.vectorIndex };
  const vectors = await readVectors(given, nextTurn);
  checkQueries(queries, vectors);
  if (records) checkRecords(records, vectors);
  const most = topN + (skipSame ? 1 : 0);
  const nearest = await searchRows(vectors, queries, { measure: search.measure, most }, nextTurn);
  const resultOf = (found: NearestRows, row: number): QueryMatches => {
    const query = queries.indexOf(row);
    const others = skipSame ? (one: { row: number }) => vectors.indexOf(one.row) !== query : () => true;
    const nearestFirst = found.sorted().filter(others).slice(0, topN);
    const candidates = nearestFirst.map(({ row, similarity }) => ({
      row,
      similarity: Number(similarity.toPrecision(floatDigits)),
    }));
    const passing = candidates.filter(({ similarity }) => similarity >= threshold);
    return {
      query,
      ...subjectOf(queries.entryOf(row)),
      matches: passing.map((match) => foundVector(vectors, records, match)),
      best: candidates[0]?.similarity ?? null,
      removedByThreshold: candidates.length - passing.length,
    };
  };
  return {
    results: nearest.map(resultOf),
    vectors: vectors.rows,
    passedOver: { vectors: vectors.passedOver, queries: queries.passedOver },
  };
};
