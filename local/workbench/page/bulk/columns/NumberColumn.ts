const firstCapacity = 1024;

/** A growing column of numbers. */
export class NumberColumn {
  length = 0;
  private held = new Float64Array(firstCapacity);

  push(value: number): void {
    if (this.length === this.held.length) {
      const larger = new Float64Array(this.held.length * 2);
      larger.set(this.held);
      this.held = larger;
    }
    this.held[this.length] = value;
    this.length += 1;
  }

  /** The number at a place; NaN where there is none. */
  at(place: number): number {
    return place >= 0 && place < this.length ? (this.held[place] ?? Number.NaN) : Number.NaN;
  }

  /** Replaces the number at a place that there is. */
  set(place: number, value: number): void {
    if (place < this.length) this.held[place] = value;
  }

  /** The first place of a number that is not below another one, in a column that rises. */
  firstFrom(value: number): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(middle) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
