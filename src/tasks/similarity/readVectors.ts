import { isEmpty, refuse } from "../../inputs/cleaners";
import { refuseIdle } from "../../inputs/rivalInputs";
import { textOfString } from "../../inputs/textOfBytes";
import type { NextTurn } from "../../pacing/turns";
import { fileOf } from "../../text/bytesOf";
import { encodedBytes } from "../../text/encodedBytes";
import { lineTrim } from "../../text/lineTrim";
import { utf8Text } from "../../text/utf8Text";
import { CheckedVectors, type VectorNames } from "../../text/vectors/CheckedVectors";
import type { JsonLines } from "../batches/jsonLineRows";
import { openVectors } from "./openedVectors";
import { openPacked } from "./packedVectors";
import { listedSet, type VectorSet } from "./vectorSet";
import { type ParsedLines, readVectorText } from "./vectorText";

/** Vectors as they were given. */
interface GivenVectors {
  names: VectorNames;
  value: unknown;
  /** The index of packed vectors. */
  index?: unknown;
}

/** A list of vectors as values or lines, and the model that made them. */
interface ListedVectors {
  count: number;
  /** Gives the entry at a place. */
  at: ParsedLines["at"];
  model: string | undefined;
}

const readList = async (
  names: VectorNames,
  { count, at, model }: ListedVectors,
  nextTurn: NextTurn,
): Promise<VectorSet> => {
  const vectors = new CheckedVectors(names, count);
  for (let place = 0; place < count; place += 1) {
    vectors.add(at(place, JSON.parse), place);
    const turn = nextTurn();
    if (turn) await turn;
  }
  return listedSet(names, vectors, { count, model, entryOf: at });
};

const refuseVectors = (label: string, value: unknown): never =>
  refuse(
    label,
    value,
    "Reference the output of Create Embeddings, or enter a list of vectors such as [[0.1, 0.2], [0.3, 0.4]].",
  );

const beginsAsJson = (source: JsonLines): boolean => {
  const [start] = lineTrim(source, 0, source.length);
  return /^[[{]/.test(source.slice(start, start + 1).toString());
};

/** The bytes of a file, also as base64 text. */
const bytesIn = (value: unknown): Buffer | undefined =>
  typeof value === "string" && !beginsAsJson(value) ? encodedBytes(value) : fileOf(value)?.bytes;

/** JSON in bytes; undefined for those of packed vectors. */
const textIn = (bytes: Buffer): Buffer | undefined => {
  const text = utf8Text(bytes);
  return "bytes" in text && beginsAsJson(text.bytes) ? text.bytes : undefined;
};

/**
 * Reads vectors in any of their forms: the output of an earlier step, a list, JSON, JSON Lines as text or a file, or a
 * packed file with its index.
 * @throws InputError by the label, and the place of a vector that can't be searched.
 */
export const readVectors = async (given: GivenVectors, nextTurn: NextTurn): Promise<VectorSet> => {
  const { names } = given;
  const { vectors, model, index: ownIndex } = openVectors(names.label, given.value);
  const index = given.index ?? ownIndex;
  const bytes = bytesIn(vectors);
  const text = bytes && isEmpty(index) ? textIn(bytes) : undefined;
  if (bytes && !text) return openPacked(names, { bytes, index }, nextTurn);
  refuseIdle(["Vector Index", given.index], `${names.label} is no packed file`);
  if (Array.isArray(vectors))
    return readList(names, { count: vectors.length, at: (place) => vectors[place], model }, nextTurn);
  const source = text ?? (typeof vectors === "string" ? textOfString(names.label, vectors) : undefined);
  if (source === undefined || !beginsAsJson(source)) return refuseVectors(names.label, vectors);
  const read = await readVectorText(names.label, source, nextTurn);
  return "lines" in read
    ? readList(names, { ...read.lines, model }, nextTurn)
    : readVectors({ names, value: read.value }, nextTurn);
};
