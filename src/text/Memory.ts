/** All memories of this process, so that tests can empty them. */
const memories: Array<{ clear(): void }> = [];

/**
 * Values that the process remembers from one step to the next, by key: tokens, pacers, and what is costly to make. It
 * is bounded, and drops the least recently used values first. Nothing else in `src` outlives a step.
 */
export class Memory<Value> {
  private readonly values = new Map<string, Value>();
  private size = 0;

  /**
   * @param most - the bound: a number of values, or of bytes where `sizeOf` gives bytes
   * @param sizeOf - the size of a value; one larger than a quarter of the bound is not kept
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

  /** The remembered value of a key; where there is none, makes one and remembers it. */
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

/** Empties all memories, as at the start of a process. */
export const forgetAll = (): void => {
  for (const memory of memories) memory.clear();
};
