/** Bytes of a float32 number. */
export const floatBytes = 4;

/** Vectors of one length, in one flat array: a row for each text, whether or not its vector has come. */
export class VectorRows {
  private rows = new Float32Array(0);
  private readonly isFilled: Uint8Array;
  /** Numbers of a vector; 0 until the first has come. */
  dimensions = 0;

  /** @param count - the number of rows */
  constructor(readonly count: number) {
    this.isFilled = new Uint8Array(count);
  }

  /** Puts a vector into its row; false where it has another length than those before it. */
  put(row: number, vector: Float32Array): boolean {
    if (this.dimensions === 0) {
      this.dimensions = vector.length;
      this.rows = new Float32Array(this.count * this.dimensions);
    }
    if (vector.length !== this.dimensions) return false;
    this.rows.set(vector, row * this.dimensions);
    this.isFilled[row] = 1;
    return true;
  }

  /** The vector of a row, where it stands; undefined where none has come. */
  at(row: number): Float32Array | undefined {
    if (this.isFilled[row] !== 1) return undefined;
    return this.rows.subarray(row * this.dimensions, (row + 1) * this.dimensions);
  }

  /** Gives a row the vector of another one, where that has one. */
  copy(from: number, to: number): void {
    const vector = this.at(from);
    if (vector) this.put(to, vector);
  }

  /** The vectors that have come, one after the other. They are moved together in place: rows can't be read after it. */
  packed(): Buffer {
    let place = 0;
    for (let row = 0; row < this.count; row += 1) {
      if (this.isFilled[row] !== 1) continue;
      const start = row * this.dimensions;
      if (place !== start) this.rows.copyWithin(place, start, start + this.dimensions);
      place += this.dimensions;
    }
    this.isFilled.fill(0);
    return Buffer.from(this.rows.buffer, 0, place * floatBytes);
  }
}
