/** All memories of this process, for tests to begin without any. */
const memories: Array<{ clear(): void }> = [];

/**
 * What the process remembers from one step to the next under a key: tokens, paces, what is costly to make. It is
 * bounded, and what has not been asked for the longest goes first. Nothing else in `src` outlives a step.
 */
export class Memory<Value> {
  private readonly values = new Map<string, Value>();
  private size = 0;

  /**
   * @param most - how much it holds: so many values, or so many bytes where `sizeOf` says bytes
   * @param sizeOf - how much a value takes of that; what takes more than a quarter of all is not kept
   */
  constructor(
    private readonly most: number,
    private readonly sizeOf: (value: Value, key: string) => number = () => 1,
  ) {
    memories.push(this);
  }

  get(key: string): Value | undefined {
    const value = this.values.get(key);
    if (value === undefined) return undefined;
    this.values.delete(key);
    this.values.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.delete(key);
    const size = this.sizeOf(value, key);
    if (size > Math.max(1, this.most / 4)) return;
    for (const oldest of this.values.keys()) {
      if (this.size + size <= this.most) break;
      this.delete(oldest);
    }
    this.values.set(key, value);
    this.size += size;
  }

  delete(key: string): void {
    const value = this.values.get(key);
    if (value === undefined) return;
    this.values.delete(key);
    this.size -= this.sizeOf(value, key);
  }

  /** What is remembered under a key, made and kept when there is nothing. */
  recall(key: string, make: () => Value): Value {
    const known = this.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.set(key, made);
    return made;
  }

  clear(): void {
    this.values.clear();
    this.size = 0;
  }
}

/** Forgets everything that the process remembers, as if it had just been started. */
export const forgetAll = (): void => {
  for (const memory of memories) memory.clear();
};
