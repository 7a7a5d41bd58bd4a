import { jsonText } from "../plainValue";
import type { VectorRows } from "./VectorRows";

/** What a vector was made of: a text, or a record. */
export type VectorSource = { text: string } | { record: object };

/** A file as outputs have it. */
export interface VectorFile {
  data: Buffer;
  contentType: string;
  fileName: string;
}

/** What files of vectors are made of. */
interface VectorFileParts {
  rows: VectorRows;
  /** The rows that have a vector, in order. */
  places: readonly number[];
  sourceAt(place: number): VectorSource;
  /** Awaited between the lines. */
  nextTurn(): Promise<void> | undefined;
}

/** Characters of a number with nine digits and of the comma behind it, such as `-1.23456789e-38,`. */
const longestNumber = 16;

/** Nine digits tell every float32 number from its neighbors; more are those of its conversion to 64 bits. */
const digits = 9;

/** The powers of ten that a number of 64 bits holds exactly. */
const powersOfTen = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** A float32 number with as many digits as it has. A division finds them sooner than a text does, where it is exact. */
const shortNumber = (value: number): number => {
  const power = powersOfTen[digits - 1 - Math.floor(Math.log10(Math.abs(value)))];
  return power === undefined ? Number(value.toPrecision(digits)) : Math.round(value * power) / power;
};

/** A vector as a list of numbers with as many digits as they have. */
export const shortNumbers = (vector: Float32Array): number[] => {
  const numbers: number[] = [];
  for (const value of vector) numbers.push(shortNumber(value));
  return numbers;
};

const headAt = ({ sourceAt }: VectorFileParts, place: number): string =>
  jsonText({ index: place, ...sourceAt(place) }).slice(0, -1);

/** Writes lines into one buffer, which is as long as they may get at most: what stays empty takes no memory. */
const writeLines = async (
  parts: VectorFileParts,
  first: string,
  rest: { mostBytes: number; of(place: number): string },
): Promise<Buffer> => {
  let mostBytes = Buffer.byteLength(first);
  for (const place of parts.places) {
    mostBytes += Buffer.byteLength(headAt(parts, place)) + rest.mostBytes;
    await parts.nextTurn();
  }
  const bytes = Buffer.allocUnsafeSlow(mostBytes);
  let end = bytes.write(first);
  for (const place of parts.places) {
    end += bytes.write(headAt(parts, place), end);
    end += bytes.write(rest.of(place), end, "latin1");
    await parts.nextTurn();
  }
  return bytes.subarray(0, end);
};

const jsonLines = (data: Buffer, fileName: string): VectorFile => ({
  data,
  contentType: "application/jsonl",
  fileName,
});

/** The vectors as JSON Lines, each with what it was made of. */
export const jsonLinesFile = async (parts: VectorFileParts): Promise<VectorFile> => {
  const { rows } = parts;
  const data = await writeLines(parts, "", {
    mostBytes: rows.dimensions * longestNumber + 20,
    of: (place) => `,"embedding":[${shortNumbers(rows.at(place) ?? new Float32Array()).join(",")}]}\n`,
  });
  return jsonLines(data, "embeddings.jsonl");
};

/** The vectors as float32 numbers, little-endian, row after row, and an index that says what each row was made of. */
export const packedFiles = async (
  parts: VectorFileParts,
  model: string | null,
): Promise<{ file: VectorFile; indexFile: VectorFile }> => {
  const { rows, places } = parts;
  const first = `${JSON.stringify({ model, dimensions: rows.dimensions, count: places.length })}\n`;
  const index = await writeLines(parts, first, { mostBytes: 2, of: () => "}\n" });
  return {
    file: { data: rows.packed(), contentType: "application/octet-stream", fileName: "embeddings.f32" },
    indexFile: jsonLines(index, "embeddings.index.jsonl"),
  };
};
