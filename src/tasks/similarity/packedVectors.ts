import { isEmpty } from "../../inputs/cleaners";
import { utf8OfBytes } from "../../inputs/textOfBytes";
import type { NextTurn } from "../../pacing/turns";
import { fileOf } from "../../text/bytesOf";
import { refuseInput } from "../../text/InputError";
import { fieldsOf, isObject } from "../../text/isObject";
import type { VectorNames } from "../../text/vectors/CheckedVectors";
import { packedFloats } from "../../text/vectors/packedFloats";
import type { VectorSet } from "./vectorSet";
import { openLines, type ParsedLines } from "./vectorText";

/** What an index says of all vectors. */
interface IndexHead {
  model: string | undefined;
  dimensions: number;
  count: number;
}

const indexLabel = "Vector Index";
const mend = "Reference the index file of the Create Embeddings that wrote the vectors.";
const bytesPerFloat = 4;

/** The lines of an index, as a file, as text, or as the list that a step before made of them. */
const openIndex = async (given: unknown, nextTurn: NextTurn): Promise<ParsedLines> => {
  const file = fileOf(given);
  if (file) return openLines(indexLabel, utf8OfBytes(indexLabel, file.bytes), nextTurn);
  const inner = isObject(given) ? given["data"] : given;
  if (Array.isArray(inner)) return { count: inner.length, at: (line) => inner[line] as unknown };
  if (typeof inner === "string") return openLines(indexLabel, inner, nextTurn);
  return refuseInput(indexLabel, "this is not an index of vectors.", mend);
};

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

const readHead = (lines: ParsedLines): IndexHead => {
  const { model, dimensions, count } = fieldsOf(lines.count > 0 ? lines.at(0) : undefined);
  if (!isCount(dimensions) || !isCount(count))
    return refuseInput(indexLabel, "its first line does not say dimensions and count.", mend);
  if (lines.count - 1 !== count)
    refuseInput(indexLabel, `it says ${count} vectors, and has lines for ${lines.count - 1}.`, mend);
  return { model: typeof model === "string" && model !== "" ? model : undefined, dimensions, count };
};

/**
 * Opens packed vectors, whose bytes are used in place: 32-bit floats, row after row, beside their index. The model that
 * the index names is that of the vectors.
 * @throws InputError by the label for an index that can't be read, or that belongs to another file.
 */
export const openPacked = async (
  names: VectorNames,
  { bytes, index }: { bytes: Buffer; index: unknown },
  nextTurn: NextTurn,
): Promise<VectorSet> => {
  if (isEmpty(index))
    refuseInput(
      names.label,
      "the file is not JSON Lines.",
      names.label === "Vectors"
        ? `Packed vectors need their index in ${indexLabel}.`
        : "Reference the whole output of its step.",
    );
  const lines = await openIndex(index, nextTurn);
  const { model, dimensions, count } = readHead(lines);
  const values = packedFloats(bytes);
  if (values?.length !== count * dimensions)
    return refuseInput(
      names.label,
      `the file has ${bytes.length} bytes, and its index says ${count} vectors of ${dimensions} values, ${count * dimensions * bytesPerFloat} bytes.`,
      "Reference both files of one step. JSON Lines need no index.",
    );
  const entryOf = (row: number): unknown => lines.at(row + 1);
  return {
    ...{ names, values, dimensions, model, entryOf },
    rows: count,
    passedOver: 0,
    records: undefined,
    isInOrder: true,
    placeOf: (row) => row,
    indexOf: (row) => {
      const { index: own } = fieldsOf(entryOf(row));
      return Number.isSafeInteger(own) ? (own as number) : row;
    },
  };
};
