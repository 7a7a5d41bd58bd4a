/** Keeps what is costly to make, and forgets all of it when it would take more memory than it may. */
export class BoundedCache<Value> {
  private readonly values = new Map<string, Value>();
  private sizeBytes = 0;

  constructor(private readonly mostBytes: number) {}

  /**
   * What is kept under a key, made when there is nothing.
   * @param sizeOf - about how many bytes it takes; what takes a quarter of all is not kept
   */
  get(key: string, make: () => Value, sizeOf: (value: Value) => number): Value {
    const known = this.values.get(key);
    if (known !== undefined) return known;
    const made = make();
    const sizeBytes = sizeOf(made) + 2 * key.length;
    if (sizeBytes > this.mostBytes / 4) return made;
    if (this.sizeBytes + sizeBytes > this.mostBytes) {
      this.values.clear();
      this.sizeBytes = 0;
    }
    this.values.set(key, made);
    this.sizeBytes += sizeBytes;
    return made;
  }
}
