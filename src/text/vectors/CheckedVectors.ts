import { readAt, refuseInput } from "../InputError";
import { jsonText } from "../plainValue";
import { fieldsOfEntry, hasFailed, vectorValues } from "./vectorEntry";

/** What vectors are called in errors: the label of their input, and the word for one of them. */
export interface VectorNames {
  label: string;
  noun: string;
}

/**
 * Refuses one of the vectors.
 * @param place - its place in the input, from 0
 * @throws InputError, always.
 */
export const refuseVector = (
  { label, noun }: VectorNames,
  place: number,
  what: string,
  mend: string,
): never => readAt(`${noun} ${place + 1}`, () => refuseInput(label, what, mend));

/** What to do about vectors of different lengths. */
export const oneModel = "Embed all with one model and one number of dimensions.";
/** What to do about a vector that no model gives. */
export const embedAgain = "Embed it again, or leave it out.";

const longestShown = 40;

const inWords = (value: unknown): string => {
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return "a list";
  return jsonText(value).slice(0, longestShown);
};

/** Vectors of a list, one behind the other in one flat list. Each is checked when it is added. */
export class CheckedVectors {
  /** Of each row, its place in the list and the index that it says it has, else its place. */
  readonly places: number[] = [];
  readonly indexes: number[] = [];
  dimensions = 0;
  /** How many had no vector since they failed. */
  passedOver = 0;
  /** True when a vector said its index, and when each was above the one before. */
  hasIndexes = false;
  isInOrder = true;
  private flat = new Float32Array(0);

  /** @param most - of the vectors that are added */
  constructor(
    private readonly names: VectorNames,
    private readonly most: number,
  ) {}

  get values(): Float32Array {
    return this.flat.subarray(0, this.places.length * this.dimensions);
  }

  /**
   * Adds a vector, or an object that has it under `embedding`. What failed is passed over.
   * @throws InputError by the place of a vector of another length, and of one with a value that is no finite number.
   */
  add(entry: unknown, place: number): void {
    const fields = fieldsOfEntry(entry);
    if (fields && hasFailed(fields)) {
      this.passedOver += 1;
      return;
    }
    this.keep(vectorValues(fields ? fields["embedding"] : entry) ?? this.refuseForm(fields, place), place);
    const index = fields?.["index"];
    const isIndex = Number.isSafeInteger(index) && (index as number) >= 0;
    if (isIndex) this.hasIndexes = true;
    const known = isIndex ? (index as number) : place;
    this.isInOrder &&= known > (this.indexes.at(-1) ?? -1);
    this.places.push(place);
    this.indexes.push(known);
  }

  private refuseForm(fields: object | undefined, place: number): never {
    const what = fields && !("embedding" in fields) ? "it has no embedding." : "it is not a list of numbers.";
    const mend = "A vector is a list of numbers, or an object with one as its embedding.";
    return refuseVector(this.names, place, what, mend);
  }

  private keep(values: ArrayLike<unknown>, place: number): void {
    const { names, dimensions } = this;
    if (values.length === 0) refuseVector(names, place, "it is empty.", embedAgain);
    if (this.places.length === 0) this.makeRoom(values.length);
    else if (values.length !== dimensions)
      refuseVector(names, place, `it has ${values.length} values, those before it ${dimensions}.`, oneModel);
    const start = this.places.length * this.dimensions;
    for (let at = 0; at < values.length; at += 1) {
      const value = values[at];
      if (typeof value === "number") this.flat[start + at] = value;
      // A number too large for 32 bits has become an infinity.
      if (typeof value !== "number" || !Number.isFinite(this.flat[start + at])) {
        refuseVector(names, place, `value ${at + 1} is ${inWords(value)}, not a finite number.`, embedAgain);
      }
    }
  }

  private makeRoom(dimensions: number): void {
    this.dimensions = dimensions;
    try {
      this.flat = new Float32Array(this.most * dimensions);
    } catch {
      const size = `${this.most} of ${dimensions} values`;
      refuseInput(this.names.label, `${size} are more than fit into memory.`, "Search in parts of them.");
    }
  }
}
